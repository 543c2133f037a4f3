"""Routes of the worklist: the tenant's communications, queued and past (S0.23)."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Moment
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.communications.worklist import Order, WorklistCount, WorklistFilters
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.services.communications import worklist

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.COMMUNICATIONS_SEND))]
OneId = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Service = Annotated[str | None, Query(min_length=1, max_length=100, description="A product or a product group.")]
SentFrom = Annotated[
    Moment | None, Query(description="Finds what left at most seven days after the time that it was to leave at.")
]
Sort = Annotated[
    Order | None,
    Query(
        description="Without it the newest come first. More than 1,000 communications are sorted by `scheduled_for` only: by the "
        "time at which each leaves, its own or else when it was queued."
    ),
]


@router.get("/v1/communications", tags=["Communications"])
def list_worklist(
    caller: Reader,
    store: Store,
    now: Now,
    pages: Pages,
    state: CommunicationState | None = None,
    channel: Channel | None = None,
    purpose: Purpose | None = None,
    service: Service = None,
    account_id: OneId = None,
    contact_id: OneId = None,
    run_id: OneId = None,
    origin: Origin | None = None,
    scheduled_from: Moment | None = None,
    scheduled_to: Moment | None = None,
    sent_from: SentFrom = None,
    sent_to: Moment | None = None,
    sort: Sort = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[CommunicationView]:
    """List the tenant's communications, queued and past.

    Shown are those of contacts that the caller may view. A queued one shows the address and level that would be used now. A page may
    hold fewer communications than `limit` without being the last. Continue while there is a `next_cursor`.
    """
    filters = WorklistFilters(
        state=state,
        channel=channel,
        purpose=purpose,
        service=service,
        account_id=account_id,
        contact_id=contact_id,
        run_id=run_id,
        origin=origin,
        scheduled_from=scheduled_from,
        scheduled_to=scheduled_to,
        sent_from=sent_from,
        sent_to=sent_to,
    )
    after = pages.after(cursor)
    return pages.page(*worklist.page_of_worklist(store, filters, sort, by=caller, now=now, limit=limit, after=after))


@router.get("/v1/communications/count", tags=["Communications"])
def count_worklist(
    caller: Reader,
    store: Store,
    now: Now,
    state: CommunicationState | None = None,
    channel: Channel | None = None,
    purpose: Purpose | None = None,
    service: Service = None,
    account_id: OneId = None,
    contact_id: OneId = None,
    run_id: OneId = None,
    origin: Origin | None = None,
    scheduled_from: Moment | None = None,
    scheduled_to: Moment | None = None,
    sent_from: SentFrom = None,
    sent_to: Moment | None = None,
) -> WorklistCount:
    """Count communications as the list shows them. Up to 10,000 are looked at; with `more`, there are others."""
    filters = WorklistFilters(
        state=state,
        channel=channel,
        purpose=purpose,
        service=service,
        account_id=account_id,
        contact_id=contact_id,
        run_id=run_id,
        origin=origin,
        scheduled_from=scheduled_from,
        scheduled_to=scheduled_to,
        sent_from=sent_from,
        sent_to=sent_to,
    )
    return worklist.count_worklist(store, filters, by=caller, now=now)
