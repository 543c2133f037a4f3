"""Hygiene tasks: stored here, fired by the sweeper as bulk changes (S4.30). Missed times are caught up once."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.bulk_changes.bulk_changes import BulkChange, BulkChangeView
from contactbook.domain.bulk_changes.hygiene_tasks import (
    HygieneTask,
    HygieneTaskDraft,
    HygieneTaskFields,
    HygieneTaskView,
    fired,
    hygiene_task_view,
)
from contactbook.domain.contacts.access import require_may_stop
from contactbook.domain.runs.timings import asked_for
from contactbook.services.base.ids import id_of_time, new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.bulk_changes.requests import (
    OVERDUE,
    require_change,
    send_to_job,
    shown_to,
    started,
    writes_of_start,
)
from contactbook.services.changes.children import stated_fields
from contactbook.services.runs.runs import stored_caller
from contactbook.storage.tenant_store import TenantStore


def create_task(store: TenantStore, draft: HygieneTaskDraft, *, by: Caller, now: datetime) -> HygieneTaskView:
    """Create a hygiene task. Raises ValidationFailed `unknown_segment`, and as `asked_for` and `require_change`."""
    _require_references(store, draft, by)
    fields = {name: getattr(draft, name) for name in HygieneTaskFields.model_fields}
    made = HygieneTask(
        **fields, hygiene_task_id=new_id("hyg", now), requested_by=stored_caller(by), created_at=now, updated_at=now
    )
    made = asked_for(made, now)
    change = TenantChange("hygiene_task.created", made.hygiene_task_id, None, made)
    commit_tenant_change(store, change, store.hygiene_tasks.add_of(made), by=by, now=now)
    return hygiene_task_view(made)


def read_task(store: TenantStore, task_id: str) -> HygieneTaskView:
    """Return one task. Raises NotFound."""
    return hygiene_task_view(store.hygiene_tasks.get(task_id))


def page_of_tasks(store: TenantStore, *, limit: int, after: After | None) -> tuple[list[HygieneTaskView], After | None]:
    """Return a page of tasks in the order of their ids. One query."""
    found, further = store.hygiene_tasks.page(limit=limit, after=after)
    return [hygiene_task_view(task) for task in found], further


def page_of_runs(
    store: TenantStore, task_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[BulkChangeView], After | None]:
    """Return a page of the task's bulk changes that the caller may cancel, newest first. Raises NotFound."""
    store.hygiene_tasks.get(task_id)
    return shown_to(store, by, *store.bulk_changes.page_of_task(task_id, limit=limit, after=after))


@retried_when_raced
def change_task(
    store: TenantStore, task_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> HygieneTaskView:
    """Apply a merge-patch. Later runs change the contacts that this caller may edit; a patch that changes nothing is not saved.

    Raises ValidationFailed, VersionMismatch, NotFound, and as `create_task`.
    """
    stored = _stoppable(store, task_id, by)
    require_version(stored.version, if_match)
    fields = patched_fields(HygieneTaskFields, stored, patch)
    named = stated_fields(fields, HygieneTaskFields)
    if named == stated_fields(stored, HygieneTaskFields):
        return hygiene_task_view(stored)
    _require_references(store, fields, by)
    changed = asked_for(with_fields(stored, **named, requested_by=stored_caller(by)), now, stored)
    changed = next_version(changed, updated_at=now)
    change = TenantChange("hygiene_task.changed", task_id, stored, changed)
    commit_tenant_change(store, change, store.hygiene_tasks.save_of(changed), by=by, now=now)
    return hygiene_task_view(changed)


def delete_task(store: TenantStore, task_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a task; bulk changes that it began continue. Raises VersionMismatch, NotFound."""
    stored = _stoppable(store, task_id, by)
    require_version(stored.version, if_match)
    change = TenantChange("hygiene_task.deleted", task_id, stored, None)
    commit_tenant_change(store, change, store.hygiene_tasks.remove_of(stored), by=by, now=now)


def fire_task(store: TenantStore, task_id: str, *, now: datetime) -> None:
    """Begin the bulk change of a due task once, and set its next time. Idempotent, even when run concurrently."""
    task = store.hygiene_tasks.find(task_id)
    if task is None or task.next_at is None or task.next_at > now:
        return
    run = _run_of(task, task.next_at, now)
    by = with_fields(task.requested_by, request_id=task_id)
    try:
        save = store.hygiene_tasks.save_of(fired(task, run.bulk_change_id, now))
        commit_tenant_change(store, started(run), save, *writes_of_start(store, run), by=by, now=now)
    except ConcurrentUpdate:
        # Another sweep fired it, or it was changed meanwhile; the next sweep checks it again.
        return
    send_to_job(store, run.bulk_change_id)


def _run_of(task: HygieneTask, due: datetime, now: datetime) -> BulkChange:
    """Return the bulk change of a due time. Its id follows from the task and that time."""
    return BulkChange(
        bulk_change_id=id_of_time("blk", due, task.hygiene_task_id),
        segment_id=task.segment_id,
        change=task.change,
        hygiene_task_id=task.hygiene_task_id,
        created_at=now,
        created_by=task.requested_by.actor,
        requested_by=task.requested_by,
        due_at=now + OVERDUE,
    )


def _stoppable(store: TenantStore, task_id: str, by: Caller) -> HygieneTask:
    """Return a task whose bulk changes the caller may cancel. Raises NotFound."""
    stored = store.hygiene_tasks.get(task_id)
    require_may_stop(by, stored.requested_by, store.settings.current().groups, "hygiene task")
    return stored


def _require_references(store: TenantStore, fields: HygieneTaskFields, by: Caller) -> None:
    if store.segments.find(fields.segment_id) is None:
        raise ValidationFailed.of("/segment_id", "unknown_segment", "There is no such segment.")
    require_change(store, fields.change, by=by)
