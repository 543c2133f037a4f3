"""Sends notifications: a message names a slice of a run, communications that are sent by themselves, or a test of a template."""

from datetime import datetime

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.communications.messages import SENDER_QUEUE, SenderMessage, SliceMessage, TemplateTestMessage
from contactbook.services.base.stores import open_store
from contactbook.services.communications.sender_queue import send_to_sender
from contactbook.services.sending.fenced_send import send_communications
from contactbook.services.sending.slices import send_slice
from contactbook.services.sending.template_trials import send_template_test


def work(message: SenderMessage, now: datetime, has_time: TimeLeft) -> None:
    """Send what the message names."""
    store = open_store(message.tenant_id)
    if isinstance(message, SliceMessage):
        send_slice(store, message.run_id, message.slice, again=message.again, now=now, has_time=has_time)
        return
    if isinstance(message, TemplateTestMessage):
        send_template_test(store, message.test_send_id, now=now)
        return
    ids, run_id = message.communication_ids, message.run_id
    progress = send_communications(store, ids, run_id=run_id, now=now, has_time=has_time)
    if not has_time() or (progress.retry_after and not progress.paused):
        # The next invocation sends the rest and skips what is done.
        send_to_sender(store, ids, run_id=run_id, delay=progress.retry_after)


# A tenant's sending rate is its share here.
handler = handler_of_queue(work, SENDER_QUEUE, waits_in=None)
