"""Making anew what the stream derives, from the contacts, beside live traffic.

A contact is handed to the consumers that derive as if it had just been made. If it changed while they worked, they get that change
too: whatever the stream did meanwhile, the last to act has seen the contact as it stands.
"""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.record import Contact
from contactbook.domain.stream.rebuild import DerivedRebuild, DerivedRebuildView, RebuildState
from contactbook.gateways import queues
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import privacy_levels
from contactbook.services.jobs.rebuild_requests import begin_rebuild
from contactbook.services.merges import duplicate_keys
from contactbook.services.name_days import celebrants
from contactbook.services.search import index
from contactbook.services.sync import member_facts
from contactbook.storage.base import table
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

_PAGE = 50
# The consumers of the stream that derive; the others tell what happened, which a rebuild must not.
DERIVE = (index.follow_changes, celebrants.follow_changes, member_facts.follow_changes, duplicate_keys.follow_changes)


def start_rebuild(store: TenantStore, *, now: datetime) -> DerivedRebuildView:
    """Begin a rebuild in the background."""
    rebuild = begin_rebuild(store, now=now)
    return _view(rebuild)


def read_rebuild(store: TenantStore, rebuild_id: str) -> DerivedRebuildView:
    """How far a rebuild has come. Raises NotFound."""
    return _view(store.rebuilds.get(rebuild_id))


def run_derived_rebuild(message: JobMessage, now: datetime, has_time: TimeLeft) -> None:
    """One slice of a rebuild; what it leaves is sent on. Where it goes on is in the rebuild itself, so a repetition does no harm."""
    if message.tenant_id is None or message.run_id is None:
        return
    store = open_store(message.tenant_id)
    rebuild = store.rebuilds.find(message.run_id)
    if rebuild is None or rebuild.state is RebuildState.FINISHED:
        return
    if not _walk(store, rebuild, now, has_time):
        queues.send(config().derived_rebuild_queue_url, [message])


def _walk(store: TenantStore, rebuild: DerivedRebuild, now: datetime, has_time: TimeLeft) -> bool:
    settings = store.settings.fresh()
    while True:
        listed, after = store.contacts.page_by_name(limit=_PAGE, after=rebuild.cursor)
        leveled = 0
        for contact in listed:
            if not has_time():
                return False
            leveled += privacy_levels.settle(store, contact, settings.privacy_levels, now)
            derive(store, contact.contact_id, now)
        is_over = after is None
        moved = next_version(
            rebuild,
            state=RebuildState.FINISHED if is_over else RebuildState.RUNNING,
            contacts=rebuild.contacts + len(listed),
            privacy_levels_changed=rebuild.privacy_levels_changed + leveled,
            cursor=after,
            finished_at=now if is_over else None,
        )
        table.put(store.rebuilds.save_of(moved.rebuild_id, moved, replacing=rebuild.version))
        rebuild = moved
        if is_over:
            return True


def derive(store: TenantStore, contact_id: str, now: datetime) -> None:
    """Make anew what is derived from one contact."""
    seen: Row | None = None
    while (row := _row(store, contact_id)) != seen:
        for consume in DERIVE:
            consume(store, [RowChange(seen, row)], now)
        seen = row


def _row(store: TenantStore, contact_id: str) -> Row | None:
    found = store.contacts.find(contact_id)
    return store.contacts.row_of(found) if isinstance(found, Contact) else None


def _view(rebuild: DerivedRebuild) -> DerivedRebuildView:
    values = {name: getattr(rebuild, name) for name in DerivedRebuildView.model_fields}
    return DerivedRebuildView.model_validate(values)
