"""The keys in the bucket under which an import's files lie."""

from contactbook.domain.imports.runs import Import
from contactbook.storage.base.keys import part
from contactbook.storage.tenant_store import TenantStore


def address_key(store: TenantStore, upload_id: str) -> str:
    """Return the key that the upload address is for, where nothing stays longer than a day."""
    return f"uploads/tenants/{store.tenant_id}/imports/{part(upload_id)}"


def upload_key(store: TenantStore, upload_id: str) -> str:
    """Return the key of an uploaded file that was taken over: nobody has an address to write there."""
    return f"imports/{store.tenant_id}/uploads/{part(upload_id)}"


def prepared_key(store: TenantStore, import_id: str) -> str:
    """Return the key of the prepared rows."""
    return f"imports/{store.tenant_id}/{part(import_id)}/rows"


def rehearsal_key(store: TenantStore, run: Import) -> str:
    """Return the key of what a dry run would have stored up to its cursor."""
    return f"imports/{store.tenant_id}/{part(run.import_id)}/rehearsal-{run.offset}"
