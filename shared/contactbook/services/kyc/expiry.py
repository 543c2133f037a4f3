"""Expiring the KYC profiles that are due, slice by slice (S2.100-S2.106)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import every
from contactbook.domain.kyc.messages import KycExpiryMessage
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.stores import open_store
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.services.kyc.profiles import expire_if_due
from contactbook.storage.kyc.expiries import page_of_due
from contactbook.storage.tenant_store import TenantStore

JOB = "kyc-expiry"
_PAGE = 100


def run_expiry(message: KycExpiryMessage, now: datetime, has_time: TimeLeft) -> None:
    """Send the message on to every tenant, or expire one tenant's profiles that are due."""
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().kyc_expiry_queue_url, message)
    elif expire_due_profiles(open_store(message.tenant_id), now=now, has_time=has_time) is Work.LEFT:
        queues.send(config().kyc_expiry_queue_url, [message])


def expire_due_profiles(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> Work:
    """Expire every profile that ends today or ended before.

    Missed days are caught up: the index holds everything up to today. An expired profile leaves the index, so a second run costs
    one query.
    """
    today = today_in(store.settings.current().localization.time_zone, now)
    for contact_id in every(lambda after: page_of_due(store.keys, up_to=today, limit=_PAGE, after=after)):
        if not has_time():
            return Work.LEFT
        _expire(store, contact_id, now)
    return Work.DONE


def _expire(store: TenantStore, contact_id: str, now: datetime) -> None:
    """Expire one profile. A contact that fails is logged and skipped; a failure of the table is raised."""
    try:
        expire_if_due(store, contact_id, by=job(JOB), now=now)
    except StorageUnavailable:
        # The contact is not the cause: SQS delivers the message again.
        raise
    except (ContactbookError, ValueError) as error:
        logger.error("a profile could not be expired", contact_id=contact_id, error=type(error).__name__)
