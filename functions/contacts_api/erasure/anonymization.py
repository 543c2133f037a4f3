"""Routes of anonymization."""

from http import HTTPStatus
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, TimeLeft, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Draft, Flag, Value
from contactbook.domain.contacts.record import Erasure
from contactbook.domain.erasure.anonymization import AnonymizationCheck, ErasureCertificate
from contactbook.domain.erasure.runs import AnonymizationRunDraft, AnonymizationRunView, RunContact, run_view
from contactbook.services.erasure import anonymization, marking, runs

router = Router()
Eraser = Annotated[Caller, Depends(needs(Scope.CONTACTS_ANONYMIZE))]
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_ANONYMIZE, Scope.CONTACTS_READ))]


class AnonymizeDraft(Draft):
    """How to anonymize. With `dry_run` nothing is changed, and the answer says what would happen (S2.131)."""

    dry_run: Flag = False


class ErasureView(Value):
    """The state of an anonymization: `erasing` continues in the background. A dry run says what would happen, or what blocks it."""

    contact_id: str
    state: Erasure | Literal["would_anonymize", "blocked"]
    blockers: tuple[str, ...] = ()


@router.get("/v1/contacts/<contact_id>/anonymization-check", tags=["Data protection"])
def check(contact_id: str, caller: Reader, store: Store, now: Now) -> AnonymizationCheck:
    """List every reason why a contact cannot be anonymized now."""
    return marking.check_anonymization(store, contact_id, by=caller, now=now)


@router.post("/v1/contacts/<contact_id>/anonymize", tags=["Data protection"])
def anonymize(
    contact_id: str,
    caller: Eraser,
    store: Store,
    now: Now,
    has_time: TimeLeft,
    if_match: IfMatch,
    draft: AnonymizeDraft | None = None,
) -> Response[ErasureView]:
    """Anonymize a contact. Answers 200 when it is done, 202 while it continues in the background.

    With `dry_run` it answers 200 and changes nothing.
    """
    if draft and draft.dry_run:
        found = marking.check_anonymization(store, contact_id, by=caller, now=now)
        would = ErasureView(
            contact_id=contact_id, state="would_anonymize" if found.allowed else "blocked", blockers=found.blockers
        )
        return Response(status_code=HTTPStatus.OK.value, content_type="application/json", body=would)
    state = anonymization.anonymize_contact(store, contact_id, by=caller, now=now, has_time=has_time, if_match=if_match)
    status = HTTPStatus.OK if state is Erasure.ANONYMIZED else HTTPStatus.ACCEPTED
    view = ErasureView(contact_id=contact_id, state=state)
    return Response(status_code=status.value, content_type="application/json", body=view)


@router.get("/v1/contacts/<contact_id>/erasure-certificate", tags=["Data protection"])
def read_certificate(contact_id: str, caller: Reader, store: Store) -> ErasureCertificate:
    """Read what was erased of an anonymized or deleted contact, what was kept, and why."""
    return anonymization.read_certificate(store, contact_id, by=caller)


@router.post("/v1/anonymization-runs", status_code=202, tags=["Data protection"])
def start_run(caller: Eraser, store: Store, now: Now, draft: AnonymizationRunDraft | None = None) -> AnonymizationRunView:
    """Anonymize every contact that meets the conditions of the settings and that the caller may change.

    With `dry_run` nobody is anonymized, and the run's contacts say who would be.
    """
    return run_view(runs.start_run(store, draft or AnonymizationRunDraft(), by=caller, now=now))


@router.get("/v1/anonymization-runs/<run_id>", tags=["Data protection"])
def read_run(run_id: str, _: Reader, store: Store) -> AnonymizationRunView:
    """Read the progress of a run."""
    return run_view(store.anonymization_runs.get(run_id))


@router.get("/v1/anonymization-runs/<run_id>/contacts", tags=["Data protection"])
def list_run_contacts(
    run_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[RunContact]:
    """List what became of the contacts of a run, or would in a dry run; those that are blocked first."""
    return pages.page(*runs.page_of_contacts(store, run_id, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/anonymization-runs/<run_id>/refused", tags=["Data protection"])
def list_refused(
    run_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[RunContact]:
    """List the contacts that a run found blocked, each with every reason."""
    after = pages.after(cursor)
    return pages.page(*runs.page_of_contacts(store, run_id, by=caller, limit=limit, after=after, only_blocked=True))
