"""Anonymizing one contact, for a user or for the job: mark it, then remove its traces."""

from datetime import datetime
from functools import partial
from typing import Literal

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.errors import ContactbookError, Deleted, Merged, NotFound, RuleBroken, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import every
from contactbook.domain.contacts.record import Erasure
from contactbook.domain.erasure.anonymization import DISABLED, ErasureCertificate
from contactbook.domain.erasure.runs import AnonymizationOutcome, RunContact
from contactbook.observability import logger
from contactbook.services.changes.access import visible_contact
from contactbook.services.erasure.deletion import deleted_instead, erase_deleted, erase_if_deleted_long_ago
from contactbook.services.erasure.marking import mark_contact
from contactbook.services.erasure.trace_removal import remove_traces
from contactbook.services.jobs.anonymization_requests import request_anonymization
from contactbook.storage.tenant_store import TenantStore

JOB = "anonymization"
_PAGE = 100


def require_enabled(enabled: bool) -> None:
    """Raise RuleBroken `anonymization_disabled` unless the settings allow anonymization (S2.137)."""
    if not enabled:
        raise RuleBroken(
            "The tenant's settings do not allow anonymization. Set `enabled` in the section `anonymization` first.", code=DISABLED
        )


def anonymize_contact(
    store: TenantStore, contact_id: str, *, by: Caller, now: datetime, has_time: TimeLeft, if_match: int | None = None
) -> Erasure:
    """Anonymize the contact now; return how far it is. The job does what is left. Repeating changes nothing.

    Raises RuleBroken `anonymization_disabled` (S2.137), Deleted for a contact that deleting has erased, and as `mark_contact`.
    """
    require_enabled(store.settings.current().anonymization.enabled)
    try:
        marked = mark_contact(store, contact_id, by=by, now=now, if_match=if_match)
    except NotFound as missing:
        erase_if_deleted_long_ago(store, contact_id, by=by, now=now)
        raise deleted_instead(store, contact_id, missing, by=by) from missing
    if marked is Erasure.ANONYMIZED:
        return Erasure.ANONYMIZED
    if remove_traces(store, contact_id, by=by, now=now, has_time=has_time) is Work.DONE:
        return Erasure.ANONYMIZED
    request_anonymization(store, contact_id, asked_by=by.actor)
    return Erasure.ERASING


def anonymize_unless_blocked(
    store: TenantStore, contact_id: str, *, by: Caller, now: datetime, has_time: TimeLeft
) -> RunContact | Literal[Work.LEFT]:
    """Anonymize one contact for the job, in the name of the one who asked. A blocked contact waits for the next daily round."""
    try:
        done = mark_contact(store, contact_id, by=by, now=now) is Erasure.ANONYMIZED
    except StorageUnavailable:
        raise
    except ContactbookError as error:
        return _blocked(store, contact_id, error)
    if done or remove_traces(store, contact_id, by=by, now=now, has_time=has_time) is Work.DONE:
        return RunContact(contact_id=contact_id, outcome=AnonymizationOutcome.ANONYMIZED)
    return Work.LEFT


def anonymize_pending(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> Work:
    """Anonymize every contact whose anonymization was requested or has begun (S2.140), and erase what is left of deleted ones."""
    for due in every(lambda after: store.anonymization_runs.page_of_due(now=now, limit=_PAGE, after=after)):
        if not has_time():
            return Work.LEFT
        erase = erase_deleted if due.is_deleted else partial(anonymize_unless_blocked, by=job(JOB))
        if erase(store, due.contact_id, now=now, has_time=has_time) is Work.LEFT:
            return Work.LEFT
    return Work.DONE


def read_certificate(store: TenantStore, contact_id: str, *, by: Caller) -> ErasureCertificate:
    """Return what was erased of a contact that was anonymized or deleted. Raises NotFound, Merged."""
    try:
        visible_contact(store, contact_id, by=by)
    except NotFound as missing:
        if not isinstance(deleted_instead(store, contact_id, missing, by=by), Deleted):
            raise
    return store.erasure_certificates.get(contact_id)


def _blocked(store: TenantStore, contact_id: str, error: ContactbookError) -> RunContact:
    """Return why the contact is blocked. What no check would show is kept beside the contact, where the check finds it."""
    logger.info("a contact could not be anonymized yet", contact_id=contact_id, error=error.code)
    if error.code == "anonymization_blocked":
        found = tuple(one.code for one in error.errors)
    else:
        found = (error.code,)
        if not isinstance(error, NotFound | Merged):
            store.job_refusals.save(contact_id, error.code)
    return RunContact(contact_id=contact_id, outcome=AnonymizationOutcome.BLOCKED, blockers=found)
