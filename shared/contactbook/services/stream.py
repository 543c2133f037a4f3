"""What follows from a change once it is committed: search words, domain events, and all else that is derived.

Each consumer gets a tenant's changes in their order, perhaps twice, and must leave the same behind either way.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from contactbook.services import (
    contact_removal,
    domain_events,
    duplicate_keys,
    event_communications,
    match_keys,
    name_day_index,
    search_index,
    uniqueness,
)
from contactbook.storage.stream import RowChange
from contactbook.storage.tenant_store import TenantStore

Consumer = Callable[[TenantStore, Sequence[RowChange], datetime], None]

CONSUMERS: tuple[Consumer, ...] = (
    search_index.follow_changes,
    uniqueness.follow_changes,
    name_day_index.follow_changes,
    domain_events.follow_changes,
    event_communications.follow_changes,
    contact_removal.follow_changes,
    match_keys.follow_changes,
    duplicate_keys.follow_changes,
)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Hand a tenant's changes to every consumer."""
    for consume in CONSUMERS:
        consume(store, changes, now)
