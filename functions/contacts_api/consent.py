"""Routes of a contact's consent."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.callers import Caller, Scope
from contactbook.domain.consent_events import ConsentEvent, Evidence
from contactbook.services import consent
from contactbook.services.consent import ConsentDraft, ConsentView

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, portal=True))]
Auditor = Annotated[Caller, Depends(needs(Scope.AUDIT_READ))]


@router.get("/v1/contacts/<contact_id>/consent", tags=["Consent"])
def read_consent(contact_id: str, caller: Reader, store: Store) -> ConsentView:
    """Read a contact's consent, its form, and what its state allows."""
    return consent.read_consent(store, contact_id, by=caller)


@router.put("/v1/contacts/<contact_id>/consent", tags=["Consent"])
def record_consent(
    contact_id: str, draft: ConsentDraft, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> ConsentView:
    """Record a consent; withdrawn is reachable from accepted only."""
    contact = consent.record_consent(store, contact_id, draft, by=caller, now=now, if_match=if_match)
    return consent.view_of(store, contact)


@router.get("/v1/contacts/<contact_id>/consent/history", tags=["Consent"])
def list_consent_history(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[ConsentEvent]:
    """List every consent that was given, refused or asked for, newest first."""
    after = pages.after(cursor)
    return pages.page(*consent.page_of_history(store, contact_id, by=caller, limit=limit, after=after))


@router.get("/v1/contacts/<contact_id>/consent/evidence", tags=["Consent"])
def list_consent_evidence(
    contact_id: str, caller: Auditor, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[Evidence]:
    """List where the contact's statements came from: network address and program."""
    after = pages.after(cursor)
    return pages.page(*consent.page_of_evidence(store, contact_id, by=caller, limit=limit, after=after))
