"""Requests to the rebuild job."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Caller
from contactbook.domain.stream.messages import DerivedRebuildMessage
from contactbook.domain.stream.rebuild import DerivedRebuild
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.storage.tenant_store import TenantStore


def begin_rebuild(store: TenantStore, *, by: Caller, now: datetime) -> DerivedRebuild:
    """Save a new rebuild of what is derived from the tenant's contacts, and send it to the job."""
    rebuild = DerivedRebuild(rebuild_id=new_id("rbd", now), started_at=now, started_by=by.actor)
    change = TenantChange("derived_rebuild.started", rebuild.rebuild_id, None, rebuild, kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.rebuilds.add_of(rebuild.rebuild_id, rebuild), by=by, now=now)
    message = DerivedRebuildMessage(tenant_id=store.tenant_id, run_id=rebuild.rebuild_id)
    queues.send(config().derived_rebuild_queue_url, [message])
    return rebuild
