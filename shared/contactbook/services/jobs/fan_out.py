"""How a job reaches every tenant: the schedule's one message becomes one message a tenant."""

from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.base.versions import with_fields
from contactbook.gateways import queues
from contactbook.storage.tenants.registry import page_of_tenants

_PAGE = 500


def send_to_every_tenant(queue_url: str, message: JobMessage) -> int:
    """Send one message a registered tenant; how many there were. Sent twice it does no harm, as every job can run twice."""
    after: dict[str, str] | None = None
    count = 0
    while True:
        tenants, after = page_of_tenants(limit=_PAGE, after=after)
        each = [with_fields(message, every_tenant=False, tenant_id=tenant.tenant_id) for tenant in tenants]
        queues.send(queue_url, each)
        count += len(each)
        if after is None:
            return count
