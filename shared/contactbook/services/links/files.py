"""The files that a contact's pages show: the tenant's logo, and the consent form if it is a document (S2.119)."""

import base64
from datetime import datetime
from functools import lru_cache

from contactbook.domain.base.errors import NotFound, StorageUnavailable
from contactbook.domain.consent.states import form_of
from contactbook.domain.contacts.attachments import Attachment
from contactbook.gateways import files
from contactbook.services.links.visits import Visit, may_opt_in
from contactbook.storage.tenant_store import TenantStore

# Bytes. Each page holds the logo inline.
LARGEST_LOGO = 100_000
_PICTURES = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})


def logo_of(store: TenantStore) -> str | None:
    """Return the tenant's logo as a data URL; None if there is none, it is too large, or it cannot be read now."""
    attachment_id = store.settings.current().branding.logo_attachment_id
    logo = store.library.find(attachment_id) if attachment_id else None
    if logo is None or logo.content_type not in _PICTURES or logo.size > LARGEST_LOGO:
        return None
    try:
        return _picture(logo.file_key, logo.content_type)
    except (NotFound, StorageUnavailable):
        # The page is shown without its logo.
        return None


def form_document(visit: Visit) -> Attachment | None:
    """Return the document of the contact's form: its own one, else the library's; None if the form is no document."""
    attachment_id = form_of(visit.contact.consent, visit.store.settings.current().consent)
    if attachment_id is None:
        return None
    own = visit.store.attachments.find(visit.contact.contact_id, attachment_id) if may_opt_in(visit) else None
    return own or visit.store.library.find(attachment_id)


def form_url(visit: Visit) -> str:
    """Return a URL from which the form's document can be downloaded for 15 minutes. Raises NotFound."""
    document = form_document(visit)
    if document is None:
        raise NotFound("There is no such page.")
    return files.download_url(document.file_key, file_name=document.file_name, content_type=document.content_type)


# A stored file never changes, so the running function caches it.
@lru_cache(maxsize=32)
def _picture(file_key: str, content_type: str) -> str:
    with files.open_file(file_key) as opened:
        encoded = base64.b64encode(opened.read(LARGEST_LOGO)).decode()
    return f"data:{content_type};base64,{encoded}"


def export_url(visit: Visit, *, now: datetime) -> str:
    """Return a URL of the contact's newest export. Raises NotFound once it has expired or is erased."""
    key = visit.store.person_exports.newest_file(visit.contact.contact_id, now=now)
    return files.download_url(key, file_name="my-data.zip", content_type="application/zip")
