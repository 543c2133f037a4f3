"""Messages about runs: to the planner about a run, to the sender about a slice."""

from datetime import timedelta

from contactbook.config import config
from contactbook.domain.communications.messages import PlannerMessage, SliceMessage
from contactbook.gateways import queues
from contactbook.storage.tenant_store import TenantStore

# When the sweeper checks a run or a slice that nobody has worked on since.
OVERDUE = timedelta(minutes=15)


def send_to_planner(store: TenantStore, run_id: str) -> None:
    """Have the run planned, or its planning continued."""
    queues.send(config().notification_planner_queue_url, [PlannerMessage(tenant_id=store.tenant_id, run_id=run_id)])


def send_slice_to_sender(
    store: TenantStore, run_id: str, number: int, *, again: bool = False, delay: timedelta = timedelta(0)
) -> None:
    """Have a slice sent, after a delay of up to 15 minutes. `again` if a part of it may be sent already."""
    message = SliceMessage(tenant_id=store.tenant_id, run_id=run_id, slice=number, again=again)
    queues.send_later(config().notification_sender_queue_url, [message], delay)
