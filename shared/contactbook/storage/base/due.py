"""The due index of what the sweeper looks after: communications, runs, schedules, deliveries of webhooks, in one query for each tenant."""

from datetime import datetime

from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index

_WHAT = "NOTIFICATION"


def place_when_due(keys: TenantKeys, due_at: datetime | None, item_id: str) -> Key | None:
    """Return the key in the due index, or None if the item waits for no time."""
    return Key(keys.due(), f"{_WHAT}#{_sorted(due_at)}#{item_id}") if due_at else None


def keys_due(keys: TenantKeys, now: datetime, *, limit: int) -> list[Key]:
    """Return the keys of the items that are due by now, the oldest first."""
    page = table.query_index(Index.BY_DUE, keys.due(), between=(f"{_WHAT}#", f"{_WHAT}#{_sorted(now)}~"), limit=limit)
    return [row.key for row in page.rows]


def _sorted(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
