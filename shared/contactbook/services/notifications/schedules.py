"""Notification schedules: kept, and fired by the sweeper (S0.9). A missed time is caught up once."""

from datetime import datetime

from pydantic import JsonValue
from ulid import ULID

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.decisions.notification_types import Origin
from contactbook.domain.notifications.communications import derived_tail
from contactbook.domain.notifications.runs import Run
from contactbook.domain.notifications.schedules import Schedule, ScheduleDraft, ScheduleFields, ScheduleView, fired, planned_anew
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.decisions.suppression_lists import checked_list_ids
from contactbook.services.notifications.audiences import check_audience
from contactbook.services.notifications.planning import send_to_planner
from contactbook.services.notifications.runs import as_kept, check_references
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore


def create_schedule(store: TenantStore, draft: ScheduleDraft, *, by: Caller, now: datetime) -> ScheduleView:
    """Make a schedule. Raises ValidationFailed for what it names and is not there."""
    _check(store, draft, by)
    made = Schedule(**dict(draft), schedule_id=new_id("nsc", now), requested_by=as_kept(by), created_at=now, updated_at=now)
    made = planned_anew(made, now)
    table.transact([store.schedules.add_of(made)])
    return view_of(made)


def read_schedule(store: TenantStore, schedule_id: str) -> ScheduleView:
    """One schedule. Raises NotFound."""
    return view_of(store.schedules.get(schedule_id))


def page_of_schedules(
    store: TenantStore, *, limit: int, after: dict[str, str] | None
) -> tuple[list[ScheduleView], dict[str, str] | None]:
    """Schedules in the order of their ids: one query."""
    found, further = store.schedules.page(limit=limit, after=after)
    return [view_of(schedule) for schedule in found], further


@retried_when_raced
def change_schedule(
    store: TenantStore,
    schedule_id: str,
    patch: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
) -> ScheduleView:
    """Apply a merge-patch; from now on it fires as it then says, for whoever changed it. Raises ValidationFailed, NotFound."""
    stored = store.schedules.get(schedule_id)
    require_version(stored.version, if_match)
    fields = patched_fields(ScheduleFields, stored, patch)
    _check(store, fields, by)
    changed = with_fields(stored, **dict(fields), requested_by=as_kept(by))
    changed = with_fields(planned_anew(changed, now), updated_at=now, version=stored.version + 1)
    table.transact([store.schedules.save_of(changed)])
    return view_of(changed)


def delete_schedule(store: TenantStore, schedule_id: str, *, if_match: int | None = None) -> None:
    """Delete a schedule; runs that it started go on. Raises VersionMismatch, NotFound."""
    stored = store.schedules.get(schedule_id)
    require_version(stored.version, if_match)
    table.transact([store.schedules.remove_of(stored)])


def fire_schedule(store: TenantStore, schedule_id: str, *, now: datetime) -> None:
    """Start the run of a schedule that is due, once for its time, and set the next time. Safe to repeat, also at the same time."""
    schedule = store.schedules.find(schedule_id)
    if schedule is None or schedule.next_at is None or schedule.next_at > now:
        return
    run = _run_of(schedule, schedule.next_at, now)
    try:
        table.transact([store.schedules.save_of(fired(schedule, run.run_id, now)), store.runs.add_of(run)])
    except ConcurrentUpdate:
        # Another tick fired it, or it was changed meanwhile; the next tick looks again.
        return
    send_to_planner(store, run.run_id)


def view_of(schedule: Schedule) -> ScheduleView:
    """The schedule as callers see it."""
    return ScheduleView.model_validate(
        {name: value for name, value in dict(schedule).items() if name in ScheduleView.model_fields}
    )


def _run_of(schedule: Schedule, due: datetime, now: datetime) -> Run:
    time_id = f"run_{ULID.from_datetime(due)}"
    return Run(
        run_id=f"run_{derived_tail(time_id[:14], schedule.schedule_id, due.isoformat())}",
        notification_type_id=schedule.notification_type_id,
        template_id=schedule.template_id,
        channel=schedule.channel,
        origin=Origin.SCHEDULE,
        audience=schedule.audience,
        exclude=schedule.exclude,
        service_group=schedule.service_group,
        schedule_id=schedule.schedule_id,
        requested_by=schedule.requested_by,
        # The sweeper looks at it again should the planner's message be lost.
        due_at=now,
        created_at=now,
        updated_at=now,
    )


def _check(store: TenantStore, fields: ScheduleFields, by: Caller) -> None:
    check_references(store, fields.notification_type_id, fields.template_id, fields.channel)
    check_audience(store, fields.audience, by=by)
    checked_list_ids(store, fields.exclude.suppression_list_ids, "/exclude/suppression_list_ids")
