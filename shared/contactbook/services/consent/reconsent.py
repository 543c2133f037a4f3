"""Asking every contact of a tenant for its consent again, slice by slice (S2.121-S2.125)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.domain.consent.reconsent import (
    Outcome,
    ReconsentDraft,
    ReconsentRun,
    ReconsentRunView,
    RunState,
    advanced,
    may_be_missed,
    was_asked_by,
)
from contactbook.domain.consent.states import asked_again
from contactbook.domain.contacts.record import Contact
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import commit_change
from contactbook.services.consent.answers import consent_change
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

JOB = "reconsent"
# Contacts between two looks at the time that is left.
_PAGE = 25


def require_reconsent(store: TenantStore, draft: ReconsentDraft, *, by: Caller, now: datetime) -> ReconsentRunView:
    """Start a run. One with the same form that has not finished goes on instead, so a run that got stuck can be resumed.

    Raises RuleBroken `reconsent_running` while a run with another form has not finished.
    """
    run = _begun(store, draft, by=by, now=now)
    queues.send(config().reconsent_queue_url, [JobMessage(tenant_id=store.tenant_id, run_id=run.run_id)])
    return _view(run)


def read_run(store: TenantStore, run_id: str) -> ReconsentRunView:
    """The run with its counts. Raises NotFound."""
    return _view(store.reconsents.get(run_id))


def run_reconsent(message: JobMessage, now: datetime, has_time: TimeLeft) -> None:
    """One message of the job: work on its run until the time is over, then hand over to the next message."""
    if message.tenant_id is None or message.run_id is None:
        return
    if not ask_contacts(open_store(message.tenant_id), message.run_id, now=now, has_time=has_time):
        queues.send(config().reconsent_queue_url, [message])


def ask_contacts(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> bool:
    """Go on with a run, page by page; True once there is nothing more to do here.

    Progress is kept with the run, so a message that is delivered twice, or after its function died, repeats a page at most, and
    a page that is repeated changes nothing and counts once.
    """
    run = store.reconsents.get(run_id)
    while run.state is not RunState.FINISHED:
        if not has_time():
            return False
        found, after = store.contacts.page_by_name(limit=_PAGE, after=run.after)
        wanted = [contact.contact_id for contact in found if not run.is_second_look or may_be_missed(run, contact)]
        # The index lags behind; what counts is read from the table.
        outcomes = [_outcome(store, run, contact, now) for contact in store.contacts.get_many(wanted)]
        progress = advanced(run, outcomes, after, now)
        try:
            store.reconsents.save(progress, replacing=run.version)
        except ConcurrentUpdate:
            # Another delivery of this message is at work; it goes on by itself.
            return True
        run = progress
    return True


def _view(run: ReconsentRun) -> ReconsentRunView:
    return ReconsentRunView.model_validate(dict(run))


@retried_when_raced
def _begun(store: TenantStore, draft: ReconsentDraft, *, by: Caller, now: datetime) -> ReconsentRun:
    latest, version = store.reconsents.latest()
    if latest and latest.state is not RunState.FINISHED:
        if latest.form_attachment_id != draft.form_attachment_id:
            raise RuleBroken("Contacts are still being asked with another form.", code="reconsent_running")
        return latest
    run = ReconsentRun(
        run_id=new_id("run", now), form_attachment_id=draft.form_attachment_id, started_at=now, started_by=by.actor
    )
    table.transact(store.reconsents.start_writes(run, replacing=version))
    return run


def _outcome(store: TenantStore, run: ReconsentRun, contact: Contact, now: datetime) -> Outcome:
    """What became of the contact. One that fails stops only itself."""
    try:
        try:
            return _ask(store, run, contact, now)
        except ConcurrentUpdate:
            return _ask_as_it_is_now(store, run, contact.contact_id, now)
    except StorageUnavailable:
        raise
    except ContactbookError as error:
        logger.warning("a contact could not be asked again", extra={"contact_id": contact.contact_id, "code": error.code})
        return Outcome.FAILED


@retried_when_raced
def _ask_as_it_is_now(store: TenantStore, run: ReconsentRun, contact_id: str, now: datetime) -> Outcome:
    return _ask(store, run, store.contacts.get(contact_id), now)


def _ask(store: TenantStore, run: ReconsentRun, contact: Contact, now: datetime) -> Outcome:
    if was_asked_by(run, contact):
        return Outcome.ASKED_BEFORE
    after = asked_again(contact, run.form_attachment_id, store.settings.current().consent)
    if after == contact:
        return Outcome.UNTOUCHED
    change = consent_change(store, contact, after, by=job(JOB), now=now, through="reconsent")
    commit_change(store, change, by=job(JOB), now=now)
    return Outcome.ASKED
