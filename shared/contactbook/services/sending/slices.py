"""Sends the slices of a run in a few shards: slices 0, 4, 8, ... are the first shard, 1, 5, 9, ... the second.

A run of any size has one message for each shard in the sender's queue, and each message covers at most a hundred recipients. So a
run of ten never waits behind more than that of a run of a hundred thousand. A slice that was throttled, ran out of time or left
something open is sent again in a new message. The sweeper finds a slice whose message was lost.
"""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import next_version
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import SHARDS, Slice
from contactbook.services.runs.run_queues import OVERDUE, send_slice_to_sender
from contactbook.services.sending.fenced_send import send_planned
from contactbook.services.sending.outcomes import PAUSE
from contactbook.services.sending.run_ledgers import SliceLedger
from contactbook.storage.tenant_store import TenantStore

# How long a shard waits for the planner to reach its slice.
_WAIT = timedelta(seconds=5)


def send_slice(store: TenantStore, run_id: str, number: int, *, now: datetime, has_time: TimeLeft, again: bool = False) -> None:
    """Send the rest of a slice, then the next slice of its shard. Idempotent, even when run concurrently.

    `again` if a part of it may be sent already. It saves refused writes; without it the result is the same.
    """
    run, planned = store.runs.find_with_slice(run_id, number)
    if run is None:
        return
    if planned is None or number >= run.planning.slices:
        if not run.planning.complete and run.cancelled_at is None:
            send_slice_to_sender(store, run_id, number, delay=_WAIT)
        return
    if planned.is_done:
        return
    ledger = SliceLedger(store, run, planned)
    progress = send_planned(store, run, planned, ledger, is_new=not again, now=now, has_time=has_time)
    if progress.is_done:
        # The next slice first: a crash between the two sends one message too many, never one too few.
        if not run.planning.complete or number + SHARDS < run.planning.slices:
            send_slice_to_sender(store, run_id, number + SHARDS)
        ledger.close()
        return
    ledger.pause()
    if progress.paused:
        _pause(store, run_id, number, now)
    else:
        send_slice_to_sender(store, run_id, number, again=True, delay=progress.retry_after)


def sweep_slice(store: TenantStore, run_id: str, number: int, *, now: datetime) -> None:
    """Send an overdue slice to the sender if it is its turn, and set when the sweeper checks it next."""
    planned = store.runs.find_slice(run_id, number)
    if planned is None or planned.is_done:
        return
    run = store.runs.find(run_id)
    if run is None:
        return
    if run.cancelled_at and planned.number >= run.planning.slices:
        # The cancellation came while it was planned, so the run never counted it and nobody sends it.
        _save_unless_raced(store, next_version(planned, due_at=None))
        return
    if _is_its_turn(store, run, planned):
        send_slice_to_sender(store, run_id, number, again=True)
    _save_unless_raced(store, next_version(planned, due_at=now + OVERDUE))


def _is_its_turn(store: TenantStore, run: Run, planned: Slice) -> bool:
    """True if the slice before it in its shard is done."""
    if planned.number >= run.planning.slices:
        return False
    before = store.runs.find_slice(planned.run_id, planned.number - SHARDS) if planned.number >= SHARDS else None
    return before is None or before.is_done


def _pause(store: TenantStore, run_id: str, number: int, now: datetime) -> None:
    """Let the sweeper send the slice again when the pause of a used-up quota is over."""
    run, planned = store.runs.get(run_id), store.runs.find_slice(run_id, number)
    if planned is None or planned.is_done:
        return
    until = run.paused_until if run.paused_until and run.paused_until > now else now + PAUSE
    _save_unless_raced(store, next_version(planned, due_at=until))


def _save_unless_raced(store: TenantStore, planned: Slice) -> None:
    try:
        store.runs.save_slice(planned)
    except ConcurrentUpdate:
        # Another delivery of the same message saved the same.
        return
