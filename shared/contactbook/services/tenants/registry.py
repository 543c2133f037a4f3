"""Registering tenants and reading the registry (S4.1, S4.2)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.versions import next_version, require_version
from contactbook.domain.settings.sending import Localization
from contactbook.domain.tenants.registry import Tenant, TenantChanges, TenantDraft
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants import registry


def register_tenant(draft: TenantDraft, *, by: Caller, now: datetime) -> Tenant:
    """Register a tenant with its time zone, region and language, ready for its first contact.

    Raises RuleBroken `tenant_exists`, ValidationFailed where the parent is unknown or itself a child account.
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
    history = store.settings.history_of("localization", localization, entry_id=new_id("his", now), by=by, now=now)
    table.transact([*registry.add_of(tenant), store.settings.put_of("localization", localization, replacing=0), history])
    store.settings.forget()
    return tenant


def page_of_registry(
    store: TenantStore, *, limit: int, after: dict[str, str] | None
) -> tuple[list[Tenant], dict[str, str] | None]:
    """Every tenant; a child account is shown itself alone, for it must not learn another's name (S4.29)."""
    own = registry.find_tenant(store.tenant_id)
    if own is not None and own.parent_id is not None:
        return [own], None
    return registry.page_of_tenants(limit=limit, after=after)


def read_tenant(store: TenantStore) -> Tenant:
    """The caller's own tenant. Raises NotFound for a token whose tenant was never registered."""
    tenant = registry.find_tenant(store.tenant_id)
    if tenant is None:
        raise NotFound("This tenant is not registered.")
    return tenant


@retried_when_raced
def rename_tenant(store: TenantStore, changes: TenantChanges, *, if_match: int | None = None) -> Tenant:
    """Give the caller's own tenant another name; the next sync renames its tags (S4.26). Raises VersionMismatch, NotFound."""
    tenant = read_tenant(store)
    require_version(tenant.version, if_match)
    if changes.name is None or changes.name == tenant.name:
        return tenant
    renamed = next_version(tenant, name=changes.name)
    table.transact(registry.save_of(renamed, replacing=tenant.version))
    return renamed


def require_top_account(store: TenantStore) -> Tenant:
    """The caller's tenant, which must be a top account (S4.2). Raises RuleBroken `not_top_account`."""
    tenant = read_tenant(store)
    if tenant.parent_id is not None:
        raise RuleBroken("Only the top account can do this.", code="not_top_account")
    return tenant
