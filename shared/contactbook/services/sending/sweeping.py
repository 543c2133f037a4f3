"""The sweep of every minute: ends expired leases, and sends due communications, slices, runs and schedules to their queues.

It also looks at the domains of senders whose time has come, and begins or resumes bulk changes and the sync.

Each step is idempotent, even with two sweepers at once.
"""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import next_version
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.transitions import has_expired
from contactbook.services.bulk_changes.hygiene_tasks import fire_task
from contactbook.services.bulk_changes.requests import send_again_when_due
from contactbook.services.communications.sender_queue import send_to_sender
from contactbook.services.jobs.sync_requests import request_sync
from contactbook.services.runs.run_queues import OVERDUE, send_to_planner
from contactbook.services.runs.schedules import fire_schedule
from contactbook.services.senders.settling import settle_due
from contactbook.services.sending.arming import end_expired
from contactbook.services.sending.run_ledgers import Ledger
from contactbook.services.sending.slices import sweep_slice
from contactbook.services.webhooks.dispatching import send_due
from contactbook.storage.sending.due import (
    DueBulkChange,
    DueHygieneTask,
    DueIdentities,
    DueRun,
    DueSchedule,
    DueSlice,
    DueSync,
)
from contactbook.storage.tenant_store import TenantStore

# Items of one sweep; the next sweep does the rest.
MOST_AT_ONCE = 1_000


def sweep(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> None:
    """Sweep everything of the tenant's notifications that is due. One query, and the work of what is due."""
    due = store.due.find(now, limit=MOST_AT_ONCE)
    _sweep_communications(store, due.communication_ids, now)
    send_due(store, due.deliveries, now)
    for item in due.others:
        if not has_time():
            return
        match item:
            case DueSlice(run_id, number):
                sweep_slice(store, run_id, number, now=now)
            case DueRun(run_id):
                _sweep_run(store, run_id, now)
            case DueSchedule(schedule_id):
                fire_schedule(store, schedule_id, now=now)
            case DueIdentities():
                settle_due(store, now=now, has_time=has_time)
            case DueBulkChange(bulk_change_id):
                send_again_when_due(store, bulk_change_id, now=now)
            case DueHygieneTask(task_id):
                fire_task(store, task_id, now=now)
            case DueSync():
                request_sync(store.tenant_id)


def _sweep_communications(store: TenantStore, communication_ids: list[str], now: datetime) -> None:
    waiting: dict[str | None, list[str]] = {}
    for found in store.communications.get_many(communication_ids):
        if has_expired(found, now):
            end_expired(Ledger(store), found, now)
        elif found.state is CommunicationState.QUEUED and found.due_at and found.due_at <= now:
            waiting.setdefault(found.run_id, []).append(found.communication_id)
    for run_id, ids in waiting.items():
        send_to_sender(store, ids, run_id=run_id)


def _sweep_run(store: TenantStore, run_id: str, now: datetime) -> None:
    """Send a run to the planner if its time has come, or if the planner's message was lost."""
    run = store.runs.find(run_id)
    if run is None or run.due_at is None or run.due_at > now:
        return
    is_idle = run.planning.complete or run.cancelled_at is not None
    later = next_version(run, due_at=None if is_idle else now + OVERDUE)
    if not is_idle:
        send_to_planner(store, run_id)
    try:
        store.runs.save(later)
    except ConcurrentUpdate:
        # The planner is working on it, which was the aim.
        return
