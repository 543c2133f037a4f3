"""The daily sync of shared contacts: schedule, queue, slices."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.services.sync.job import run_tenant_sync

handler = handler_of_queue(run_tenant_sync, TenantSyncMessage, waits_in=config().tenant_sync_queue_url)
