"""Registering tenants and reading the registry (S4.1, S4.2)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version
from contactbook.domain.settings.sending import Localization
from contactbook.domain.tenants.registry import Tenant, TenantChanges, TenantDraft
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants import registry


def register_tenant(draft: TenantDraft, *, by: Caller, now: datetime) -> Tenant:
    """Register a tenant with its time zone, region and language. It can add contacts at once.

    Raises RuleBroken `tenant_exists`, ValidationFailed if the parent is unknown or itself a child account.
    """
    if draft.parent_id is not None:
        parent = registry.find_tenant(draft.parent_id)
        if parent is None or parent.parent_id is not None or draft.parent_id == draft.tenant_id:
            raise ValidationFailed.of("/parent_id", "unknown_parent", "The parent must be a registered top account.")
    tenant = Tenant(tenant_id=draft.tenant_id, name=draft.name, parent_id=draft.parent_id, created_at=now)
    store = open_store(draft.tenant_id)
    localization = Localization(
        time_zone=draft.time_zone, default_region=draft.default_region, default_language=draft.default_language
    )
    # The entry lies in the tenant that is registered.
    change = TenantChange("tenant.registered", draft.tenant_id, None, tenant)
    commit_tenant_change(
        store, change, *registry.add_of(tenant), store.settings.put_of("localization", localization, replacing=0), by=by, now=now
    )
    store.settings.forget()
    return tenant


def page_of_registry(store: TenantStore, *, limit: int, after: After | None) -> tuple[list[Tenant], After | None]:
    """Return a page of all tenants. A child account sees only itself, because it must not learn another's name (S4.29)."""
    own = registry.find_tenant(store.tenant_id)
    if own is not None and own.parent_id is not None:
        return [own], None
    return registry.page_of_tenants(limit=limit, after=after)


def read_tenant(store: TenantStore) -> Tenant:
    """Return the caller's own tenant. Raises NotFound if it was never registered."""
    tenant = registry.find_tenant(store.tenant_id)
    if tenant is None:
        raise NotFound("This tenant is not registered.")
    return tenant


@retried_when_raced
def rename_tenant(
    store: TenantStore, changes: TenantChanges, *, by: Caller, now: datetime, if_match: int | None = None
) -> Tenant:
    """Rename the caller's own tenant. The next sync renames its tags (S4.26). Raises NotFound, VersionMismatch."""
    tenant = read_tenant(store)
    require_version(tenant.version, if_match)
    if changes.name is None or changes.name == tenant.name:
        return tenant
    renamed = next_version(tenant, name=changes.name)
    change = TenantChange("tenant.renamed", tenant.tenant_id, tenant, renamed)
    commit_tenant_change(store, change, *registry.save_of(renamed, replacing=tenant.version), by=by, now=now)
    return renamed
