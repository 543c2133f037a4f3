"""Routes of the opportunities of all contacts."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.opportunities.listing import OpportunityCount, OpportunityFilters, Order
from contactbook.domain.opportunities.opportunities import OpportunityView, Outcome
from contactbook.services.opportunities import listing

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.OPPORTUNITIES_WRITE))]
Stage = Annotated[str | None, Query(min_length=1, max_length=100)]
ContactId = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Sort = Annotated[
    Order | None,
    Query(
        description="Without it the newest come first. By `stage` is by its name. One without a value or a stage sorts lowest."
    ),
]


@router.get("/v1/opportunities", tags=["Opportunities"])
def list_opportunities(
    caller: Reader,
    store: Store,
    pages: Pages,
    stage: Stage = None,
    outcome: Outcome | None = None,
    contact_id: ContactId = None,
    sort: Sort = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[OpportunityView]:
    """List the tenant's opportunities, each with the current details of its contact.

    Shown are those of contacts that the caller may view. A page may hold fewer opportunities than `limit` without being the last.
    Continue while there is a `next_cursor`.
    """
    filters = OpportunityFilters(stage=stage, outcome=outcome, contact_id=contact_id)
    order, after = sort or Order.CREATED_AT_DESCENDING, pages.after(cursor)
    return pages.page(*listing.page_of_opportunities(store, filters, order, by=caller, limit=limit, after=after))


@router.get("/v1/opportunities/count", tags=["Opportunities"])
def count_opportunities(
    caller: Reader, store: Store, stage: Stage = None, outcome: Outcome | None = None, contact_id: ContactId = None
) -> OpportunityCount:
    """Count opportunities as the list shows them. Up to 10,000 are looked at; with `more`, there are others."""
    filters = OpportunityFilters(stage=stage, outcome=outcome, contact_id=contact_id)
    return listing.count_opportunities(store, filters, by=caller)
