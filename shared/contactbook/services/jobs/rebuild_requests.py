"""Requests to the rebuild job."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.stream.messages import DerivedRebuildMessage
from contactbook.domain.stream.rebuild import DerivedRebuild
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore


def begin_rebuild(store: TenantStore, *, now: datetime) -> DerivedRebuild:
    """Save a new rebuild of what is derived from the tenant's contacts, and send it to the job."""
    rebuild = DerivedRebuild(rebuild_id=new_id("rbd", now), started_at=now)
    table.transact([store.rebuilds.add_of(rebuild.rebuild_id, rebuild)])
    message = DerivedRebuildMessage(tenant_id=store.tenant_id, run_id=rebuild.rebuild_id)
    queues.send(config().derived_rebuild_queue_url, [message])
    return rebuild
