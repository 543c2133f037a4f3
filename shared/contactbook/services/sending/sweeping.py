"""What comes round every minute: leases that ended, and communications, slices, runs and schedules that are due.

Each step may be done twice, and by two sweepers at once.
"""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import next_version
from contactbook.domain.notifications.communications import CommunicationState, has_expired
from contactbook.services.notifications.planning import OVERDUE, send_to_planner
from contactbook.services.notifications.schedules import fire_schedule
from contactbook.services.notifications.sender_queue import send_to_sender
from contactbook.services.sending.fenced_send import end_expired
from contactbook.services.sending.slices import see_to_slice
from contactbook.storage.base.due import keys_due
from contactbook.storage.base.keys import Key
from contactbook.storage.notifications.communications import NOUN
from contactbook.storage.tenant_store import TenantStore

# More than this are left to the next minute.
MOST_AT_ONCE = 1_000


def sweep(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> None:
    """See to everything of the tenant's notifications that is due: one query, and what is due."""
    keys = keys_due(store.keys, now, limit=MOST_AT_ONCE)
    _see_to_communications(store, [key.sk.removeprefix(f"{NOUN}#") for key in keys if key.sk.startswith(f"{NOUN}#")], now)
    for key in keys:
        if not has_time():
            return
        _see_to(store, key, now)


def _see_to_communications(store: TenantStore, communication_ids: list[str], now: datetime) -> None:
    waiting: dict[str | None, list[str]] = {}
    for found in store.communications.get_many(communication_ids):
        if has_expired(found, now):
            end_expired(store, found, now)
        elif found.state is CommunicationState.QUEUED and found.due_at and found.due_at <= now:
            waiting.setdefault(found.run_id, []).append(found.communication_id)
    for run_id, ids in waiting.items():
        send_to_sender(store, ids, run_id=run_id)


def _see_to(store: TenantStore, key: Key, now: datetime) -> None:
    if (slice_of := store.runs.slice_of_key(key)) is not None:
        planned = store.runs.find_slice(*slice_of)
        if planned is not None:
            see_to_slice(store, planned, now=now)
    elif store.runs.is_run(key):
        _see_to_run(store, key.sk, now)
    elif store.schedules.is_schedule(key):
        fire_schedule(store, key.sk, now=now)


def _see_to_run(store: TenantStore, run_id: str, now: datetime) -> None:
    """A run whose time has come, or that the planner lost."""
    run = store.runs.find(run_id)
    if run is None or run.due_at is None or run.due_at > now:
        return
    rests = run.planning.complete or run.cancelled_at is not None
    later = next_version(run, due_at=None if rests else now + OVERDUE)
    if not rests:
        send_to_planner(store, run_id)
    try:
        store.runs.save(later)
    except ConcurrentUpdate:
        # The planner is at it, which is what was wanted.
        return
