"""When the day's run of a group begins, if its top account chose a time of its own (S4.4). The sweeper tells that the time has come."""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.runs.schedule_expressions import next_after
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import ENDED, SyncRun, SyncSchedule
from contactbook.domain.sync.settings import SyncSettings
from contactbook.services.base.ids import new_id
from contactbook.services.sync.member_facts import JOB
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.sync.tenant_groups import GroupStore


def schedule_writes(group: GroupStore, settings: SyncSettings, now: datetime) -> list[Write]:
    """Return the writes by which the day's run begins as the settings say. Without a time of its own the job's schedule begins it."""
    stored = group.schedule()
    if not settings.has_own_time:
        return [group.remove_schedule()] if stored else []
    next_at = _next_at(settings, now)
    return [group.put_schedule(next_version(stored, next_at=next_at) if stored else SyncSchedule(next_at=next_at))]


def message_in_its_time(
    group: GroupStore, settings: SyncSettings, message: TenantSyncMessage, now: datetime
) -> TenantSyncMessage | None:
    """Return the message of the day's run, or None while its time has not come.

    A message that comes again, or after its function died, goes on with the run that it began. So a day has one run.
    """
    schedule = group.schedule()
    if schedule is None:
        return message
    if schedule.next_at > now:
        begun = group.runs.find(schedule.run_id) if schedule.run_id else None
        return with_fields(message, run_id=begun.sync_run_id) if begun and begun.state not in ENDED else None
    run = SyncRun(sync_run_id=new_id("syn", now), requested_by=JOB.actor, created_at=now)
    later = next_version(schedule, next_at=_next_at(settings, now), run_id=run.sync_run_id)
    try:
        table.transact([group.put_schedule(later), group.runs.put_of(run)])
    except ConcurrentUpdate:
        # Another delivery began the run, or the settings changed meanwhile.
        return None
    return with_fields(message, run_id=run.sync_run_id)


def _next_at(settings: SyncSettings, now: datetime) -> datetime:
    hour, minute = (int(part) for part in settings.run_at.split(":"))
    # A time of day comes again, so there is always a next one.
    return next_after(f"cron({minute} {hour} * * ? *)", settings.time_zone, now, start=now) or now
