"""The files that a contact's pages show: the tenant's logo, and the consent form where it is a document (S2.119)."""

import base64
from datetime import datetime
from functools import lru_cache

from contactbook.domain.base.errors import NotFound, StorageUnavailable
from contactbook.domain.consent.states import form_of
from contactbook.domain.contacts.attachments import Attachment
from contactbook.gateways import files
from contactbook.services.pages.visits import Visit
from contactbook.storage.tenant_store import TenantStore

# Bytes: it travels inside each page.
LARGEST_LOGO = 100_000
_PICTURES = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})


def logo_of(store: TenantStore) -> str | None:
    """The tenant's logo as a data URL; None where there is none, where it is too large, or where it cannot be had just now."""
    attachment_id = store.settings.current().branding.logo_attachment_id
    logo = store.library.find(attachment_id) if attachment_id else None
    if logo is None or logo.content_type not in _PICTURES or logo.size > LARGEST_LOGO:
        return None
    try:
        return _picture(logo.file_key, logo.content_type)
    except (NotFound, StorageUnavailable):
        # A page without its logo is still a page.
        return None


def form_document(visit: Visit) -> Attachment | None:
    """The document of the contact's form: one of its own, else one of the library; None where the form is no document."""
    attachment_id = form_of(visit.contact.consent, visit.store.settings.current().consent)
    if attachment_id is None:
        return None
    own = visit.store.attachments.find(visit.contact.contact_id, attachment_id)
    return own or visit.store.library.find(attachment_id)


def form_url(visit: Visit) -> str:
    """An address from which the form's document is downloaded for a quarter of an hour. Raises NotFound."""
    document = form_document(visit)
    if document is None:
        raise NotFound("There is no such page.")
    return files.download_url(document.file_key, file_name=document.file_name, content_type=document.content_type)


# A stored file never changes, so what was read once holds for as long as the function lives.
@lru_cache(maxsize=32)
def _picture(file_key: str, content_type: str) -> str:
    with files.open_file(file_key) as opened:
        encoded = base64.b64encode(opened.read(LARGEST_LOGO)).decode()
    return f"data:{content_type};base64,{encoded}"


def export_url(visit: Visit, *, now: datetime) -> str:
    """Where the contact's newest export is downloaded from. Raises NotFound once it has expired or was erased."""
    key = visit.store.person_exports.newest_file(visit.contact.contact_id, now=now)
    return files.download_url(key, file_name="my-data.zip", content_type="application/zip")
