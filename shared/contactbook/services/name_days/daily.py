"""The daily work of name days: start the rules when they are due, and report who celebrates today (S2.56-S2.65)."""

from datetime import date, datetime, timedelta
from functools import partial

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After, every
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.record import Contact
from contactbook.domain.name_days.messages import NameDaysMessage
from contactbook.domain.name_days.rules import days_celebrated_on, is_celebrated_on, is_run_due
from contactbook.gateways import queues
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.services.name_days.runs import JOB, continue_run, start_run
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# A missed day is caught up for so long; later wishes are pointless.
_LATEST = timedelta(days=2)


class AlreadyReached(Exception):
    """The event of this year's name day was written before."""


def run_name_days(message: NameDaysMessage, now: datetime, has_time: TimeLeft) -> None:
    """Send the message on to every tenant, continue a run, or do a tenant's daily work."""
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().name_days_queue_url, message)
        return
    store = open_store(message.tenant_id)
    if message.run_id is None:
        work = do_daily_work(store, now=now, has_time=has_time)
    else:
        work = continue_run(store, message.run_id, now=now, has_time=has_time)
    if work is Work.LEFT:
        queues.send(config().name_days_queue_url, [message])


def do_daily_work(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> Work:
    """Start the rules if they are due today, give movable days anew in a new year, and report who celebrates.

    The work is done once in a day of the tenant; a second call on the same day costs one read.
    """
    settings = store.settings.current()
    today = today_in(settings.localization.time_zone, now)
    progress = store.name_day_runs.progress()
    if settings.name_days.rules and is_run_due(settings.name_days.frequency, progress.rules_ran_on, today):
        progress = next_version(progress, rules_ran_on=today)
        store.name_day_runs.save_progress(progress)
        start_run(store, None, by=job(JOB), now=now)
    if progress.celebrated_on == today:
        return Work.DONE
    moves = any(rule.moves for rule in settings.name_days.rules)
    if moves and progress.moved_for is not None and progress.moved_for != today.year:
        progress = next_version(progress, moved_for=today.year)
        store.name_day_runs.save_progress(progress)
        start_run(store, None, by=job(JOB), now=now, only_moving=True)
    first = max(progress.celebrated_on + timedelta(days=1), today - _LATEST) if progress.celebrated_on else today
    for ahead in range((today - first).days + 1):
        if _celebrate(store, first + timedelta(days=ahead), now, has_time) is Work.LEFT:
            return Work.LEFT
    moved_for = today.year if moves else None
    store.name_day_runs.save_progress(next_version(progress, celebrated_on=today, moved_for=moved_for))
    return Work.DONE


def _celebrate(store: TenantStore, today: date, now: datetime, has_time: TimeLeft) -> Work:
    """Report every contact that celebrates on the day."""
    for day in days_celebrated_on(today):
        for contact_id in every(partial(_page_of_celebrants, store, day)):
            if not has_time():
                return Work.LEFT
            _report(store, contact_id, today, now)
    return Work.DONE


def _page_of_celebrants(store: TenantStore, day: str, after: After | None) -> tuple[list[str], After | None]:
    return store.celebrants.page(day, limit=_PAGE, after=after)


@retried_when_raced
def _report(store: TenantStore, contact_id: str, today: date, now: datetime) -> None:
    """Write the event `name_day.reached`, once per contact and year. The stream sends what follows from it."""
    found = store.contacts.find(contact_id)
    if not isinstance(found, Contact) or found.erasure or not is_celebrated_on(found.name_day, today):
        return
    reached = store.celebrants.reached_of(contact_id, today, lambda _: AlreadyReached())
    change = ContactChange(before=found, after=found, action="name_day.reached", subject=today.isoformat(), writes=(reached,))
    try:
        commit_change(store, change, by=job(JOB), now=now)
    except AlreadyReached:
        return
