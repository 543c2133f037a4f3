"""Expiring the KYC profiles that are due, slice by slice (S2.100-S2.106)."""

from datetime import date, datetime

from contactbook.config import config
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import every
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc import ends
from contactbook.domain.kyc.expiry_runs import KycExpiryRun, KycExpiryState, expired_profile, run_id_of
from contactbook.domain.kyc.messages import KycExpiryMessage
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.services.kyc.noticing import after_last_look, with_limits_known
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
    one query. The first one that is due begins the day's run, which says whom it expired and why.
    """
    today = today_in(store.settings.current().localization.time_zone, now)
    run: KycExpiryRun | None = None
    for contact_id in every(lambda after: page_of_due(store.keys, up_to=today, limit=_PAGE, after=after)):
        run = run or _begun(store, today, now)
        if not has_time():
            return Work.LEFT
        _expire(store, run, contact_id, now)
    if run is not None:
        finished = with_fields(run, state=KycExpiryState.FINISHED, finished_at=now)
        store.kyc_expiry_runs.save(_counted(store, finished))
    return Work.DONE


def _begun(store: TenantStore, day: date, now: datetime) -> KycExpiryRun:
    """Return the day's run, saved with its progress so far."""
    run_id = run_id_of(day)
    earlier = store.kyc_expiry_runs.find(run_id)
    begun = earlier or KycExpiryRun(run_id=run_id, day=day, started_at=now)
    begun = with_fields(begun, state=KycExpiryState.RUNNING, finished_at=None)
    store.kyc_expiry_runs.save(_counted(store, begun) if earlier else begun)
    return begun


def _counted(store: TenantStore, run: KycExpiryRun) -> KycExpiryRun:
    """Return the run with what it has done by now, whichever slice did it."""
    expired, failed = store.kyc_expiry_runs.counts_of(run.run_id)
    return with_fields(run, expired=expired, failed=failed)


def _expire(store: TenantStore, run: KycExpiryRun, contact_id: str, now: datetime) -> None:
    """Expire one profile. A contact that fails is named in the run and skipped; a failure of the table is raised."""
    try:
        expire_if_due(store, contact_id, by=job(JOB, run_id=run.run_id), now=now, run_id=run.run_id)
    except StorageUnavailable:
        # The contact is not the cause: SQS delivers the message again.
        raise
    except (ContactbookError, ValueError) as error:
        logger.error("a profile could not be expired", contact_id=contact_id, error=type(error).__name__)
        code = error.code if isinstance(error, ContactbookError) else "unreadable"
        store.kyc_expiry_runs.save_failure(run.run_id, contact_id, code, now)


@retried_when_raced
def expire_if_due(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, run_id: str) -> bool:
    """Expire the contact's profile if it is due (S2.100-S2.105); return True if it was.

    A document that was uploaded before is noticed first, where it would start the term anew: so it counts, whoever looks (S2.99).
    The transaction is saved on the contact's version. If a verification or a new document comes first, the rule decides again.
    """
    found = store.contacts.find(contact_id)
    today = today_in(store.settings.current().localization.time_zone, now)
    if not isinstance(found, Contact) or found.erasure or not ends.is_due_to_expire(found, today):
        return False
    found = after_last_look(store, found, today, by=by, now=now)
    if not ends.is_due_to_expire(found, today):
        return False
    told = store.kyc_expiry_runs.put_of(run_id, expired_profile(found, now), now)
    after = ends.expire(with_limits_known(store, found))
    commit_change(store, ContactChange(before=found, after=after, action="kyc.expired", writes=[told]), by=by, now=now)
    return True
