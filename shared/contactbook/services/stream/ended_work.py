"""Which change of its row ended a run, an import or a sync. A row that is saved again afterwards ends nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from contactbook.domain.bulk_changes.bulk_changes import BulkChange
from contactbook.domain.consent.reconsent import ReconsentRun
from contactbook.domain.erasure.runs import AnonymizationRun
from contactbook.domain.events.bodies import EventBody, ImportBody, RunBody, RunKind, SyncBody
from contactbook.domain.imports.runs import Import
from contactbook.domain.runs.run_counts import RunState, run_state
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import ShardTotals
from contactbook.domain.sync.runs import ENDED, SyncRun
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

B = TypeVar("B", bound=EventBody)


@dataclass(frozen=True)
class Ended(Generic[B]):
    """Work that has ended: what its event says. `made_at` is the time that its id is made from, and stays the same."""

    body: B
    made_at: datetime
    at: datetime


def ended_run(store: TenantStore, change: RowChange, now: datetime) -> Ended[RunBody] | None:
    """Return the end of a run of any kind, or None if the change did not end it."""
    if change.new is None:
        return None
    if change.kind in ("notification_run", "notification_totals"):
        return _ended_notification_run(store, change.new, now)
    before, after = _ended(change.old), _ended(change.new)
    return after if before is None else None


def _ended_notification_run(store: TenantStore, row: Row, now: datetime) -> Ended[RunBody] | None:
    """Return the end of a run whose last communication has ended. It is derived, so it can show twice, with the same id.

    One read and one query for each change of the totals of a shard, which is one a slice.
    """
    run = row.read(Run) if row.kind == "notification_run" else store.runs.find(row.read(ShardTotals).run_id)
    if run is None:
        return None
    if run.cancelled_at is not None:
        return _end_of(run, RunState.CANCELLED, run.cancelled_at)
    if not run.planning.complete:
        return None
    state = run_state(run, store.runs.counts(run), now)
    return _end_of(run, state, now) if state is RunState.FINISHED else None


def _end_of(run: Run, state: RunState, at: datetime) -> Ended[RunBody]:
    return Ended(RunBody(run_id=run.run_id, kind=RunKind.NOTIFICATION, state=state.value), run.created_at, at)


def _ended(row: Row | None) -> Ended[RunBody] | None:
    if row is None:
        return None
    if row.kind == "bulk_change":
        change = row.read(BulkChange)
        return _of(change.bulk_change_id, RunKind.BULK_CHANGE, change.state.value, change.finished_at)
    if row.kind == "anonymization_run":
        run = row.read(AnonymizationRun)
        return _of(run.run_id, RunKind.ANONYMIZATION, run.state.value, run.finished_at)
    asked = row.read(ReconsentRun)
    return _of(asked.run_id, RunKind.RECONSENT, asked.state.value, asked.finished_at)


def _of(run_id: str, kind: RunKind, state: str, at: datetime | None) -> Ended[RunBody] | None:
    """Return the end of a run that says when it finished, or None."""
    return Ended(RunBody(run_id=run_id, kind=kind, state=state), at, at) if at else None


def ended_import(change: RowChange) -> Ended[ImportBody] | None:
    """Return the end of an import, or None if the change did not end it. An undo is no further end."""
    if change.new is None or (change.old and change.old.read(Import).has_ended):
        return None
    run = change.new.read(Import)
    if not run.has_ended:
        return None
    at = run.finished_at or run.updated_at
    return Ended(ImportBody(import_id=run.import_id, state=run.state.value, dry_run=run.draft.dry_run), at, at)


def ended_sync(change: RowChange, now: datetime) -> Ended[SyncBody] | None:
    """Return the end of a run of the sync, or None if the change did not end it."""
    if change.new is None or (change.old and change.old.read(SyncRun).state in ENDED):
        return None
    run = change.new.read(SyncRun)
    if run.state not in ENDED:
        return None
    body = SyncBody(sync_run_id=run.sync_run_id, state=run.state.value, dry_run=run.dry_run)
    return Ended(body, run.created_at, run.finished_at or now)
