"""Every minute: ends expired leases, and sends what is due to its queue, tenant by tenant."""

from datetime import datetime

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.sending.messages import SweepMessage
from contactbook.domain.settings.closing import ClosingStage
from contactbook.services.base.stores import open_store
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.services.sending.sweeping import sweep


def work(message: SweepMessage, now: datetime, has_time: TimeLeft) -> None:
    """Sweep one tenant, or have every one swept."""
    if message.every_tenant:
        send_to_every_tenant(config().sweeper_queue_url, message)
    elif message.tenant_id:
        sweep(open_store(message.tenant_id), now=now, has_time=has_time)


# A schedule sends one message a tenant, and nobody sends more. It leaves out who is being off-boarded, so the job does not ask again.
handler = handler_of_queue(work, SweepMessage, waits_in=None, works_while=tuple(ClosingStage))
