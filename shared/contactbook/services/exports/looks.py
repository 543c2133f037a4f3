"""An export is a look at each contact in it (S2.127): one item for each bucket of contacts of a piece, whatever its size."""

from collections.abc import Collection
from datetime import datetime, timedelta

from contactbook.domain.audit.looks import look_of_export
from contactbook.domain.base.versions import with_fields
from contactbook.domain.exports.records import Export
from contactbook.services.base.ids import new_id
from contactbook.storage.audit.looks import PREFIX
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

_ROUTE = "POST /v1/exports"


def looks_of_export(store: TenantStore, export: Export, contact_ids: Collection[str], *, now: datetime) -> list[Write]:
    """Return the writes that record one piece of an export, for the transaction that saves its progress.

    So no piece counts without its looks, and the file is handed out only once every piece counts.
    """
    if not contact_ids:
        return []
    entry_id, by = new_id(PREFIX, now), with_fields(export.caller, request_id=export.export_id)
    parts = [
        look_of_export(entry_id, part, contacts=len(contact_ids), route=_ROUTE, by=by, at=now, ring=store.key_ring)
        for part in store.looks.in_buckets(list(contact_ids))
    ]
    whole = look_of_export(entry_id, (), contacts=len(contact_ids), route=_ROUTE, by=by, at=now, ring=store.key_ring)
    keep_until = now + timedelta(days=store.settings.current().retention.looks_days)
    return list(store.looks.export_writes(whole, parts, keep_until=keep_until))
