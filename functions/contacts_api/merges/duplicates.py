"""Routes of likely duplicates."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.merges.duplicates import LEAST_SCORE, Duplicate, DuplicatePair, NotDuplicateDraft, NotDuplicateView
from contactbook.services.merges import duplicate_pairs, duplicates

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, Scope.CONTACTS_MERGE))]
LeastScore = Annotated[float, Query(ge=0, le=1, description="The lowest score to return.")]


@router.get("/v1/contacts/<contact_id>/duplicates", tags=["Merges"])
def list_duplicates_of(
    contact_id: str,
    caller: Reader,
    store: Store,
    pages: Pages,
    min_score: LeastScore = LEAST_SCORE,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[Duplicate]:
    """List the likely duplicates of a contact, highest score first, with the fields that agree."""
    start = int((pages.after(cursor) or {"start": "0"})["start"])
    found = duplicates.duplicates_of(store, contact_id, by=caller, least=min_score)
    return pages.page(found[start : start + limit], {"start": str(start + limit)} if start + limit < len(found) else None)


@router.get("/v1/duplicates", tags=["Merges"])
def list_duplicates(
    caller: Reader, store: Store, pages: Pages, min_score: LeastScore = LEAST_SCORE, limit: Limit = 25, cursor: Cursor = None
) -> Page[DuplicatePair]:
    """List pairs of likely duplicates. A page may hold fewer than `limit` and still have a next page."""
    after = pages.after(cursor)
    found, further = duplicate_pairs.page_of_duplicates(store, by=caller, least=min_score, limit=limit, after=after)
    return pages.page(found, further)


@router.post("/v1/contacts/<contact_id>/not-duplicate", tags=["Merges"])
def mark_not_duplicate(contact_id: str, draft: NotDuplicateDraft, caller: Writer, store: Store, now: Now) -> NotDuplicateView:
    """Mark another contact as different from this one."""
    return duplicates.mark_not_duplicate(store, contact_id, draft.contact_id, by=caller, now=now)
