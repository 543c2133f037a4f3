"""The sync's settings and runs, for the top account. A child account is refused (S4.2)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.text import fold
from contactbook.domain.base.unknown import keeping_unknown
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.contacts.access import group_of_maker
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import SyncRefusal, SyncRun, SyncRunDraft, SyncRunView
from contactbook.domain.sync.settings import SyncSettings, SyncSettingsDraft, SyncSettingsView, settings_view
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_group
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.sync.requests.schedules import schedule_writes
from contactbook.services.sync.requests.shared_contacts import (
    SharedPersonView,
    SyncChangeView,
    change_views,
    person_view,
    with_names,
)
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import children_of, find_tenant


def group_of_top_account(store: TenantStore) -> GroupStore:
    """Return the group whose top account this tenant is. Raises RuleBroken `not_top_account` for a child account (S4.2)."""
    tenant = find_tenant(store.tenant_id)
    if tenant is not None and tenant.parent_id is not None:
        raise RuleBroken("Only the top account can administer the sync. Ask it to do so.", code="not_top_account")
    return open_group(store.tenant_id)


def read_settings(store: TenantStore) -> SyncSettingsView:
    """Return the sync's settings. Raises RuleBroken `not_top_account`."""
    return settings_view(group_of_top_account(store).settings_and_state()[0])


@retried_when_raced
def save_settings(
    store: TenantStore, draft: SyncSettingsDraft, *, by: Caller, now: datetime, if_match: int | None = None
) -> SyncSettingsView:
    """Replace the sync's settings; the next run uses them. Settings that are equal to the stored ones are not saved.

    Raises RuleBroken `not_top_account`, ValidationFailed `unknown_account` and `repeated_value`, VersionMismatch.
    """
    group = group_of_top_account(store)
    stored, _ = group.settings_and_state()
    require_version(stored.version, if_match)
    kept = {name: getattr(stored, name) for name in ("version", "copies_owned_by_group", "off_at")}
    _require_told_apart(draft)
    _require_children(group, draft)
    settings = next_version(keeping_unknown(SyncSettings(**draft.model_dump(), **kept), stored))
    if stored.version and with_fields(settings, version=stored.version) == stored:
        return settings_view(stored)
    off_at = stored.off_at if stored.enabled else stored.version
    owner = group_of_maker(by, store.settings.current().groups)
    settings = with_fields(settings, copies_owned_by_group=owner, off_at=off_at)
    change = TenantChange("settings.changed", "tenant_group_sync", stored, settings)
    writes = schedule_writes(group, settings, now)
    commit_tenant_change(store, change, group.put_settings(settings), *writes, by=by, now=now)
    return settings_view(settings)


def _require_told_apart(draft: SyncSettingsDraft) -> None:
    """Raise ValidationFailed `repeated_value` for stages that differ in spelling or case only: which of them counts, nobody can say (S4.19)."""
    mapped = {f"/stage_mapping/{tenant_id}": stages for tenant_id, stages in draft.stage_mapping.items()}
    errors = [
        FieldError(field, "repeated_value", "Two of these stages differ in spelling or case only.")
        for field, stages in {"/opportunity_stages": draft.opportunity_stages, **mapped}.items()
        if len(set(map(fold, stages))) < len(stages)
    ]
    if errors:
        raise ValidationFailed("Some stages cannot be told apart; see `errors`.", errors=errors)


def _require_children(group: GroupStore, draft: SyncSettingsDraft) -> None:
    """Raise ValidationFailed `unknown_account` for a mapping of stages of a tenant that is no child account."""
    known = {child.tenant_id for child in children_of(group.group_id)} if draft.stage_mapping else set()
    errors = [
        FieldError(f"/stage_mapping/{tenant_id}", "unknown_account", "There is no such child account.")
        for tenant_id in draft.stage_mapping
        if tenant_id not in known
    ]
    if errors:
        raise ValidationFailed("Stages are mapped for accounts that do not exist; see `errors`.", errors=errors)


