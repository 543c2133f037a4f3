"""Refuse to delete what a schedule, an event communication, a run or a hygiene task uses."""

from collections.abc import Iterator
from itertools import chain

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import every
from contactbook.domain.decisions.exclude import Exclude
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100


def require_unused_by_runs(store: TenantStore, item_id: str) -> None:
    """Raises RuleBroken `in_use` if a run that is not finished leaves out this suppression list or segment."""
    if any(item_id in exclude.named for exclude in _excludes_of_runs(store)):
        raise RuleBroken("A notification run uses this record. Wait for its end, or cancel it first.", code="in_use")


def is_left_out(store: TenantStore, item_id: str) -> bool:
    """True if an unfinished run, a schedule or an event communication leaves out this suppression list or segment."""
    schedules = every(lambda after: store.schedules.page(limit=_PAGE, after=after))
    excludes = chain(
        (schedule.exclude for schedule in schedules),
        (definition.exclude for definition in store.event_communications.all()),
        _excludes_of_runs(store),
    )
    return any(item_id in exclude.named for exclude in excludes)


def _excludes_of_runs(store: TenantStore) -> Iterator[Exclude]:
    for run in store.runs.get_many(sorted(store.due.waiting_runs())):
        if run.cancelled_at is None:
            yield run.exclude


def require_unused(store: TenantStore, item_id: str) -> None:
    """Raises RuleBroken `in_use` if a schedule or event communication uses this template, type, segment or list."""
    for schedule in every(lambda after: store.schedules.page(limit=_PAGE, after=after)):
        named = {schedule.template_id, schedule.notification_type_id, schedule.audience.segment_id}
        if item_id in named or item_id in schedule.exclude.named:
            raise RuleBroken("A notification schedule uses this record. Change the schedule first.", code="in_use")
    for definition in store.event_communications.all():
        if item_id in (definition.template_id, definition.notification_type_id, *definition.exclude.named):
            raise RuleBroken("An event communication uses this record. Change the event communication first.", code="in_use")


def require_unused_by_tasks(store: TenantStore, segment_id: str) -> None:
    """Raises RuleBroken `in_use` if a hygiene task changes the contacts of this segment."""
    tasks = every(lambda after: store.hygiene_tasks.page(limit=_PAGE, after=after))
    if any(task.segment_id == segment_id for task in tasks):
        raise RuleBroken("A hygiene task uses this segment. Change the task first.", code="in_use")
