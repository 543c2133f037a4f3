"""The consumers of the table's stream: they write derived data and domain events after a change is committed.

Each consumer gets a tenant's changes in their order, perhaps twice; a repeated change must have no further effect.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from contactbook.services.communications import event_communications
from contactbook.services.contacts import uniqueness
from contactbook.services.erasure import deletion
from contactbook.services.refusals import following as refusals
from contactbook.services.stream import derived, publishing
from contactbook.services.sync import following
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

Consumer = Callable[[TenantStore, Sequence[RowChange], datetime], None]

CONSUMERS: tuple[Consumer, ...] = (
    derived.follow_changes,
    # After the rows by which the holders of an address are found.
    refusals.follow_changes,
    uniqueness.follow_changes,
    publishing.follow_changes,
    event_communications.follow_changes,
    # After the refusals, which a deleted contact leaves at its addresses.
    deletion.follow_changes,
    following.follow_changes,
)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Call every consumer with a tenant's changes."""
    for consume in CONSUMERS:
        consume(store, changes, now)
