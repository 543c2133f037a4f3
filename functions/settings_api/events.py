"""The route of the catalogue of events."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Pages, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.events.catalogue import EventTypeView, catalogue_view

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE, Scope.WEBHOOKS_WRITE))]


@router.get("/v1/events", tags=["Webhooks"])
def list_events(_: Reader, paging: Pages, limit: Limit = 100, cursor: Cursor = None) -> Page[EventTypeView]:
    """List the events that webhooks and the event bus carry, each with its JSON Schema and an example.

    An event arrives at least once, and events arrive in no promised order. `event_id` is the same when an event is repeated.
    """
    by_name = sorted(catalogue_view(), key=lambda one: one.type.value)
    return paging.part(by_name, limit=limit, cursor=cursor, id_of=lambda one: one.type.value)
