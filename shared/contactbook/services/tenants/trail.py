"""What the audit keeps about a change of the registry: in the tenant that made it, and in each tenant that it concerns (S2.127)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.versions import with_fields
from contactbook.domain.tenants.registry import Tenant, TenantEvent, TenantView
from contactbook.domain.tenants.rights import Role
from contactbook.services.base.ids import new_id
from contactbook.services.base.stores import open_store
from contactbook.storage.base.rows import Put
from contactbook.storage.tenant_store import TenantStore


def entries_about(
    store: TenantStore, after: TenantView, before: Tenant | None, *, through: Role, by: Caller, now: datetime
) -> list[Put]:
    """Return the writes of the audit entries about a change. `before` is None for a new tenant.

    A parent that a tenant leaves learns that it left, and not where it went.
    """
    event = TenantEvent(**{name: getattr(after, name) for name in TenantEvent.model_fields if name != "through"}, through=through)
    told: dict[str, TenantEvent] = {}
    if before is None or before.parent_id != after.parent_id:
        if before is not None and before.parent_id is not None:
            told[before.parent_id] = with_fields(event, parent_id=None)
        if after.parent_id is not None:
            told[after.parent_id] = event
    told |= {after.tenant_id: event, store.tenant_id: event}
    return [
        open_store(tenant_id).settings.history_of("tenant", one, entry_id=new_id("his", now), by=by, now=now)
        for tenant_id, one in told.items()
    ]
