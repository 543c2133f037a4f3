"""Finding the notification runs that are not finished."""

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta

from contactbook import clock
from contactbook.domain.base.callers import job
from contactbook.domain.base.paging import every
from contactbook.domain.runs.run_counts import RunState
from contactbook.domain.runs.run_views import RunView
from contactbook.services.runs.runs import page_of_runs, read_run
from contactbook.storage.tenant_store import TenantStore
from infra.operate.tenants import JOB, stores_of

_PAGE = 50
_OPEN = (RunState.PLANNED, RunState.RUNNING, RunState.PAUSED)


def open_runs(wanted: argparse.Namespace) -> int:
    """Print each run that is not finished, oldest last. Return 1 if there is none."""
    now = clock.now()
    before, since = now - timedelta(hours=wanted.hours), now - timedelta(days=wanted.days)
    count = 0
    for store in stores_of(wanted.tenant):
        for run in _open_runs(store, since, now):
            began = run.scheduled_for or run.created_at
            if began <= before:
                why = f" until {run.paused_until:%Y-%m-%d %H:%M} UTC: {run.paused_because}" if run.paused_until else ""
                sent = f"{run.sent} of {run.planned} sent"
                print(f"{store.tenant_id} {run.run_id} {run.state} since {began:%Y-%m-%d %H:%M} UTC, {sent}{why}")
                count += 1
    print(f"{count} runs are open.")
    return 0 if count else 1


def _open_runs(store: TenantStore, since: datetime, now: datetime) -> Iterator[RunView]:
    """Yield the open runs that were made since then, newest first. One query for each, as their counts decide."""
    by = job(JOB)
    for run in every(lambda after: page_of_runs(store, by=by, limit=_PAGE, after=after)):
        if run.created_at < since:
            return
        if run.dry_run or run.cancelled_at:
            continue
        view = read_run(store, run.run_id, by=by, now=now)
        if view.state in _OPEN:
            yield view
