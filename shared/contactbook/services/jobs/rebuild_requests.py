"""Asking for a rebuild of what is derived from a tenant's contacts."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.stream.rebuild import DerivedRebuild
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore


def begin_rebuild(store: TenantStore, *, now: datetime) -> DerivedRebuild:
    """A rebuild, stored and on its way to the job."""
    rebuild = DerivedRebuild(rebuild_id=new_id("rbd", now), started_at=now)
    table.transact([store.rebuilds.add_of(rebuild.rebuild_id, rebuild)])
    queues.send(config().derived_rebuild_queue_url, [JobMessage(tenant_id=store.tenant_id, run_id=rebuild.rebuild_id)])
    return rebuild