def request_run(store: TenantStore, draft: SyncRunDraft, *, by: Caller, now: datetime) -> SyncRunView:
    """Request a run now. Raises RuleBroken `not_top_account`, or `sync_disabled` while the sync is off (S4.4)."""
    group = group_of_top_account(store)
    if not group.settings_and_state()[0].enabled:
        raise RuleBroken(
            "The sync is switched off. Set `enabled` with PUT /v1/tenant-group/sync-settings first.", code="sync_disabled"
        )
    run = SyncRun(sync_run_id=new_id("syn", now), full=draft.full, dry_run=draft.dry_run, requested_by=by.actor, created_at=now)
    change = TenantChange("sync_run.started", run.sync_run_id, None, run, kind=AuditKind.JOBS)
    commit_tenant_change(store, change, group.runs.put_of(run), by=by, now=now)
    message = TenantSyncMessage(tenant_id=store.tenant_id, run_id=run.sync_run_id)
    queues.send(config().tenant_sync_queue_url, [message])
    return run_view(run)


def read_run(store: TenantStore, run_id: str) -> SyncRunView:
    """Return a run with its progress and counts. Raises RuleBroken `not_top_account`, NotFound."""
    return run_view(group_of_top_account(store).runs.get(run_id))


def page_of_runs(store: TenantStore, *, limit: int, after: After | None) -> tuple[list[SyncRunView], After | None]:
    """Return a page of runs, newest first. Raises RuleBroken `not_top_account`."""
    runs, next_page = group_of_top_account(store).runs.page(limit=limit, after=after)
    return [run_view(run) for run in runs], next_page


def page_of_run_changes(
    store: TenantStore, run_id: str, *, limit: int, after: After | None, by: Caller, now: datetime
) -> tuple[list[SyncChangeView], After | None]:
    """Return a page of what a run changed, or a dry run would change, without tenants that have left the group since.

    It says what contacts are called, as `change_views` does.

    Raises RuleBroken `not_top_account`, NotFound.
    """
    group = group_of_top_account(store)
    group.runs.get(run_id)
    found, further = group.runs.page_of_changes(run_id, limit=limit, after=after)
    accounts = {group.group_id, *(child.tenant_id for child in children_of(group.group_id))} if found else set()
    present = [change for change in found if change.tenant_id in accounts]
    show_names = bool(present) and group.settings_and_state()[0].show_names
    return change_views(store, present, show_names=show_names, by=by, now=now), further


def page_of_run_refusals(
    store: TenantStore, run_id: str, *, limit: int, after: After | None
) -> tuple[list[SyncRefusal], After | None]:
    """Return a page of whom a run left out or could not change. Raises RuleBroken `not_top_account`, NotFound."""
    group = group_of_top_account(store)
    group.runs.get(run_id)
    return group.runs.page_of_refusals(run_id, limit=limit, after=after)


def page_of_shared_persons(
    store: TenantStore, *, limit: int, after: After | None, by: Caller, now: datetime
) -> tuple[list[SharedPersonView], After | None]:
    """Return a page of the shared persons that runs found, without those who are in a tenant that has left the group since.

    With `show_names` it says what each contact is called, and the audit of each child account says who looked: one batch read and one write an
    account. Raises RuleBroken `not_top_account`.
    """
    group = group_of_top_account(store)
    persons, next_page = group.page_of_shared_persons(limit=limit, after=after)
    names = {child.tenant_id: child.name for child in children_of(group.group_id)} if persons else {}
    present = [person for person in persons if {account.tenant_id for account in person.accounts} <= names.keys()]
    views = [person_view(person, names) for person in present]
    if views and group.settings_and_state()[0].show_names:
        views = with_names(views, by=by, now=now)
    return views, next_page


def run_view(run: SyncRun) -> SyncRunView:
    """Return the run without the fields that only its next slice needs."""
    return SyncRunView.model_validate({name: getattr(run, name) for name in SyncRunView.model_fields})
