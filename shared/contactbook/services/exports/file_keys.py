"""The keys in the bucket under which an export's files lie."""

from contactbook.domain.exports.records import Export
from contactbook.storage.base.keys import part
from contactbook.storage.tenant_store import TenantStore


def file_key(store: TenantStore, export: Export) -> str:
    """Return the key of the finished file."""
    return _key(store, export, f"file.{export.draft.format.value}")


def piece_key(store: TenantStore, export: Export, number: int) -> str:
    """Return the key of one piece of the file, counted from 0."""
    return _key(store, export, f"piece-{number:06}")


def _key(store: TenantStore, export: Export, name: str) -> str:
    return f"exports/{store.tenant_id}/{part(export.export_id)}/{name}"
