"""Saving how far an import has come."""

from contactbook.domain.base.versions import next_version
from contactbook.domain.imports.runs import Import
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


def save_import(store: TenantStore, run: Import, *beside: Write, **fields: object) -> Import:
    """Save the import with these fields, and the writes `beside` it, in one transaction. Raises ConcurrentUpdate."""
    after = next_version(run, **fields)
    table.transact([store.imports.save_of(after, replacing=run.version), *beside])
    return after
