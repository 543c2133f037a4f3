"""Messages to the notification sender about communications that are sent by themselves, not with their slice of a run."""

from collections.abc import Sequence
from datetime import timedelta

from contactbook.config import config
from contactbook.domain.communications.messages import CommunicationsMessage
from contactbook.gateways import queues
from contactbook.storage.tenant_store import TenantStore

# When the sweeper checks that the sender received its message.
SOON = timedelta(minutes=2)
_IN_ONE_MESSAGE = 25


def send_to_sender(
    store: TenantStore, communication_ids: Sequence[str], *, run_id: str | None = None, delay: timedelta = timedelta(0)
) -> None:
    """Have communications sent, a few in each message, after a delay of up to 15 minutes.

    All of them belong to the run, or to none.
    """
    messages = [
        CommunicationsMessage(
            tenant_id=store.tenant_id,
            run_id=run_id,
            communication_ids=tuple(communication_ids[start : start + _IN_ONE_MESSAGE]),
        )
        for start in range(0, len(communication_ids), _IN_ONE_MESSAGE)
    ]
    queues.send_later(config().notification_sender_queue_url, messages, delay)
