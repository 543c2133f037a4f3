"""The keys in the bucket under which an import's files lie."""

from contactbook.domain.imports.runs import Import
from contactbook.storage.base.keys import part
from contactbook.storage.tenant_store import TenantStore


def upload_key(store: TenantStore, upload_id: str) -> str:
    """Return the key of an uploaded file."""
    return f"imports/{store.tenant_id}/uploads/{part(upload_id)}"


def prepared_key(store: TenantStore, import_id: str) -> str:
    """Return the key of the prepared rows."""
    return f"imports/{store.tenant_id}/{part(import_id)}/rows"


def rehearsal_key(store: TenantStore, run: Import) -> str:
    """Return the key of what a dry run would have stored up to its cursor."""
    return f"imports/{store.tenant_id}/{part(run.import_id)}/rehearsal-{run.offset}"
