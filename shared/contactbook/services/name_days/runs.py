"""Runs of the name-day rules: each gives every contact of a tenant the name day that the rules say (S2.56)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import RefusedContact, TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.record import Contact
from contactbook.domain.name_days.messages import NameDaysMessage
from contactbook.domain.name_days.rules import NameDay, day_by_name, with_name_day
from contactbook.domain.name_days.runs import NameDayRun, NameDayRunState
from contactbook.domain.settings.sending import NameDayMode
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.jobs import refused_contacts
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.storage.base.refused_contacts import put_refused
from contactbook.storage.tenant_store import TenantStore

JOB = "name-days"
# Contacts of one page: one transaction has them all, if it refuses them all, with the run.
_PAGE = 99


def start_run(
    store: TenantStore, apply_to: NameDayMode | None, *, by: Caller, now: datetime, only_moving: bool = False
) -> NameDayRun:
    """Start a run over all contacts (S2.56). Without `apply_to` the settings say which contacts it names.

    `only_moving` gives those a day anew whose day moves with Easter.
    """
    mode = apply_to or store.settings.current().name_days.apply_to
    run = NameDayRun(run_id=new_id("ndr", now), apply_to=mode, started_at=now, started_by=by.actor, only_moving=only_moving)
    change = TenantChange("name_day_run.started", run.run_id, None, run, kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.name_day_runs.add_of(run), by=by, now=now)
    queues.send(config().name_days_queue_url, [NameDaysMessage(tenant_id=store.tenant_id, run_id=run.run_id)])
    return run


def continue_run(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> Work:
    """Continue a run from its cursor, page by page. A finished run stays as it is. Raises NotFound, ConcurrentUpdate."""
    run = store.name_day_runs.get(run_id)
    if run.state is NameDayRunState.FINISHED:
        return Work.DONE
    settings = store.settings.current()
    days = day_by_name(settings.name_days.rules, today_in(settings.localization.time_zone, now).year)

    def save(before: NameDayRun, page: WalkedPage[bool | RefusedContact]) -> NameDayRun:
        refused = [one for one in page.outcomes if isinstance(one, RefusedContact)]
        after = next_version(
            before,
            state=NameDayRunState.FINISHED if page.is_last else NameDayRunState.RUNNING,
            cursor=page.after,
            contacts=before.contacts + page.listed,
            changed=before.changed + page.outcomes.count(True),
            failed=before.failed + len(refused),
            finished_at=now if page.is_last else None,
        )
        writes = [put_refused(store.keys, run_id, one, started_at=run.started_at) for one in refused]
        store.name_day_runs.save(after, *writes)
        return after

    walk = Walk(lambda contact: _name(store, contact, days, run, now), save, whole_pages=True, page_size=_PAGE)
    _, work = walk.go_on(store, run, after=run.cursor, has_time=has_time)
    return work


def page_of_refused(
    store: TenantStore, run_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[RefusedContact], After | None]:
    """Return a page of those to whom the run could not give their name day, as `page_of_refused` of jobs. Raises NotFound."""
    store.name_day_runs.get(run_id)
    return refused_contacts.page_of_refused(store, run_id, by=by, limit=limit, after=after)


def _name(store: TenantStore, listed: Contact, days: dict[str, NameDay], run: NameDayRun, now: datetime) -> bool | RefusedContact:
    """Give one contact its name day; return True if that changed it. A contact that fails is told in the run and skipped."""
    # The index may lag: it only tells which contacts to read.
    if listed.erasure or with_name_day(listed, days, run.apply_to, only_moving=run.only_moving) == listed:
        return False
    try:
        return _name_stored(store, listed.contact_id, days, run, now)
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.error("a name day could not be set", contact_id=listed.contact_id, error=error.code)
        return RefusedContact(contact_id=listed.contact_id, code=error.code)


@retried_when_raced
def _name_stored(store: TenantStore, contact_id: str, days: dict[str, NameDay], run: NameDayRun, now: datetime) -> bool:
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact) or contact.erasure:
        return False
    after = with_name_day(contact, days, run.apply_to, only_moving=run.only_moving)
    if after == contact:
        return False
    by = job(JOB, asked_by=run.started_by, run_id=run.run_id)
    commit_change(store, ContactChange(before=contact, after=after, action="name_day.set"), by=by, now=now)
    return True
