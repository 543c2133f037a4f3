"""Asking the anonymization job to anonymize one contact."""

from contactbook.config import config
from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.contacts.record import Contact
from contactbook.gateways import queues
from contactbook.storage.tenant_store import TenantStore


def request_by_consent(store: TenantStore, contact: Contact) -> None:
    """Hand a contact whose consent asked for anonymisation to the job (S2.139), once that is stored; twice does no harm.

    Where it is blocked, the daily run finds it by its mark and retries (S2.140).
    """
    queues.send(config().anonymization_queue_url, [anonymization_message(store, contact.contact_id)])


def anonymization_message(store: TenantStore, contact_id: str) -> JobMessage:
    """Return the job's message about one contact."""
    return JobMessage(tenant_id=store.tenant_id, arguments={"contact_id": contact_id})
