"""Sends notifications: a message names a slice of a run, or communications that are sent by themselves."""

from datetime import datetime

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.services.base.stores import open_store
from contactbook.services.communications.sender_queue import send_to_sender
from contactbook.services.sending.fenced_send import send_communications
from contactbook.services.sending.slices import send_slice


def work(message: JobMessage, now: datetime, has_time: TimeLeft) -> None:
    """Send what the message names."""
    if not message.tenant_id:
        return
    store = open_store(message.tenant_id)
    number, ids = message.arguments.get("slice"), message.arguments.get("communication_ids")
    if message.run_id and isinstance(number, int):
        send_slice(store, message.run_id, number, now=now, has_time=has_time)
    if isinstance(ids, list):
        wanted = [str(communication_id) for communication_id in ids]
        progress = send_communications(store, wanted, run_id=message.run_id, now=now, has_time=has_time)
        if not has_time() or (progress.retry_after and not progress.paused):
            # The next invocation sends what is left and skips what is done.
            send_to_sender(store, wanted, run_id=message.run_id, delay=progress.retry_after)


handler = handler_of_queue(work)
