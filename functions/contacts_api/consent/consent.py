"""Routes of a contact's consent."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import JsonValue

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.api.sent_back import IsSentBack
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.values import Moment
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.domain.consent.reconsent import ReconsentDraft, ReconsentRunView
from contactbook.services.audit.as_of import PastConsent, read_consent_as_of
from contactbook.services.consent import answers, receipts, reconsent
from contactbook.services.consent.answers import ConsentDraft, ConsentView
from contactbook.services.consent.receipts import ReceiptKeys

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, portal=True))]
Administrator = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE))]
RunReader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]
ReaderOfContacts = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Auditor = Annotated[Caller, Depends(needs(Scope.AUDIT_READ))]


@router.get("/v1/contacts/<contact_id>/consent", tags=["Consent"])
def read_consent(
    contact_id: str,
    caller: Reader,
    store: Store,
    now: Now,
    as_of: Annotated[Moment | None, Query(description="Read the consent as it was known at that time.")] = None,
) -> ConsentView | PastConsent:
    """Read a contact's consent, its form, and what its state allows."""
    if as_of is not None:
        return read_consent_as_of(store, contact_id, as_of, by=caller, now=now)
    return answers.read_consent(store, contact_id, by=caller)


@router.put("/v1/contacts/<contact_id>/consent", tags=["Consent"])
def record_consent(
    contact_id: str, draft: ConsentDraft, caller: Writer, store: Store, now: Now, if_match: IfMatch, sent_back: IsSentBack
) -> ConsentView:
    """Record a consent. Only an accepted consent can be withdrawn. Whoever sends back what GET answered records nothing."""
    contact = answers.record_consent(store, contact_id, draft, by=caller, now=now, if_match=if_match, only_changes=sent_back)
    return answers.consent_view(store, contact)


@router.get("/v1/contacts/<contact_id>/consent/history", tags=["Consent"])
def list_consent_history(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[ConsentEvent]:
    """List every consent that was given, refused or requested, newest first."""
    after = pages.after(cursor)
    return pages.page(*answers.page_of_history(store, contact_id, by=caller, limit=limit, after=after))


@router.get("/v1/contacts/<contact_id>/consent/evidence", tags=["Consent"])
def list_consent_evidence(
    contact_id: str, caller: Auditor, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[Evidence]:
    """List the evidence of the contact's statements: network address and program, newest first."""
    after = pages.after(cursor)
    return pages.page(*answers.page_of_evidence(store, contact_id, by=caller, limit=limit, after=after))


@router.get("/v1/contacts/<contact_id>/consent/receipts/<receipt_id>", tags=["Consent"])
def read_consent_receipt(contact_id: str, receipt_id: str, caller: Reader, store: Store) -> dict[str, JsonValue]:
    """Read the signed receipt of one consent event (ISO/IEC TS 27560).

    Store the bytes unchanged: the signature covers all of them.
    """
    return receipts.read_receipt(store, contact_id, receipt_id, by=caller)


@router.get("/v1/consent/receipt-keys", tags=["Consent"])
def read_receipt_keys(_: Reader, store: Store) -> ReceiptKeys:
    """Read the public keys that verify consent receipts."""
    return receipts.receipt_keys(store.key_ring)


@router.post("/v1/consent/require-reconsent", status_code=202, tags=["Consent"])
def require_reconsent(draft: ReconsentDraft, caller: Administrator, store: Store, now: Now) -> ReconsentRunView:
    """Ask every contact for its consent again with a new form. Withdrawn and anonymized contacts are skipped."""
    return reconsent.require_reconsent(store, draft, by=caller, now=now)


@router.get("/v1/consent/reconsent-runs/<run_id>", tags=["Consent"])
def read_reconsent_run(run_id: str, _: RunReader, store: Store) -> ReconsentRunView:
    """Read the progress of a re-consent run."""
    return reconsent.read_run(store, run_id)


@router.get("/v1/consent/reconsent-runs/<run_id>/refused", tags=["Consent"])
def list_refused_by_reconsent_run(
    run_id: str, caller: ReaderOfContacts, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[RefusedContact]:
    """List the contacts that a re-consent run did not ask, each with a code, for 90 days.

    `withdrawn` and `anonymization_pending` are those that no run asks. Other codes are those of what refused the change.
    """
    after = pages.after(cursor)
    return pages.page(*reconsent.page_of_refused(store, run_id, by=caller, limit=limit, after=after))
