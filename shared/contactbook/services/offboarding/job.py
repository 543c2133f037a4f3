"""The off-boarding job: the schedule reaches every tenant that is being off-boarded, and each goes on from where its record says."""

from datetime import datetime, timedelta

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import every
from contactbook.domain.base.versions import with_fields
from contactbook.domain.offboarding.messages import OffboardingMessage
from contactbook.domain.offboarding.offboarding import SETTLING, Offboarding, OffboardingState, Step, erasing
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.offboarding.erasing import erase
from contactbook.services.offboarding.packing import pack
from contactbook.services.offboarding.reading import read_table
from contactbook.storage.base import table
from contactbook.storage.offboarding import records
from contactbook.storage.tenants.registry import page_of_tenants

_PAGE = 500
# Between two passes over the table: what the stream still writes for the tenant is written by then.
_BETWEEN_PASSES = timedelta(seconds=60)


class OffboardingLateError(Exception):
    """An off-boarding takes for days. Raised so that a message of the schedule ends among the dead letters, which have an alarm."""


def run_offboarding(message: OffboardingMessage, now: datetime, has_time: TimeLeft) -> None:
    """Send the message on to every tenant that is being off-boarded, or go on with one until the time ends.

    Raises OffboardingLateError, StorageUnavailable.
    """
    if message.tenant_id is None:
        _send_to_closing_tenants()
        return
    found = _record_of(message.tenant_id)
    if found is None or not found.is_open:
        return
    try:
        wait = _go_on(found, now, has_time)
    except ConcurrentUpdate:
        # Another worker goes on with it.
        return
    if wait is not None:
        queues.send_later(config().offboarding_queue_url, [with_fields(message, on_schedule=False)], wait)
    if message.on_schedule and found.is_late(now):
        raise OffboardingLateError(message.tenant_id)


def _record_of(tenant_id: str) -> Offboarding | None:
    group_id = records.mark_of(tenant_id).group_id
    return records.find(group_id, tenant_id) if group_id else None


def _send_to_closing_tenants() -> None:
    closing = [tenant for tenant in every(lambda after: page_of_tenants(limit=_PAGE, after=after)) if tenant.closing]
    messages = [OffboardingMessage(tenant_id=tenant.tenant_id, on_schedule=True) for tenant in closing]
    queues.send(config().offboarding_queue_url, messages)


def _go_on(found: Offboarding, now: datetime, has_time: TimeLeft) -> timedelta | None:
    """Do what can be done now. Return after which time there is more to do; None if the schedule brings it."""
    work = Work.DONE
    if found.state is OffboardingState.HANDING_OVER:
        if now < found.requested_at + SETTLING:
            # What began before the tenant was closed is still being written.
            return found.requested_at + SETTLING - now
        found, work = read_table(found, now=now, has_time=has_time)
        if work is Work.DONE and found.progress.step is Step.PACKING:
            found, work = pack(found, now=now, has_time=has_time)
    elif found.state is OffboardingState.WAITING and found.erase_at is not None and found.erase_at <= now:
        before, found = found, erasing(found, now)
        table.transact(records.save_of(found, replacing=before.version))
        logger.info("the erasing of a tenant begins", tenant_id=found.tenant_id)
        work = Work.LEFT
    elif found.state is OffboardingState.ERASING:
        found, work = erase(found, now=now, has_time=has_time)
    if work is Work.DONE:
        return None
    is_between = found.state is OffboardingState.ERASING and found.cursor is None
    return _BETWEEN_PASSES if is_between else timedelta(0)
