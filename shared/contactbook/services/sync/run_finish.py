"""The end of a run: its final counts, and what the next run can build on."""

from contactbook.domain.base.paging import every
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.runs import SyncRun, SyncRunState, with_change
from contactbook.services.sync.run_context import RunContext
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write

_PAGE = 1000
# Groups that are too large, as a run lists them.
_LISTED = 20


def finish_run(context: RunContext) -> None:
    """Save the run as finished. A full run also becomes what later runs are compared with. Raises LeaseLost."""
    run = _finished(context)
    writes: list[Write] = [context.lease.write_of(run)]
    if not run.dry_run:
        _, state = context.group.settings_and_state()
        completed = run.basis if run.full else state.completed
        owed = state.owed_since if run.full else state.full_owed
        # Who is away still may come back, with contacts that nobody followed.
        left = tuple(one for one in state.left if one not in run.forgets) if run.full else state.left
        state = next_version(state, full_owed=owed, completed=completed, left=left)
        writes.append(context.group.put_state(state))
    table.transact(writes)
    context.lease.confirm(run)


def _finished(context: RunContext) -> SyncRun:
    oversized = context.oversized
    return with_fields(
        _with_planned_counts(context),
        state=SyncRunState.FINISHED,
        finished_at=context.now,
        too_large=len(oversized),
        large_groups=tuple(group for _, group in sorted(oversized.items()))[:_LISTED],
    )


def _with_planned_counts(context: RunContext) -> SyncRun:
    """Return the run with the counts of what a dry run planned. A page that was worked on twice planned the same."""
    run = context.run
    if not run.dry_run:
        return run
    run_id, runs = run.sync_run_id, context.group.runs
    for change in every(lambda after: runs.page_of_changes(run_id, limit=_PAGE, after=after)):
        copied = 1 if change.copy_of else 0
        run = with_change(run, change.tenant_id, added=len(change.add), removed=len(change.remove), copied=copied)
    return run
