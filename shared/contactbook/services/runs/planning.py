"""Plans a run: page by page its audience becomes slices.

A page costs its reads and two writes. The slice is saved first, so that planning the page again plans the same recipients. The
run's progress is saved last. So a crash at any point, and a second delivery, leave the same result.

A recipient is part of its slice until the sender arms or skips its communication, or a user edits or cancels it (decision 0088).
"""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import SHARDS, Slice
from contactbook.services.runs.audiences import page_of_audience
from contactbook.services.runs.putting_off import cancel_put_off
from contactbook.services.runs.run_decisions import count_decisions
from contactbook.services.runs.run_queues import OVERDUE, send_slice_to_sender, send_to_planner
from contactbook.storage.runs.runs import SliceExists
from contactbook.storage.tenant_store import TenantStore


def plan_run(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> None:
    """Plan as many pages as there is time for, then send the continuation. Idempotent, even when run concurrently.

    Of a cancelled run what was put off is cancelled.
    """
    planner = Planner(store, now)
    run = store.runs.find(run_id)
    if run is not None and run.cancelled_at is not None:
        cancel_put_off(store, run, now=now)
        return
    while run is not None and not _is_idle(run, now):
        if not has_time():
            send_to_planner(store, run_id)
            return
        try:
            run = planner.plan_page(run)
        except ConcurrentUpdate:
            # Another planner, a pause or a cancellation changed the run: read it again.
            run = store.runs.find(run_id)


def _is_idle(run: Run, now: datetime) -> bool:
    """True if there is nothing to plan now. A dry run does not wait for its time: it tells beforehand what will be."""
    waits = run.scheduled_for is not None and run.scheduled_for > now and not run.dry_run
    return run.planning.complete or run.cancelled_at is not None or waits


class Planner:
    """Plans pages of one run."""

    def __init__(self, store: TenantStore, now: datetime) -> None:
        self._store = store
        self._now = now

    def plan_page(self, run: Run) -> Run:
        """Plan the next page of the audience and return the saved run. Raises ConcurrentUpdate."""
        page = page_of_audience(self._store, run, after=run.planning.after, now=self._now)
        if not page.recipients:
            return self._advance(run, page.after)
        due_at = None if run.dry_run else self._now + OVERDUE
        number = run.planning.slices
        planned = Slice(
            run_id=run.run_id,
            number=number,
            recipients=page.recipients,
            after=page.after,
            planned_at=self._now,
            due_at=due_at,
        )
        try:
            self._store.runs.add_slice(planned)
        except SliceExists as before:
            planned = before.stored
        tally = count_decisions(self._store, run, planned, now=self._now) if run.dry_run else None
        if number < SHARDS and not run.dry_run:
            send_slice_to_sender(self._store, run.run_id, number)
        return self._advance(run, planned.after, planned=len(planned.recipients), slices=1, tally=tally)

    def _advance(
        self,
        run: Run,
        after: After | None,
        *,
        slices: int = 0,
        planned: int = 0,
        tally: dict[str, int] | None = None,
    ) -> Run:
        before = run.planning
        planning = with_fields(
            before,
            slices=before.slices + slices,
            planned=before.planned + planned,
            after=after,
            begun=True,
            complete=after is None,
        )
        added = tally or {}
        update = {
            "planning": planning,
            "tally": {name: run.tally.get(name, 0) + added.get(name, 0) for name in {**run.tally, **added}},
            "due_at": None if planning.complete else self._now + OVERDUE,
            "updated_at": self._now,
        }
        advanced = next_version(run, **update)
        self._store.runs.save(advanced)
        return advanced
