"""Notification schedules: stored here, fired by the sweeper (S0.9). Missed times are caught up once."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.contacts.access import require_may_stop
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.schedules import (
    Schedule,
    ScheduleDraft,
    ScheduleFields,
    ScheduleView,
    fired,
    schedule_view,
)
from contactbook.domain.runs.timings import asked_for
from contactbook.services.base.ids import id_of_time, new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.children import stated_fields
from contactbook.services.communications.references import require_type_and_template
from contactbook.services.decisions.excluding import require_excluded
from contactbook.services.runs.audiences import audiences_seen_by, require_audience
from contactbook.services.runs.run_queues import send_to_planner
from contactbook.services.runs.runs import stored_caller, told
from contactbook.services.senders.requirement import require_sender
from contactbook.storage.tenant_store import TenantStore


def create_schedule(store: TenantStore, draft: ScheduleDraft, *, by: Caller, now: datetime) -> ScheduleView:
    """Create a schedule.

    Raises ValidationFailed for an unknown type, template, audience or list, and a time that is past, `sender_missing` without a
    verified sender.
    """
    _require_references(store, draft, by)
    require_sender(store, draft.channel)
    made = Schedule(**dict(draft), schedule_id=new_id("nsc", now), requested_by=stored_caller(by), created_at=now, updated_at=now)
    made = asked_for(made, now)
    change = TenantChange("notification_schedule.created", made.schedule_id, None, made)
    commit_tenant_change(store, change, store.schedules.add_of(made), by=by, now=now)
    return schedule_view(made)


def read_schedule(store: TenantStore, schedule_id: str, *, by: Caller) -> ScheduleView:
    """Return one schedule. Raises NotFound."""
    (view,) = _seen_by(store, [store.schedules.get(schedule_id)], by)
    return view


def page_of_schedules(
    store: TenantStore, *, by: Caller, limit: int, after: After | None
) -> tuple[list[ScheduleView], After | None]:
    """Return a page of schedules in the order of their ids. One query."""
    found, further = store.schedules.page(limit=limit, after=after)
    return _seen_by(store, found, by), further


def _seen_by(store: TenantStore, schedules: Sequence[Schedule], by: Caller) -> list[ScheduleView]:
    audiences = audiences_seen_by(store, by, [(schedule.requested_by, schedule.audience) for schedule in schedules])
    shown = zip(schedules, audiences, strict=True)
    return [with_fields(schedule_view(schedule), audience=audience) for schedule, audience in shown]


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
    """Apply a merge-patch. Later runs use the new values, and reach the contacts that this caller may view.

    What the caller read and sends back changes nothing: neither the contacts of an audience that it may not see, nor whose runs they
    are. Raises ValidationFailed, VersionMismatch, NotFound.
    """
    stored = _stoppable(store, schedule_id, by)
    require_version(stored.version, if_match)
    (shown,) = _seen_by(store, [stored], by) if "audience" in patch else (stored,)
    fields = patched_fields(ScheduleFields, stored, patch)
    if fields.audience == shown.audience:
        fields = with_fields(fields, audience=stored.audience)
    if dict(fields) == stated_fields(stored, ScheduleFields):
        return with_fields(schedule_view(stored), audience=shown.audience)
    _require_references(store, fields, by)
    if fields.enabled and (not stored.enabled or fields.channel is not stored.channel):
        require_sender(store, fields.channel)
    changed = with_fields(stored, **dict(fields), requested_by=stored_caller(by))
    changed = next_version(asked_for(changed, now, stored), updated_at=now)
    change = TenantChange("notification_schedule.changed", schedule_id, stored, changed)
    commit_tenant_change(store, change, store.schedules.save_of(changed), by=by, now=now)
    return schedule_view(changed)


def delete_schedule(store: TenantStore, schedule_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a schedule; runs that it started continue. Raises VersionMismatch, NotFound."""
    stored = _stoppable(store, schedule_id, by)
    require_version(stored.version, if_match)
    change = TenantChange("notification_schedule.deleted", schedule_id, stored, None)
    commit_tenant_change(store, change, store.schedules.remove_of(stored), by=by, now=now)


def fire_schedule(store: TenantStore, schedule_id: str, *, now: datetime) -> None:
    """Start the run of a due schedule once, and set its next time. Idempotent, even when run concurrently."""
    schedule = store.schedules.find(schedule_id)
    if schedule is None or schedule.next_at is None or schedule.next_at > now:
        return
    run = _run_of(schedule, schedule.next_at, now)
    change = TenantChange("notification_run.started", run.run_id, details=told(run), kind=AuditKind.JOBS)
    by = with_fields(schedule.requested_by, request_id=schedule_id)
    try:
        commit_tenant_change(
            store, change, store.schedules.save_of(fired(schedule, run.run_id, now)), store.runs.add_of(run), by=by, now=now
        )
    except ConcurrentUpdate:
        # Another sweep fired it, or it was changed meanwhile; the next sweep checks it again.
        return
    send_to_planner(store, run.run_id)


def _stoppable(store: TenantStore, schedule_id: str, by: Caller) -> Schedule:
    """Return a schedule whose runs the caller may stop: from a change on they reach only what the caller may view.

    Raises NotFound.
    """
    stored = store.schedules.get(schedule_id)
    require_may_stop(by, stored.requested_by, store.settings.current().groups, "schedule")
    return stored


def _run_of(schedule: Schedule, due: datetime, now: datetime) -> Run:
    return Run(
        run_id=id_of_time("run", due, schedule.schedule_id),
        notification_type_id=schedule.notification_type_id,
        template_id=schedule.template_id,
        channel=schedule.channel,
        origin=Origin.SCHEDULE,
        audience=schedule.audience,
        exclude=schedule.exclude,
        service_group=schedule.service_group,
        schedule_id=schedule.schedule_id,
        requested_by=schedule.requested_by,
        # The sweeper checks it again in case the planner's message was lost.
        due_at=now,
        created_at=now,
        updated_at=now,
    )


def _require_references(store: TenantStore, fields: ScheduleFields, by: Caller) -> None:
    """Refuse unknown references. Raises ValidationFailed."""
    require_type_and_template(store, fields.notification_type_id, fields.template_id, fields.channel)
    require_audience(store, fields.audience, by=by)
    require_excluded(store, fields.exclude)
