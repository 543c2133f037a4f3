"""The anonymization job: one contact, a run, what deleted contacts left, or the tenant's daily round (S2.138-S2.141)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.erasure.messages import AnonymizeContactMessage, EraseDeletedMessage, ErasureMessage
from contactbook.domain.erasure.runs import AnonymizationRunDraft
from contactbook.gateways import queues
from contactbook.services.base.stores import open_store
from contactbook.services.erasure.anonymization import JOB, anonymize_pending, anonymize_unless_blocked
from contactbook.services.erasure.deletion import erase_deleted_contacts
from contactbook.services.erasure.retention import remove_ended_communications, remove_old_import_files
from contactbook.services.erasure.runs import continue_run, start_run
from contactbook.services.erasure.stray_files import clean_files
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.storage.tenant_store import TenantStore


def run_anonymization(message: ErasureMessage, now: datetime, has_time: TimeLeft) -> None:
    """Send the message on to every tenant, or work on one tenant until the time ends; the next message continues."""
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().anonymization_queue_url, message)
        return
    store = open_store(message.tenant_id)
    if isinstance(message, AnonymizeContactMessage):
        by = job(JOB, asked_by=message.asked_by)
        settled = anonymize_unless_blocked(store, message.contact_id, by=by, now=now, has_time=has_time)
        work = Work.LEFT if settled is Work.LEFT else Work.DONE
    elif isinstance(message, EraseDeletedMessage):
        work = erase_deleted_contacts(store, message.contact_ids, now=now, has_time=has_time)
    elif message.run_id is not None:
        work = continue_run(store, message.run_id, now=now, has_time=has_time)
    else:
        work = do_daily_round(store, now=now, has_time=has_time)
    if work is Work.LEFT:
        queues.send(config().anonymization_queue_url, [message])


def do_daily_round(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> Work:
    """Anonymize everything that is pending (S2.140), then start a run if the settings ask for one (S2.138)."""
    if anonymize_pending(store, now=now, has_time=has_time) is Work.LEFT:
        return Work.LEFT
    remove_old_import_files(store, now=now)
    if remove_ended_communications(store, now=now, has_time=has_time) is Work.LEFT:
        return Work.LEFT
    if clean_files(store, now=now, has_time=has_time) is Work.LEFT:
        return Work.LEFT
    settings = store.settings.current().anonymization
    if settings.enabled and settings.batch.enabled and settings.conditions:
        start_run(store, AnonymizationRunDraft(), by=job(JOB), now=now)
    return Work.DONE
