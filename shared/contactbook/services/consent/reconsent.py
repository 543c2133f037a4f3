"""Asking every contact of a tenant for its consent again, slice by slice (S2.121-S2.125)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind, Change
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.jobs import RefusedContact, TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.messages import ReconsentMessage
from contactbook.domain.consent.reconsent import (
    Outcome,
    ReconsentDraft,
    ReconsentRun,
    ReconsentRunView,
    RunState,
    Settled,
    may_be_missed,
    untouched,
    was_asked_by,
    with_page,
)
from contactbook.domain.consent.states import asked_again
from contactbook.domain.contacts.record import Contact
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.commit import commit_change
from contactbook.services.consent.answers import consent_change
from contactbook.services.jobs import refused_contacts
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.services.refusals.answering import writes_of_form
from contactbook.storage.base.refused_contacts import put_refused
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

JOB = "reconsent"
_PAGE = 25


def require_reconsent(store: TenantStore, draft: ReconsentDraft, *, by: Caller, now: datetime) -> ReconsentRunView:
    """Start a run. An unfinished run with the same form continues instead, so that a run that got stuck can be resumed.

    Raises ValidationFailed `unknown_attachment` if the library lacks the form, RuleBroken `reconsent_running` while a run with
    another form is unfinished.
    """
    run = _start_or_find(store, draft, by=by, now=now)
    queues.send(config().reconsent_queue_url, [ReconsentMessage(tenant_id=store.tenant_id, run_id=run.run_id)])
    return _run_view(run)


def read_run(store: TenantStore, run_id: str) -> ReconsentRunView:
    """Return the run with its counts. Raises NotFound."""
    return _run_view(store.reconsents.get(run_id))


def page_of_refused(
    store: TenantStore, run_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[RefusedContact], After | None]:
    """Return a page of those that the run did not ask, as `page_of_refused` of jobs. Raises NotFound.

    Whom it asked after all, or who has answered its form since, is left out.
    """
    run = store.reconsents.get(run_id)
    return refused_contacts.page_of_refused(
        store, run_id, by=by, limit=limit, after=after, is_still=lambda contact: not was_asked_by(run, contact)
    )


def run_reconsent(message: ReconsentMessage, now: datetime, has_time: TimeLeft) -> None:
    """Work on the message's run until the time ends; the next message continues."""
    if ask_contacts(open_store(message.tenant_id), message.run_id, now=now, has_time=has_time) is Work.LEFT:
        queues.send(config().reconsent_queue_url, [message])


def ask_contacts(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> Work:
    """Continue a run, page by page.

    The run keeps its progress. A message that is delivered twice, or after its function died, repeats one page at most; a
    repeated page changes nothing and counts once.
    """
    run = store.reconsents.get(run_id)
    try:
        # A run walks the contacts twice (see ReconsentRun).
        while run.state is not RunState.FINISHED:
            run, work = _walk(store, run, now).go_on(store, run, after=run.after, has_time=has_time)
            if work is Work.LEFT:
                return work
    except ConcurrentUpdate:
        # Another delivery of this message saved the page; that delivery continues the run.
        return Work.DONE
    return Work.DONE


def _walk(store: TenantStore, run: ReconsentRun, now: datetime) -> Walk[ReconsentRun, Settled]:
    def choose(listed: Sequence[Contact]) -> Sequence[Contact]:
        chosen = [contact.contact_id for contact in listed if not run.is_second_look or may_be_missed(run, contact)]
        # The index lags behind the table, so the contacts are read from the table.
        return store.contacts.get_many(chosen)

    def save(before: ReconsentRun, page: WalkedPage[Settled]) -> ReconsentRun:
        after = with_page(before, [one.outcome for one in page.outcomes], page.after, now)
        told = [one.told for one in page.outcomes if one.told and (before.is_second_look or one.outcome is not Outcome.FAILED)]
        writes = [put_refused(store.keys, run.run_id, one, started_at=run.started_at) for one in told]
        store.reconsents.save(after, *writes, replacing=before.version)
        return after

    return Walk(lambda contact: _settled(store, run, contact, now), save, whole_pages=True, page_size=_PAGE, choose=choose)


def _run_view(run: ReconsentRun) -> ReconsentRunView:
    return ReconsentRunView.model_validate(dict(run))


@retried_when_raced
def _start_or_find(store: TenantStore, draft: ReconsentDraft, *, by: Caller, now: datetime) -> ReconsentRun:
    latest, version = store.reconsents.latest()
    if latest and latest.state is not RunState.FINISHED:
        if latest.form_attachment_id != draft.form_attachment_id:
            message = f"The re-consent run {latest.run_id} with another form is still running. Wait for its end."
            raise RuleBroken.of("/form_attachment_id", "reconsent_running", message)
        return latest
    run = ReconsentRun(
        run_id=new_id("run", now), form_attachment_id=draft.form_attachment_id, started_at=now, started_by=by.actor
    )
    moved = Change(field="consent.global_form_attachment_id", to=draft.form_attachment_id)
    change = TenantChange("reconsent_run.started", run.run_id, None, run, (moved,), kind=AuditKind.JOBS)
    writes = [
        *store.reconsents.start_writes(run, replacing=version),
        *writes_of_form(store, None, draft.form_attachment_id, "/form_attachment_id", now=now),
        *_global_form_writes(store, draft.form_attachment_id),
    ]
    commit_tenant_change(store, change, *writes, by=by, now=now)
    store.settings.forget()
    return run


def _global_form_writes(store: TenantStore, form_id: str) -> list[Write]:
    """Return the write that makes the form the global one, so that contacts made later get it too (S2.122)."""
    section = store.settings.fresh().consent
    if section.global_form_attachment_id == form_id:
        return []
    after = with_fields(section, global_form_attachment_id=form_id)
    return [store.settings.put_of("consent", after, replacing=store.settings.version_of("consent"))]


def _settled(store: TenantStore, run: ReconsentRun, contact: Contact, now: datetime) -> Settled:
    """Ask one contact and return what became of it. A contact that fails stops only itself."""
    try:
        try:
            return _ask(store, run, contact, now)
        except ConcurrentUpdate:
            return _ask_again(store, run, contact.contact_id, now)
    except StorageUnavailable:
        raise
    except ContactbookError as error:
        logger.warning("a contact could not be asked again", extra={"contact_id": contact.contact_id, "code": error.code})
        return Settled(Outcome.FAILED, RefusedContact(contact_id=contact.contact_id, code=error.code))


@retried_when_raced
def _ask_again(store: TenantStore, run: ReconsentRun, contact_id: str, now: datetime) -> Settled:
    """Ask the contact after another change to it: read it again first."""
    return _ask(store, run, store.contacts.get(contact_id), now)


def _ask(store: TenantStore, run: ReconsentRun, contact: Contact, now: datetime) -> Settled:
    if was_asked_by(run, contact):
        return Settled(Outcome.ASKED_BEFORE)
    after = asked_again(contact, run.form_attachment_id)
    if after == contact:
        return untouched(contact)
    by = job(JOB, asked_by=run.started_by, run_id=run.run_id)
    change = consent_change(store, contact, after, by=by, now=now, through="reconsent")
    commit_change(store, change, by=by, now=now)
    return Settled(Outcome.ASKED)
