"""Routes of the daily sync of shared contacts. Each refuses a child account (S4.2)."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.sync.copies import LeftOutView
from contactbook.domain.sync.runs import SyncRefusal, SyncRunDraft, SyncRunView
from contactbook.domain.sync.settings import SyncSettingsDraft, SyncSettingsView
from contactbook.services.sync.requests import administration, left_out
from contactbook.services.sync.requests.shared_contacts import SharedPersonView, SyncChangeView

router = Router()
Administrator = Annotated[Caller, Depends(needs(Scope.TENANT_GROUP_SYNC))]


@router.get("/v1/tenant-group/sync-settings", tags=["Tenant group"])
def read_sync_settings(_: Administrator, store: Store) -> SyncSettingsView:
    """Read the sync's settings."""
    return administration.read_settings(store)


@router.put("/v1/tenant-group/sync-settings", tags=["Tenant group"])
def save_sync_settings(
    draft: SyncSettingsDraft, caller: Administrator, store: Store, now: Now, if_match: IfMatch
) -> SyncSettingsView:
    """Replace the sync's settings. Fields that are left out take their defaults."""
    return administration.save_settings(store, draft, by=caller, now=now, if_match=if_match)


@router.post("/v1/tenant-group/sync-runs", status_code=202, tags=["Tenant group"])
def request_sync_run(draft: SyncRunDraft, caller: Administrator, store: Store, now: Now) -> SyncRunView:
    """Run the sync now.

    By default it reads what changed. `full` reads every contact. `dry_run` only lists what would change.
    """
    return administration.request_run(store, draft, by=caller, now=now)


@router.get("/v1/tenant-group/sync-runs", tags=["Tenant group"])
def list_sync_runs(_: Administrator, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[SyncRunView]:
    """List the runs, newest first."""
    return pages.page(*administration.page_of_runs(store, limit=limit, after=pages.after(cursor)))


@router.get("/v1/tenant-group/sync-runs/<sync_run_id>", tags=["Tenant group"])
def read_sync_run(sync_run_id: str, _: Administrator, store: Store) -> SyncRunView:
    """Read one run with its progress and counts."""
    return administration.read_run(store, sync_run_id)


@router.get("/v1/tenant-group/sync-runs/<sync_run_id>/changes", tags=["Tenant group"])
def list_sync_run_changes(
    sync_run_id: str, caller: Administrator, store: Store, now: Now, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[SyncChangeView]:
    """List what a run changed, or a dry run would change, contact by contact; of a run that changed something for 90 days.

    With `show_names` in the settings it says what contacts of child accounts are called, and the audit of each says who looked.
    """
    after = pages.after(cursor)
    return pages.page(*administration.page_of_run_changes(store, sync_run_id, limit=limit, after=after, by=caller, now=now))


@router.get("/v1/tenant-group/sync-runs/<sync_run_id>/refused", tags=["Tenant group"])
def list_sync_run_refusals(
    sync_run_id: str, _: Administrator, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[SyncRefusal]:
    """List the contacts that a run left out or could not change, each with a code.

    `copy_deleted`, `copy_erased`, `sources_gone` and `sources_erased` name a person whose copy is gone and is not made again.
    """
    return pages.page(*administration.page_of_run_refusals(store, sync_run_id, limit=limit, after=pages.after(cursor)))


@router.get("/v1/tenant-group/left-out", tags=["Tenant group"])
def list_left_out(_: Administrator, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[LeftOutView]:
    """List the persons whose copy was erased or deleted, or went with its last source. They get no copy any more."""
    return pages.page(*left_out.page_of_left_out(store, limit=limit, after=pages.after(cursor)))


@router.delete("/v1/tenant-group/left-out/<left_out_id>", status_code=204, tags=["Tenant group"])
def let_person_in(left_out_id: str, caller: Administrator, store: Store, now: Now) -> None:
    """Let a copy of the person be made again. The next run reads every contact."""
    left_out.let_in(store, left_out_id, by=caller, now=now)


@router.get("/v1/tenant-group/shared-contacts", tags=["Tenant group"])
def list_shared_contacts(
    caller: Administrator, store: Store, now: Now, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[SharedPersonView]:
    """List the persons in several child accounts, with the primary account of each and why it is primary.

    With `show_names` in the settings it says what each contact is called, and the audit of each child account says who looked.
    """
    after = pages.after(cursor)
    return pages.page(*administration.page_of_shared_persons(store, limit=limit, after=after, by=caller, now=now))
