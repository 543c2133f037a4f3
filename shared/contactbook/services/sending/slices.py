"""Working through the slices of a run in a few lanes: slice 0, 4, 8, ... in the first, 1, 5, 9, ... in the second.

A run has as many messages in the sender's queue as it has lanes, however large it is, and each stands for a hundred recipients
at most: a run of ten never waits for more than that behind a run of a hundred thousand. A message that was throttled, ran out of
time or left something unfinished comes back as a fresh one; a slice that nobody finishes is found by the sweeper.
"""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import next_version
from contactbook.domain.notifications.runs import LANES, Run, Slice
from contactbook.services.notifications.planning import OVERDUE, send_slice_to_sender
from contactbook.services.sending.fenced_send import send_communications
from contactbook.services.sending.outcomes import PAUSE
from contactbook.storage.tenant_store import TenantStore

# How long a lane waits for the planner to come so far.
_WAIT = timedelta(seconds=5)


def send_slice(store: TenantStore, run_id: str, number: int, *, now: datetime, has_time: TimeLeft) -> None:
    """Send what is left of a slice, then hand its lane on to the next. Safe to repeat, also at the same time."""
    run = store.runs.find(run_id)
    if run is None:
        return
    planned = store.runs.find_slice(run_id, number)
    if planned is None or number >= run.planning.slices:
        if not run.planning.complete and run.cancelled_at is None:
            send_slice_to_sender(store, run_id, number, delay=_WAIT)
        return
    if planned.is_done:
        return
    ids = [run.communication_of(recipient) for recipient in planned.recipients]
    progress = send_communications(store, ids, run_id=run_id, now=now, has_time=has_time)
    if progress.paused:
        _rest(store, planned, now)
    elif progress.open:
        send_slice_to_sender(store, run_id, number, delay=progress.retry_after)
    else:
        # The next one first: dying between the two sends a message too many, never one too few.
        send_slice_to_sender(store, run_id, number + LANES)
        _save_unless_raced(store, next_version(planned, due_at=None))


def see_to_slice(store: TenantStore, planned: Slice, *, now: datetime) -> None:
    """For the sweeper: put an overdue slice back to work if it is its turn, and look again later."""
    run = store.runs.find(planned.run_id)
    if run is None or planned.is_done:
        return
    if _is_its_turn(store, run, planned):
        send_slice_to_sender(store, planned.run_id, planned.number)
    _save_unless_raced(store, next_version(planned, due_at=now + OVERDUE))


def _is_its_turn(store: TenantStore, run: Run, planned: Slice) -> bool:
    if planned.number >= run.planning.slices:
        return False
    before = store.runs.find_slice(planned.run_id, planned.number - LANES) if planned.number >= LANES else None
    return before is None or before.is_done


def _rest(store: TenantStore, planned: Slice, now: datetime) -> None:
    """The provider's quota is used up: the sweeper puts the slice back to work when the pause is over."""
    run = store.runs.get(planned.run_id)
    until = run.paused_until if run.paused_until and run.paused_until > now else now + PAUSE
    _save_unless_raced(store, next_version(planned, due_at=until))


def _save_unless_raced(store: TenantStore, planned: Slice) -> None:
    try:
        store.runs.save_slice(planned)
    except ConcurrentUpdate:
        # Another delivery of the same message did the same.
        return
