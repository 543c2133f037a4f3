"""Routes of definitions of communications that follow events."""

from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.partial import partial_of
from contactbook.domain.communications.event_communications import (
    EventCommunication,
    EventCommunicationDraft,
    EventCommunicationFields,
)
from contactbook.services.communications import event_communications
from notifications_api.scopes import Reader, Writer

if TYPE_CHECKING:
    EventCommunicationChanges = BaseModel
else:
    EventCommunicationChanges = partial_of("EventCommunicationChanges", EventCommunicationFields)

router = Router()


@router.post("/v1/event-communications", status_code=201, tags=["Event communications"])
def create_event_communication(draft: EventCommunicationDraft, caller: Writer, store: Store, now: Now) -> EventCommunication:
    """Create a definition of a communication that follows an event."""
    return event_communications.create_event_communication(store, draft, by=caller, now=now)


@router.get("/v1/event-communications", tags=["Event communications"])
def list_event_communications(
    _: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[EventCommunication]:
    """List the definitions."""
    return pages.page(*store.event_communications.page(limit=limit, after=pages.after(cursor)))


@router.get("/v1/event-communications/<event_communication_id>", tags=["Event communications"])
def read_event_communication(event_communication_id: str, _: Reader, store: Store) -> EventCommunication:
    """Read one definition."""
    return store.event_communications.get(event_communication_id)


@router.patch("/v1/event-communications/<event_communication_id>", tags=["Event communications"])
def change_event_communication(
    event_communication_id: str, changes: EventCommunicationChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> EventCommunication:
    """Change a definition by merge-patch."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return event_communications.change_event_communication(
        store, event_communication_id, patch, by=caller, now=now, if_match=if_match
    )


@router.delete("/v1/event-communications/<event_communication_id>", status_code=204, tags=["Event communications"])
def delete_event_communication(event_communication_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a definition."""
    event_communications.delete_event_communication(store, event_communication_id, by=caller, now=now, if_match=if_match)
