"""What the audit keeps about a change of the registry: in the tenant that made it, and in each tenant that it concerns (S2.127)."""

from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.versions import with_fields
from contactbook.domain.tenants.registry import TenantView
from contactbook.domain.tenants.rights import Role
from contactbook.services.base.stores import open_store
from contactbook.services.base.tenant_changes import TenantChange, entry_of
from contactbook.storage.base.rows import Put
from contactbook.storage.tenant_store import TenantStore


def entries_about(
    store: TenantStore, before: TenantView | None, after: TenantView, *, through: Role, by: Caller, now: datetime
) -> list[Put]:
    """Return the writes of the audit entries about a change. `before` is None for a new tenant.

    A parent that a tenant leaves learns that it left, and not where it went; its new parent not where it came from.
    """
    told: dict[str, tuple[TenantView | None, TenantView]] = {}
    if before is None or before.parent_id != after.parent_id:
        if before is not None and before.parent_id is not None:
            told[before.parent_id] = (before, with_fields(after, parent_id=None))
        if after.parent_id is not None:
            told[after.parent_id] = (before and with_fields(before, parent_id=None), after)
    told |= dict.fromkeys((after.tenant_id, store.tenant_id), (before, after))
    action = "tenant.changed" if before else "tenant.registered"
    role = Change(field="through", to=through.value)
    return [
        entry_of(
            open_store(tenant_id),
            TenantChange(action, after.tenant_id, was, now_is, (role,), own_addresses=True),
            by=by,
            now=now,
        )
        for tenant_id, (was, now_is) in told.items()
    ]
