"""How a job reaches every tenant: the schedule's one message becomes one message a tenant."""

from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.base.paging import pages
from contactbook.domain.base.versions import with_fields
from contactbook.gateways import queues
from contactbook.storage.tenants.registry import page_of_tenants

_PAGE = 500


def send_to_every_tenant(queue_url: str, message: JobMessage) -> int:
    """Send one message to each registered tenant that is not being off-boarded; return how many.

    Sending twice does no harm: every job can run twice.
    """
    count = 0
    for tenants, _ in pages(lambda after: page_of_tenants(limit=_PAGE, after=after)):
        open_ones = [tenant.tenant_id for tenant in tenants if not tenant.closing]
        queues.send(queue_url, [with_fields(message, every_tenant=False, tenant_id=tenant_id) for tenant_id in open_ones])
        count += len(open_ones)
    return count
