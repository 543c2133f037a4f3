"""Routes of anonymization."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Store, TimeLeft, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.record import Erasure
from contactbook.domain.erasure.anonymization import AnonymizationCheck, ErasureCertificate
from contactbook.domain.erasure.runs import AnonymizationRunView, run_view
from contactbook.services.erasure import anonymization, marking, runs

router = Router()
Eraser = Annotated[Caller, Depends(needs(Scope.CONTACTS_ANONYMIZE))]
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_ANONYMIZE, Scope.CONTACTS_READ))]


class ErasureView(Value):
    """The state of an anonymization: `erasing` continues in the background."""

    contact_id: str
    state: Erasure


@router.get("/v1/contacts/<contact_id>/anonymization-check", tags=["Data protection"])
def check(contact_id: str, caller: Reader, store: Store, now: Now) -> AnonymizationCheck:
    """List every reason why a contact cannot be anonymized now."""
    return marking.check_anonymization(store, contact_id, by=caller, now=now)


@router.post("/v1/contacts/<contact_id>/anonymize", tags=["Data protection"])
def anonymize(
    contact_id: str, caller: Eraser, store: Store, now: Now, has_time: TimeLeft, if_match: IfMatch
) -> Response[ErasureView]:
    """Anonymize a contact. Answers 200 when it is done, 202 while it continues in the background."""
    state = anonymization.anonymize_contact(store, contact_id, by=caller, now=now, has_time=has_time, if_match=if_match)
    status = HTTPStatus.OK if state is Erasure.ANONYMIZED else HTTPStatus.ACCEPTED
    view = ErasureView(contact_id=contact_id, state=state)
    return Response(status_code=status.value, content_type="application/json", body=view)


@router.get("/v1/contacts/<contact_id>/erasure-certificate", tags=["Data protection"])
def read_certificate(contact_id: str, caller: Reader, store: Store) -> ErasureCertificate:
    """Read what was erased of an anonymized or deleted contact, what was kept, and why."""
    return anonymization.read_certificate(store, contact_id, by=caller)


@router.post("/v1/anonymization-runs", status_code=202, tags=["Data protection"])
def start_run(caller: Eraser, store: Store, now: Now) -> AnonymizationRunView:
    """Anonymize every contact that meets the conditions of the settings and that the caller may change."""
    return run_view(runs.start_run(store, by=caller, now=now))


@router.get("/v1/anonymization-runs/<run_id>", tags=["Data protection"])
def read_run(run_id: str, _: Reader, store: Store) -> AnonymizationRunView:
    """Read the progress of a run."""
    return run_view(store.anonymization_runs.get(run_id))
