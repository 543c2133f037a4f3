"""What an import keeps of the values in its file beside the contacts: its constants, its errors and its changed cells (S2.141)."""

from collections.abc import Collection

from contactbook.domain.audit.tenant_entries import CONCEALED
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.versions import with_fields
from contactbook.domain.imports.runs import Import, ImportRequest
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.imports.progress import save_import
from contactbook.storage.tenant_store import TenantStore


def without_constants(draft: ImportRequest) -> ImportRequest:
    """Return the request without the values that all contacts get, which may be one person's."""
    return with_fields(draft, constants=dict.fromkeys(draft.constants, CONCEALED))


def forget_row(store: TenantStore, import_id: str, contact_ids: Collection[str]) -> None:
    """Forget what an import keeps of the values of one contact, known by these ids. Its constants are every contact's. Idempotent."""
    store.imports.forget_cells(import_id, contact_ids)
    _forget_constants(store, import_id)


def forget_values(store: TenantStore, run: Import) -> None:
    """Forget every value that an import keeps, once its files are gone. Idempotent."""
    store.imports.forget_cells(run.import_id)
    _forget_constants(store, run.import_id)


@retried_when_raced
def _forget_constants(store: TenantStore, import_id: str) -> None:
    """An import that still runs needs its constants; they go when its files do."""
    try:
        run = store.imports.get(import_id)
    except NotFound:
        return
    concealed = without_constants(run.draft)
    if run.has_ended and concealed != run.draft:
        save_import(store, run, draft=concealed)
