"""The expiry job: whoever's day has come is expired, slice by slice (S2.100-S2.106)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.domain.base.versions import with_fields
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.stores import open_store
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.services.kyc.definition import reassess_slice
from contactbook.services.kyc.profiles import expire_if_due
from contactbook.storage.kyc.expiries import page_of_due
from contactbook.storage.tenant_store import TenantStore

JOB = "kyc-expiry"
_PAGE = 100


def run_kyc_expiry(message: JobMessage, now: datetime, has_time: TimeLeft) -> None:
    """One message of the job: fan out to every tenant, or work on one tenant until the time is over."""
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().kyc_expiry_queue_url, message)
        return
    store = open_store(message.tenant_id)
    if message.arguments.get("reassess"):
        cursor = reassess_slice(store, message.cursor, now=now, has_time=has_time)
        if cursor is not None:
            queues.send(config().kyc_expiry_queue_url, [with_fields(message, cursor=cursor)])
        return
    if expire_due_profiles(store, now=now, has_time=has_time):
        queues.send(config().kyc_expiry_queue_url, [message])


def expire_due_profiles(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> bool:
    """Expire every profile whose day has come; True when the time was over before the work.

    Missed days are caught up, for the index holds everything up to today. A record that cannot be expired is logged and stops
    only itself. What is expired leaves the index, so a second run finds nothing: one query.
    """
    today = today_in(store.settings.current().localization.time_zone, now)
    after: dict[str, str] | None = None
    while True:
        contact_ids, after = page_of_due(store.keys, up_to=today, limit=_PAGE, after=after)
        for contact_id in contact_ids:
            if not has_time():
                return True
            _expire(store, contact_id, now)
        if after is None:
            return False


def _expire(store: TenantStore, contact_id: str, now: datetime) -> None:
    try:
        expire_if_due(store, contact_id, by=job(JOB), now=now)
    except StorageUnavailable:
        # Not the record's fault: the message is delivered again.
        raise
    except (ContactbookError, ValueError) as error:
        logger.error("a profile could not be expired", contact_id=contact_id, error=type(error).__name__)
