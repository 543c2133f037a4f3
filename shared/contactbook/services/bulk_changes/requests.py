"""Starts, shows and cancels bulk changes (S7.7)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind, Change
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import FieldError, MissingScope, ValidationFailed
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.bulk_changes import bulk_changes
from contactbook.domain.bulk_changes.bulk_changes import (
    ENDED,
    SLICE,
    BulkChange,
    BulkChangeDraft,
    BulkChangeView,
    bulk_change_view,
)
from contactbook.domain.bulk_changes.contact_changes import ChangeOfEach
from contactbook.domain.bulk_changes.messages import BulkChangeMessage
from contactbook.domain.contacts.access import may, may_stop_work_of, require_may_stop
from contactbook.domain.contacts.classification import classification_errors
from contactbook.domain.contacts.record import ContactFields
from contactbook.domain.runs.audiences import Audience
from contactbook.domain.settings.permissions import GroupRight
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.lists.associations import require_active
from contactbook.services.runs.audiences import require_audience
from contactbook.services.runs.runs import stored_caller
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# When the sweeper sends a bulk change to its job again, if no worker took it or its worker died.
OVERDUE = timedelta(minutes=15)


def start_bulk_change(store: TenantStore, draft: BulkChangeDraft, *, by: Caller, now: datetime) -> BulkChangeView:
    """Start a bulk change; it is carried out in the background with the rights of the caller.

    Raises ValidationFailed for an unknown list, segment, contact, group or category, RuleBroken `inactive_list`, MissingScope.
    """
    require_change(store, draft.change, by=by)
    require_audience(store, Audience(**draft.audience.model_dump(exclude_none=True)), by=by)
    chosen = tuple(dict.fromkeys(draft.audience.contact_ids or ()))
    slices = [chosen[start : start + SLICE] for start in range(0, len(chosen), SLICE)]
    run = BulkChange(
        bulk_change_id=new_id("blk", now),
        dry_run=draft.dry_run,
        segment_id=draft.audience.segment_id,
        list_id=draft.audience.list_id,
        change=draft.change,
        total=len(chosen) if chosen else None,
        collected=len(chosen),
        is_collected=bool(chosen),
        slices=len(slices),
        created_at=now,
        created_by=by.actor,
        requested_by=stored_caller(by),
        due_at=now + OVERDUE,
    )
    saved = [store.bulk_changes.slice_of(run, number, ids) for number, ids in enumerate(slices)]
    commit_tenant_change(store, started(run), *writes_of_start(store, run), *saved, by=by, now=now)
    send_to_job(store, run.bulk_change_id)
    return bulk_change_view(run)


def started(run: BulkChange) -> TenantChange:
    """Return the audited start of a bulk change."""
    told = run.model_dump(
        mode="json", exclude_none=True, include={"segment_id", "list_id", "dry_run", "hygiene_task_id", "total"}
    )
    told |= {f"change.{name}": value for name, value in run.change.model_dump(mode="json", exclude_defaults=True).items()}
    details = [Change(field=name, to=value) for name, value in told.items()]
    return TenantChange("bulk_change.started", run.bulk_change_id, details=details, kind=AuditKind.JOBS)


def writes_of_start(store: TenantStore, run: BulkChange) -> Sequence[Write]:
    """Return the writes that create the bulk change."""
    return store.bulk_changes.add_of(run)


def send_to_job(store: TenantStore, bulk_change_id: str) -> None:
    """Have the bulk change carried out, or continued. Sending twice does no harm."""
    queues.send(config().bulk_changes_queue_url, [BulkChangeMessage(tenant_id=store.tenant_id, run_id=bulk_change_id)])


def send_again_when_due(store: TenantStore, bulk_change_id: str, *, now: datetime) -> None:
    """Send a bulk change to its job again if no worker has done anything for a while."""
    run = store.bulk_changes.find(bulk_change_id)
    if run is None or run.state in ENDED or run.due_at is None or run.due_at > now:
        return
    _save_later(store, bulk_change_id, now)
    send_to_job(store, bulk_change_id)


@retried_when_raced
def _save_later(store: TenantStore, bulk_change_id: str, now: datetime) -> None:
    run = store.bulk_changes.get(bulk_change_id)
    if run.state not in ENDED:
        store.bulk_changes.save(next_version(run, due_at=now + OVERDUE))


def read_bulk_change(store: TenantStore, bulk_change_id: str, *, by: Caller) -> BulkChangeView:
    """Return a bulk change with its progress. Raises NotFound."""
    return bulk_change_view(_shown(store, bulk_change_id, by))


def page_of_bulk_changes(
    store: TenantStore, *, by: Caller, limit: int, after: After | None
) -> tuple[list[BulkChangeView], After | None]:
    """Return a page of the bulk changes that the caller may cancel, newest first; perhaps fewer than `limit`. One query."""
    return shown_to(store, by, *store.bulk_changes.page(limit=limit, after=after))


def shown_to(
    store: TenantStore, by: Caller, found: Sequence[BulkChange], further: After | None
) -> tuple[list[BulkChangeView], After | None]:
    """Return those that the caller may cancel: their counts tell about contacts that others may not see (S8.3)."""
    groups = store.settings.current().groups
    return [bulk_change_view(run) for run in found if may_stop_work_of(by, run.requested_by, groups)], further


def page_of_refused(
    store: TenantStore, bulk_change_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[RefusedContact], After | None]:
    """Return a page of the refused contacts that the caller may view: a query and a batch read. Raises NotFound."""
    _shown(store, bulk_change_id, by)
    found, further = store.bulk_changes.page_of_refused(bulk_change_id, limit=limit, after=after)
    groups = store.settings.current().groups
    contacts = store.contacts.survivors([one.contact_id for one in found])
    return [
        one for one in found if one.contact_id in contacts and may(by, contacts[one.contact_id], GroupRight.VIEW, groups)
    ], further


@retried_when_raced
def cancel_bulk_change(
    store: TenantStore, bulk_change_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> BulkChangeView:
    """Cancel a bulk change: contacts that it has not reached stay as they are.

    Raises RuleBroken `run_finished`, `run_already_cancelled`, VersionMismatch, NotFound.
    """
    run = _shown(store, bulk_change_id, by)
    require_version(run.version, if_match)
    after = bulk_changes.cancelled(run, by.actor, now)
    state = Change(field="state", from_=run.state.value, to=after.state.value)
    change = TenantChange("bulk_change.cancelled", bulk_change_id, details=(state,), kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.bulk_changes.save_of(after), by=by, now=now)
    return bulk_change_view(after)


def require_change(store: TenantStore, change: ChangeOfEach, *, by: Caller) -> None:
    """Refuse a change that no contact could get. One batch read if it names lists.

    Raises ValidationFailed for an unknown list, group or category, RuleBroken `inactive_list`, MissingScope without `lists:write`.
    """
    if change.touches_lists and not by.may(Scope.LISTS_WRITE):
        named = [f"/change/{name}" for name in ("add_to_lists", "remove_from_lists") if getattr(change, name)]
        raise MissingScope.of(f"Changing lists needs the scope {Scope.LISTS_WRITE}.", *named)
    fields = with_fields(ContactFields(), **{name: getattr(change.set, name) for name in change.fields})
    errors = [
        FieldError(f"/change/set{error.field}", error.code, error.message)
        for error in classification_errors(fields, store.settings.current())
    ]
    list_ids = [*change.add_to_lists, *change.remove_from_lists]
    lists = {found.list_id: found for found in store.lists.get_many(list(dict.fromkeys(list_ids)))} if list_ids else {}
    errors += [
        FieldError(f"/change/{field}/{place}", "unknown_list", "There is no such list.")
        for field in ("add_to_lists", "remove_from_lists")
        for place, list_id in enumerate(getattr(change, field))
        if list_id not in lists
    ]
    if errors:
        raise ValidationFailed("The change cannot be made; see `errors`.", errors=errors)
    for list_id in change.add_to_lists:
        require_active(lists[list_id])


def _shown(store: TenantStore, bulk_change_id: str, by: Caller) -> BulkChange:
    """Return a bulk change to a caller who may cancel it. Raises NotFound."""
    run = store.bulk_changes.get(bulk_change_id)
    require_may_stop(by, run.requested_by, store.settings.current().groups, "bulk change")
    return run
