"""Files of a tenant's library with ids that a test chooses."""

from datetime import UTC, datetime

from contactbook.domain.base.callers import job
from contactbook.domain.contacts.attachments import Attachment
from tests.aws_in_process.http import Api


def keep_file(attachment_id: str, tenant_id: str = "acme") -> str:
    """Store a file of the library, if it is not there. Return its id."""
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table

    store = open_store(tenant_id)
    file = Attachment(
        attachment_id=attachment_id,
        file_name="form.pdf",
        content_type="application/pdf",
        size=100,
        classification="consent_form",
        state="stored",
        stored_at=datetime(2026, 1, 5, 9, 0, tzinfo=UTC),
        file_key=f"attachments/tenants/{tenant_id}/library/{attachment_id}",
        created_at=datetime(2026, 1, 5, 9, 0, tzinfo=UTC),
        created_by=job("test").actor,
    )
    if store.library.find(attachment_id) is None:
        table.transact([store.library.add_of(attachment_id, file)])
    return attachment_id


def upload(attachment_id: str, contact_id: str | None = None, tenant_id: str = "acme") -> str:
    """Upload the announced file of the contact, or of the library. Return its id."""
    from contactbook.gateways import files
    from contactbook.services.base.stores import open_store

    store = open_store(tenant_id)
    found = store.attachments.get(contact_id, attachment_id) if contact_id else store.library.get(attachment_id)
    files.put_file(found.file_key, b"x" * found.size, content_type=found.content_type)
    return attachment_id


def uploaded_form(api: Api) -> str:
    """Return the id of a file of the library that was announced and uploaded through the API."""
    file = {"file_name": "form.pdf", "content_type": "application/pdf", "size": 3, "classification": "consent_form"}
    made = api.post("/v1/attachments", file).body
    return upload(str(made["attachment_id"]), None, api.tenant_id)
