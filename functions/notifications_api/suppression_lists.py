"""Routes of suppression lists and their entries. The list `automatic` shows the addresses that refuse, such as by a bounce."""

from typing import TYPE_CHECKING, Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.partial import partial_of
from contactbook.domain.decisions import suppression_lists as suppression_shapes
from contactbook.domain.decisions.more_contactable import MoreContactable
from contactbook.domain.decisions.suppression_lists import (
    EntriesDraft,
    SuppressionEntryView,
    SuppressionList,
    SuppressionListCount,
    SuppressionListDraft,
    entry_view,
)
from contactbook.services.decisions import suppression_lists, suppression_views
from notifications_api.scopes import Reader, Remover, Writer

if TYPE_CHECKING:
    SuppressionListChanges = BaseModel
else:
    SuppressionListChanges = partial_of("SuppressionListChanges", suppression_shapes.SuppressionListChanges)

router = Router()
Preview = Annotated[bool, Query(description="Only say whom the change would let be contacted that the list holds now.")]


class SuppressionListCountView(SuppressionListCount):
    """A count. If it is not complete, `next_cursor` continues it."""

    next_cursor: str | None


@router.post("/v1/suppression-lists", status_code=201, tags=["Suppression lists"])
def create_suppression_list(draft: SuppressionListDraft, caller: Writer, store: Store, now: Now) -> SuppressionList:
    """Create a suppression list."""
    return suppression_lists.create_list(store, draft, by=caller, now=now)


@router.get("/v1/suppression-lists", tags=["Suppression lists"])
def list_suppression_lists(
    _: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[SuppressionList]:
    """List the suppression lists."""
    return pages.page(*store.suppression_lists.page(limit=limit, after=pages.after(cursor)))


@router.get("/v1/suppression-lists/<suppression_list_id>", tags=["Suppression lists"])
def read_suppression_list(suppression_list_id: str, _: Reader, store: Store) -> SuppressionList:
    """Read one suppression list."""
    return store.suppression_lists.get(suppression_list_id)


@router.patch("/v1/suppression-lists/<suppression_list_id>", tags=["Suppression lists"])
def change_suppression_list(
    suppression_list_id: str,
    changes: SuppressionListChanges,
    caller: Writer,
    store: Store,
    now: Now,
    if_match: IfMatch,
    preview: Preview = False,
) -> SuppressionList | MoreContactable:
    """Change a suppression list by merge-patch, which replaces criteria as a whole.

    Other criteria need `settings:write`. If they let more contacts be contacted, their number must be confirmed beside the fields:
    `"acknowledge": {"more_contactable": 12}`. With `preview=true` nothing is saved, and the answer tells the number.
    """
    patch = changes.model_dump(mode="json", exclude_unset=True)
    asked = suppression_lists.preview_list if preview else suppression_lists.change_list
    return asked(store, suppression_list_id, patch, by=caller, now=now, if_match=if_match)


@router.get("/v1/suppression-lists/<suppression_list_id>/count", tags=["Suppression lists"])
def count_suppression_list(
    suppression_list_id: str, caller: Reader, store: Store, now: Now, pages: Pages, cursor: Cursor = None
) -> SuppressionListCountView:
    """Count the entries, or the contacts that meet the criteria now."""
    after = pages.after(cursor)
    count, further = suppression_views.count_held(store, suppression_list_id, by=caller, after=after, now=now)
    return SuppressionListCountView(**count.model_dump(), next_cursor=pages.page([], further).next_cursor)


@router.delete("/v1/suppression-lists/<suppression_list_id>", status_code=204, tags=["Suppression lists"])
def delete_suppression_list(suppression_list_id: str, caller: Remover, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a suppression list with its entries."""
    suppression_lists.delete_list(store, suppression_list_id, by=caller, now=now, if_match=if_match)


@router.post("/v1/suppression-lists/<suppression_list_id>/entries", tags=["Suppression lists"])
def add_entries(
    suppression_list_id: str, draft: EntriesDraft, caller: Writer, store: Store, now: Now
) -> Page[SuppressionEntryView]:
    """Add entries; adding one twice has no effect."""
    entries = suppression_lists.add_entries(store, suppression_list_id, draft, by=caller, now=now)
    return Page(items=[entry_view(entry) for entry in entries])


@router.get("/v1/suppression-lists/<suppression_list_id>/entries", tags=["Suppression lists"])
def list_entries(
    suppression_list_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[SuppressionEntryView]:
    """List the entries, without the values of contacts that the caller may not see.

    Those of the automatic list show an address while a contact that the caller may see still has it.
    """
    after = pages.after(cursor)
    return pages.page(*suppression_views.page_of_entries(store, suppression_list_id, by=caller, limit=limit, after=after))


@router.delete("/v1/suppression-lists/<suppression_list_id>/entries/<entry_id>", status_code=204, tags=["Suppression lists"])
def delete_entry(suppression_list_id: str, entry_id: str, caller: Remover, store: Store, now: Now) -> None:
    """Delete one entry of the list. Of the automatic list, what a bounce made can be deleted; what a person refused stands."""
    suppression_lists.delete_entry(store, suppression_list_id, entry_id, by=caller, now=now)
