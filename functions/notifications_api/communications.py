"""Routes of communications: one-off ones, those of a contact, and changes of queued ones."""

from typing import TYPE_CHECKING, Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.partial import partial_of
from contactbook.domain.communications.communication_drafts import CommunicationDraft, CommunicationFields, ResolutionDraft
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.communications.worklist import CancelDraft, CancelEnds
from contactbook.services.communications import communication_changes, communications, resolving

if TYPE_CHECKING:
    CommunicationChanges = BaseModel
else:
    CommunicationChanges = partial_of("CommunicationChanges", CommunicationFields)

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.COMMUNICATIONS_SEND))]
Sender = Annotated[Caller, Depends(needs(Scope.COMMUNICATIONS_SEND))]
AccountId = Annotated[str | None, Query(max_length=64, description="Only communications about this account.")]


@router.post("/v1/contacts/<contact_id>/communications", status_code=201, tags=["Communications"])
def queue_communication(contact_id: str, draft: CommunicationDraft, caller: Sender, store: Store, now: Now) -> CommunicationView:
    """Send one communication to a contact, now or at `scheduled_for`."""
    return communications.queue_communication(store, contact_id, draft, by=caller, now=now)


@router.get("/v1/contacts/<contact_id>/communications", tags=["Communications"])
def list_communications(
    contact_id: str,
    caller: Reader,
    store: Store,
    now: Now,
    pages: Pages,
    account_id: AccountId = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[CommunicationView]:
    """List a contact's communications, newest first."""
    after = pages.after(cursor)
    return pages.page(
        *communications.page_of_communications(
            store, contact_id, account_id=account_id, limit=limit, after=after, by=caller, now=now
        )
    )


@router.post("/v1/communications/cancel", tags=["Communications"])
def cancel_communications(draft: CancelDraft, caller: Sender, store: Store, now: Now) -> CancelEnds:
    """Cancel queued communications. Each has an end of its own: its state, or the code that says why it was not cancelled."""
    ends = communication_changes.cancel_many(store, draft.communication_ids, by=caller, now=now)
    return CancelEnds(items=tuple(ends))


@router.get("/v1/communications/<communication_id>", tags=["Communications"])
def read_communication(communication_id: str, caller: Reader, store: Store, now: Now) -> CommunicationView:
    """Read one communication. A queued one shows the address and level that would be used now."""
    return communications.read_communication(store, communication_id, by=caller, now=now)


@router.patch("/v1/communications/<communication_id>", tags=["Communications"])
def change_communication(
    communication_id: str, changes: CommunicationChanges, caller: Sender, store: Store, now: Now, if_match: IfMatch
) -> CommunicationView:
    """Change a queued communication by merge-patch."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return communication_changes.change_communication(store, communication_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/communications/<communication_id>", status_code=204, tags=["Communications"])
def cancel_communication(communication_id: str, caller: Sender, store: Store, now: Now, if_match: IfMatch) -> None:
    """Cancel a queued communication."""
    communication_changes.cancel_communication(store, communication_id, by=caller, now=now, if_match=if_match)


@router.post("/v1/communications/<communication_id>/resolve", tags=["Communications"])
def resolve_communication(
    communication_id: str, draft: ResolutionDraft, caller: Sender, store: Store, now: Now, if_match: IfMatch
) -> CommunicationView:
    """Record what became of an `unknown` communication. It is never sent again."""
    return resolving.resolve_communication(store, communication_id, draft, by=caller, now=now, if_match=if_match)
