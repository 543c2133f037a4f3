"""Routes of bulk changes, and of hygiene tasks, which begin them on a schedule."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.bulk_changes.bulk_changes import BulkChangeDraft, BulkChangeView
from contactbook.domain.bulk_changes.hygiene_tasks import HygieneTaskChanges, HygieneTaskDraft, HygieneTaskView
from contactbook.services.bulk_changes import hygiene_tasks, requests

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.CONTACTS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]


@router.post("/v1/contacts/bulk-changes", status_code=202, tags=["Bulk changes"])
def start_bulk_change(draft: BulkChangeDraft, caller: Writer, store: Store, now: Now) -> BulkChangeView:
    """Change tags, lists, owner group or categories of chosen contacts, of a list or of a segment. Lists also need `lists:write`.

    A dry run changes nobody, and says what would become of each contact.
    """
    return requests.start_bulk_change(store, draft, by=caller, now=now)


@router.get("/v1/bulk-changes", tags=["Bulk changes"])
def list_bulk_changes(
    caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[BulkChangeView]:
    """List the bulk changes that the caller may cancel, newest first. A page may hold fewer than `limit` without being the last."""
    return pages.page(*requests.page_of_bulk_changes(store, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/bulk-changes/<bulk_change_id>", tags=["Bulk changes"])
def read_bulk_change(bulk_change_id: str, caller: Reader, store: Store) -> BulkChangeView:
    """Read a bulk change with its progress."""
    return requests.read_bulk_change(store, bulk_change_id, by=caller)


@router.get("/v1/bulk-changes/<bulk_change_id>/refused", tags=["Bulk changes"])
def list_refused_by_bulk_change(
    bulk_change_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[RefusedContact]:
    """List the contacts that could not be changed, each with the code that a request for it alone would get; for 90 days."""
    after = pages.after(cursor)
    return pages.page(*requests.page_of_refused(store, bulk_change_id, by=caller, limit=limit, after=after))


@router.post("/v1/bulk-changes/<bulk_change_id>/cancel", tags=["Bulk changes"])
def cancel_bulk_change(bulk_change_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> BulkChangeView:
    """Cancel a bulk change. Contacts that it has not reached stay as they are."""
    return requests.cancel_bulk_change(store, bulk_change_id, by=caller, now=now, if_match=if_match)


@router.post("/v1/hygiene-tasks", status_code=201, tags=["Hygiene tasks"])
def create_hygiene_task(draft: HygieneTaskDraft, caller: Writer, store: Store, now: Now) -> HygieneTaskView:
    """Create a hygiene task: a bulk change of everybody in a segment, by a cron, rate or at expression in a time zone."""
    return hygiene_tasks.create_task(store, draft, by=caller, now=now)


@router.get("/v1/hygiene-tasks", tags=["Hygiene tasks"])
def list_hygiene_tasks(_: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[HygieneTaskView]:
    """List the hygiene tasks."""
    return pages.page(*hygiene_tasks.page_of_tasks(store, limit=limit, after=pages.after(cursor)))


@router.get("/v1/hygiene-tasks/<hygiene_task_id>", tags=["Hygiene tasks"])
def read_hygiene_task(hygiene_task_id: str, _: Reader, store: Store) -> HygieneTaskView:
    """Read one hygiene task."""
    return hygiene_tasks.read_task(store, hygiene_task_id)


@router.patch("/v1/hygiene-tasks/<hygiene_task_id>", tags=["Hygiene tasks"])
def change_hygiene_task(
    hygiene_task_id: str, changes: HygieneTaskChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> HygieneTaskView:
    """Change a hygiene task by merge-patch. Its later bulk changes have the rights of this caller."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return hygiene_tasks.change_task(store, hygiene_task_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/hygiene-tasks/<hygiene_task_id>", status_code=204, tags=["Hygiene tasks"])
def delete_hygiene_task(hygiene_task_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a hygiene task. Bulk changes that it began continue."""
    hygiene_tasks.delete_task(store, hygiene_task_id, by=caller, now=now, if_match=if_match)


@router.get("/v1/hygiene-tasks/<hygiene_task_id>/runs", tags=["Hygiene tasks"])
def list_hygiene_task_runs(
    hygiene_task_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[BulkChangeView]:
    """List the bulk changes that a hygiene task began and that the caller may cancel, newest first."""
    after = pages.after(cursor)
    return pages.page(*hygiene_tasks.page_of_runs(store, hygiene_task_id, by=caller, limit=limit, after=after))
