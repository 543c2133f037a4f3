"""The message that begins the day's run of a tenant group's sync."""

from collections.abc import Sequence

from contactbook.config import config
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.gateways import queues


def request_sync(*tenant_ids: str) -> None:
    """Have the sync look whether these tenants have something to do. Sending twice does no harm."""
    messages: Sequence[TenantSyncMessage] = [TenantSyncMessage(tenant_id=tenant_id) for tenant_id in tenant_ids]
    queues.send(config().tenant_sync_queue_url, messages)
