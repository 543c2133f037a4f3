"""Routes of engagements."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.engagements import Engagement, EngagementChanges, EngagementDraft
from contactbook.services.contacts import engagements

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]

_BASE = "/v1/contacts/<contact_id>/engagements"
_ONE = f"{_BASE}/<engagement_id>"


@router.post(_BASE, status_code=201, tags=["Engagements"])
def add_engagement(contact_id: str, draft: EngagementDraft, caller: Writer, store: Store, now: Now) -> Engagement:
    """Add a subscription, job, activity, service request or lead."""
    return engagements.add_engagement(store, contact_id, draft, by=caller, now=now)


@router.get(_BASE, tags=["Engagements"])
def list_engagements(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[Engagement]:
    """List a contact's engagements, newest first."""
    found, after = engagements.page_of_engagements(store, contact_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.get(_ONE, tags=["Engagements"])
def read_engagement(contact_id: str, engagement_id: str, caller: Reader, store: Store) -> Engagement:
    """Read an engagement."""
    return engagements.read_engagement(store, contact_id, engagement_id, by=caller)


@router.patch(_ONE, tags=["Engagements"])
def change_engagement(
    contact_id: str,
    engagement_id: str,
    changes: EngagementChanges,
    caller: Writer,
    store: Store,
    now: Now,
    if_match: IfMatch,
) -> Engagement:
    """Change an engagement by merge-patch; its type cannot change."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return engagements.change_engagement(store, contact_id, engagement_id, patch, by=caller, now=now, if_match=if_match)
