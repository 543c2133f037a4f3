"""Refuse to delete what a schedule, an event communication, a run or a hygiene task uses."""

from itertools import chain

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import every
from contactbook.domain.runs.run_counts import has_ended
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100


def require_unused_by_runs(store: TenantStore, item_id: str) -> None:
    """Raises RuleBroken `in_use` if a run that is not finished leaves out this suppression list or segment."""
    if _is_left_out_by_run(store, item_id):
        # The caller may have no right to see the run, so its id is not named.
        raise _in_use("A notification run uses this record. Wait for its end, or cancel it: GET /v1/notification-runs lists it.")


def is_left_out(store: TenantStore, item_id: str) -> bool:
    """True if an unfinished run, a schedule or an event communication leaves out this suppression list or segment."""
    schedules = every(lambda after: store.schedules.page(limit=_PAGE, after=after))
    excludes = chain(
        (schedule.exclude for schedule in schedules),
        (definition.exclude for definition in store.event_communications.all()),
    )
    return any(item_id in exclude.named for exclude in excludes) or _is_left_out_by_run(store, item_id)


def _is_left_out_by_run(store: TenantStore, item_id: str) -> bool:
    """True if a run that names the item is not finished: a message that quiet hours put off leaves long after its slice is done.

    One query for a hundred runs, and one for each that names the item.
    """
    runs = every(lambda after: store.runs.page(limit=_PAGE, after=after))
    return any(item_id in run.exclude.named and not has_ended(run, store.runs.counts(run)) for run in runs)


def _in_use(message: str) -> RuleBroken:
    return RuleBroken(message, code="in_use")


def require_unused(store: TenantStore, item_id: str) -> None:
    """Raises RuleBroken `in_use` if a schedule or event communication uses this template, type, segment or list."""
    for schedule in every(lambda after: store.schedules.page(limit=_PAGE, after=after)):
        named = {schedule.template_id, schedule.notification_type_id, schedule.audience.segment_id}
        if item_id in named or item_id in schedule.exclude.named:
            raise _in_use(
                f"The notification schedule {schedule.schedule_id} uses this record. Change or delete the schedule first."
            )
    for definition in store.event_communications.all():
        if item_id in (definition.template_id, definition.notification_type_id, *definition.exclude.named):
            named_id = definition.event_communication_id
            raise _in_use(f"The event communication {named_id} uses this record. Change or delete it first.")


def require_unused_by_tasks(store: TenantStore, segment_id: str) -> None:
    """Raises RuleBroken `in_use` if a hygiene task changes the contacts of this segment."""
    tasks = every(lambda after: store.hygiene_tasks.page(limit=_PAGE, after=after))
    for task in tasks:
        if task.segment_id == segment_id:
            raise _in_use(f"The hygiene task {task.hygiene_task_id} uses this segment. Change or delete the task first.")
