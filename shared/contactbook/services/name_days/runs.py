"""Running the name-day rules, by themselves or at once, and telling who celebrates today (S2.56-S2.65)."""

from datetime import date, datetime, timedelta

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.name_days.rules import days_celebrated_on, index_of, is_celebrated_on, is_run_due, named
from contactbook.domain.settings.sending import NameDayMode
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.storage.name_days.celebrants import NameDayRun, NameDayRunState
from contactbook.storage.tenant_store import TenantStore

JOB = "name-days"
_PAGE = 100
# Wishes that come later than this are none.
_LATEST = timedelta(days=2)


class AlreadyReached(Exception):
    """The contact's name day of this year was told before."""


def start_run(store: TenantStore, apply_to: NameDayMode | None, *, now: datetime) -> NameDayRun:
    """Run the rules over all contacts now (S2.56); the mode is the settings' own unless stated."""
    mode = apply_to or store.settings.current().name_days.apply_to
    run = NameDayRun(run_id=new_id("ndr", now), apply_to=mode, started_at=now)
    store.name_days.add_run(run)
    queues.send(config().name_days_queue_url, [JobMessage(tenant_id=store.tenant_id, run_id=run.run_id)])
    return run


def run_name_days(message: JobMessage, now: datetime, has_time: TimeLeft) -> None:
    """One message of the job: fan out, carry a run on, or do a tenant's daily work."""
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().name_days_queue_url, message)
        return
    store = open_store(message.tenant_id)
    if message.run_id is None:
        unfinished = do_daily_work(store, now=now, has_time=has_time)
    else:
        unfinished = carry_on(store, message.run_id, now=now, has_time=has_time)
    if unfinished:
        queues.send(config().name_days_queue_url, [message])


def carry_on(store: TenantStore, run_id: str, *, now: datetime, has_time: TimeLeft) -> bool:
    """Work on a run, page by page, from where it stands; True when the time was over first. A finished run stays as it is."""
    run = store.name_days.get_run(run_id)
    settings = store.settings.current()
    index = index_of(settings.name_days.rules)
    while run.state is not NameDayRunState.FINISHED:
        if not has_time():
            return True
        contacts, after = store.contacts.page_by_name(limit=_PAGE, after=run.cursor)
        changed = sum(_name(store, contact, index, run.apply_to, now) for contact in contacts)
        state = NameDayRunState.RUNNING if after else NameDayRunState.FINISHED
        update = {
            "version": run.version + 1,
            "state": state,
            "cursor": after,
            "contacts": run.contacts + len(contacts),
            "changed": run.changed + changed,
            "finished_at": None if after else now,
        }
        run = with_fields(run, **update)
        store.name_days.save_run(run)
    return False


def do_daily_work(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> bool:
    """Start the rules if their day has come, and tell who celebrates; True when the time was over first.

    Done once a day of the tenant; asked again on the same day it costs one read.
    """
    settings = store.settings.current()
    today = today_in(settings.localization.time_zone, now)
    progress = store.name_days.progress()
    if settings.name_days.rules and is_run_due(settings.name_days.frequency, progress.rules_ran_on, today):
        progress = next_version(progress, rules_ran_on=today)
        store.name_days.save_progress(progress)
        start_run(store, None, now=now)
    if progress.celebrated_on == today:
        return False
    first = max(progress.celebrated_on + timedelta(days=1), today - _LATEST) if progress.celebrated_on else today
    for ahead in range((today - first).days + 1):
        if not _celebrate(store, first + timedelta(days=ahead), now, has_time):
            return True
    store.name_days.save_progress(next_version(progress, celebrated_on=today))
    return False


def _celebrate(store: TenantStore, today: date, now: datetime, has_time: TimeLeft) -> bool:
    """Tell of everyone who celebrates on the day; False when the time was over first."""
    for day in days_celebrated_on(today):
        after: dict[str, str] | None = None
        while True:
            contact_ids, after = store.name_days.celebrants(day, limit=_PAGE, after=after)
            for contact_id in contact_ids:
                if not has_time():
                    return False
                _tell(store, contact_id, today, now)
            if after is None:
                break
    return True


@retried_when_raced
def _tell(store: TenantStore, contact_id: str, today: date, now: datetime) -> None:
    """Write the event `name_day.reached`, once a contact and year; the stream does the rest."""
    found = store.contacts.find(contact_id)
    if not isinstance(found, Contact) or found.erasure or not is_celebrated_on(found.name_day, today):
        return
    reached = store.name_days.reached_of(contact_id, today, lambda _: AlreadyReached())
    change = ContactChange(before=found, after=found, action="name_day.reached", subject=today.isoformat(), writes=(reached,))
    try:
        commit_change(store, change, by=job(JOB), now=now)
    except AlreadyReached:
        return


def _name(store: TenantStore, listed: Contact, index: dict[str, str], mode: NameDayMode, now: datetime) -> bool:
    # The index may lag: it only says whom to look at.
    if listed.erasure or named(listed, index, mode) == listed:
        return False
    try:
        return _name_stored(store, listed.contact_id, index, mode, now)
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.error("a name day could not be set", contact_id=listed.contact_id, error=error.code)
        return False


@retried_when_raced
def _name_stored(store: TenantStore, contact_id: str, index: dict[str, str], mode: NameDayMode, now: datetime) -> bool:
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact) or contact.erasure:
        return False
    after = named(contact, index, mode)
    if after == contact:
        return False
    commit_change(store, ContactChange(before=contact, after=after, action="name_day.set"), by=job(JOB), now=now)
    return True
