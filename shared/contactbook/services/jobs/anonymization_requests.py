"""Requests to the anonymization job to anonymize one contact."""

from contactbook.config import config
from contactbook.domain.base.callers import Actor
from contactbook.domain.erasure.messages import AnonymizeContactMessage
from contactbook.gateways import queues
from contactbook.storage.tenant_store import TenantStore


def request_anonymization(store: TenantStore, contact_id: str, *, asked_by: Actor) -> None:
    """Send the contact to the anonymization job. Sending twice does no harm.

    A consent asks for it once it is stored (S2.139). If the contact is blocked, the daily round finds it by its mark and retries
    (S2.140).
    """
    message = AnonymizeContactMessage(tenant_id=store.tenant_id, contact_id=contact_id, asked_by=asked_by)
    queues.send(config().anonymization_queue_url, [message])
