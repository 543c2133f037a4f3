"""Routes of opportunities; each shows the current details of its contact."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.opportunities.opportunities import OpportunityChanges, OpportunityDraft, OpportunityView
from contactbook.services.opportunities import opportunities

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.OPPORTUNITIES_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.OPPORTUNITIES_WRITE))]

_BASE = "/v1/contacts/<contact_id>/opportunities"
_ONE = f"{_BASE}/<opportunity_id>"


@router.post(_BASE, status_code=201, tags=["Opportunities"])
def add_opportunity(contact_id: str, draft: OpportunityDraft, caller: Writer, store: Store, now: Now) -> OpportunityView:
    """Add an opportunity; it makes a lead a prospect."""
    return opportunities.add_opportunity(store, contact_id, draft, by=caller, now=now)


@router.get(_BASE, tags=["Opportunities"])
def list_opportunities(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[OpportunityView]:
    """List a contact's opportunities, oldest first."""
    found = opportunities.list_opportunities(store, contact_id, by=caller)
    return pages.part(found, limit=limit, cursor=cursor, id_of=lambda one: one.opportunity_id)


@router.get(_ONE, tags=["Opportunities"])
def read_opportunity(contact_id: str, opportunity_id: str, caller: Reader, store: Store) -> OpportunityView:
    """Read an opportunity."""
    return opportunities.read_opportunity(store, contact_id, opportunity_id, by=caller)


@router.patch(_ONE, tags=["Opportunities"])
def change_opportunity(
    contact_id: str,
    opportunity_id: str,
    changes: OpportunityChanges,
    caller: Writer,
    store: Store,
    now: Now,
    if_match: IfMatch,
) -> OpportunityView:
    """Change an opportunity by merge-patch; contact information changes only on the contact."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return opportunities.change_opportunity(store, contact_id, opportunity_id, patch, by=caller, now=now, if_match=if_match)


@router.delete(_ONE, status_code=204, tags=["Opportunities"])
def remove_opportunity(contact_id: str, opportunity_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Remove an opportunity; the contact remains a prospect."""
    opportunities.remove_opportunity(store, contact_id, opportunity_id, by=caller, now=now, if_match=if_match)
