"""The registry of tenants, as far as each caller may see it (S4.1, S4.2, S8.1)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.settings.closing import require_open
from contactbook.domain.settings.sending import Localization
from contactbook.domain.tenants.registry import RegistryChanges, Tenant, TenantChanges, TenantDraft, TenantView
from contactbook.domain.tenants.rights import (
    Role,
    is_operator,
    require_allowed,
    require_operator,
    require_parent,
    require_top_account,
    role_of,
)
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.base.tenant_changes import TenantChange, entry_of
from contactbook.services.jobs.sync_requests import request_sync
from contactbook.services.tenants.moves import writes_of_move
from contactbook.services.tenants.trail import entries_about
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants import registry

# The cursor after a top account itself: its first child comes next.
_AFTER_ITSELF: After = {"after": "itself"}


@retried_when_raced
def register_tenant(store: TenantStore, draft: TenantDraft, *, by: Caller, now: datetime) -> TenantView:
    """Register a tenant with its time zone, region and language. It can add contacts at once.

    A top account registers its own children, the operator any tenant. An id under which somebody works already, without being
    registered, only the operator registers: the contacts are not the top account's. They keep their time zone.
    Raises MissingScope, NotFound, RuleBroken `not_top_account`, `tenant_exists`, `too_many_children`, `tenant_closing`,
    ValidationFailed `unknown_parent`.
    """
    parent = _parent_for(store, draft, by)
    if registry.find_tenant(draft.tenant_id) or (not is_operator(by) and registry.is_in_use(draft.tenant_id)):
        raise registry.taken()
    tenant = Tenant(tenant_id=draft.tenant_id, name=draft.name, parent_id=draft.parent_id, created_at=now)
    target = open_store(draft.tenant_id)
    settings = target.settings.fresh()
    require_open(settings.closing)
    localization = settings.localization
    writes = registry.add_of(tenant)
    if not target.settings.version_of("localization"):
        localization = Localization(
            time_zone=draft.time_zone, default_region=draft.default_region, default_language=draft.default_language
        )
        writes += _localized(target, None, localization, by, now)
    view = _view(tenant, localization.time_zone)
    if parent is not None:
        writes += registry.save_of(next_version(parent, children=parent.children + 1), replacing=parent)
    through = Role.OPERATOR if is_operator(by) else Role.PARENT
    table.transact([*writes, *entries_about(store, None, view, through=through, by=by, now=now)])
    target.settings.forget()
    return view


def page_of_registry(store: TenantStore, *, by: Caller, limit: int, after: After | None) -> tuple[list[TenantView], After | None]:
    """Return a page of the tenants that the caller may see: its own first, then its children; to the operator, every tenant.

    A child account sees only itself, because it must not learn another's name (S4.29). At most three requests.
    """
    if is_operator(by):
        return _viewed(*registry.page_of_tenants(limit=limit, after=after))
    if after is not None:
        start = None if after == _AFTER_ITSELF else after
        return _viewed(*registry.page_of_children(store.tenant_id, limit=limit, after=start))
    own = registry.find_tenant(store.tenant_id)
    if own is None or not own.children:
        return _viewed([own] if own else [], None)
    if limit == 1:
        return _viewed([own], _AFTER_ITSELF)
    children, end = registry.page_of_children(own.tenant_id, limit=limit - 1, after=None)
    return _viewed([own, *children], end)


def read_tenant(store: TenantStore, tenant_id: str, *, by: Caller) -> TenantView:
    """Return the caller's own tenant, a child of it, or, to the operator, any tenant. Raises NotFound for every other."""
    tenant = find_tenant_for(store, tenant_id, by)
    return _view(tenant, registry.time_zones_of([tenant.tenant_id])[tenant.tenant_id])


def rename_tenant(
    store: TenantStore, changes: TenantChanges, *, by: Caller, now: datetime, if_match: int | None = None
) -> TenantView:
    """Rename the caller's own tenant. The next sync renames its tags (S4.26). Raises NotFound, VersionMismatch."""
    asked = RegistryChanges.model_validate(changes.model_dump(exclude_unset=True))
    return change_tenant(store, store.tenant_id, asked, by=by, now=now, if_match=if_match)


@retried_when_raced
def change_tenant(
    store: TenantStore, tenant_id: str, changes: RegistryChanges, *, by: Caller, now: datetime, if_match: int | None = None
) -> TenantView:
    """Change the caller's own tenant, a child of it, or, for the operator, any tenant. Nothing is saved if nothing changes.

    Raises NotFound, VersionMismatch, RuleBroken `tenant_closing`, and as `require_allowed` and `writes_of_move`.
    """
    tenant = find_tenant_for(store, tenant_id, by)
    require_version(tenant.version, if_match)
    asked = {name: getattr(changes, name) for name in changes.model_fields_set}
    target = open_store(tenant_id)
    settings = target.settings.fresh()
    require_open(settings.closing)
    before = settings.localization
    localization = with_fields(before, time_zone=asked.pop("time_zone", before.time_zone))
    fields = {name: value for name, value in asked.items() if value != getattr(tenant, name)}
    through = role_of(by, store.tenant_id, tenant) or Role.ITSELF
    require_allowed(fields, through, by)
    if not fields and localization == before:
        return _view(tenant, before.time_zone)
    after = next_version(tenant, **fields)
    view = _view(after, localization.time_zone)
    writes = registry.save_of(after, replacing=tenant)
    if after.parent_id != tenant.parent_id:
        writes += writes_of_move(tenant, after, now)
    if localization != before:
        writes += _localized(target, before, localization, by, now)
    table.transact([*writes, *entries_about(store, _view(tenant, before.time_zone), view, through=through, by=by, now=now)])
    target.settings.forget()
    if after.parent_id is None and tenant.parent_id is not None:
        # Its contacts lose the tags of the group at once; the daily message does it if this one is lost.
        request_sync(tenant_id)
    return view


def _parent_for(store: TenantStore, draft: TenantDraft, by: Caller) -> Tenant | None:
    """Return the parent that the draft names, None for a top account, if the caller may register there."""
    if is_operator(by):
        return require_parent(registry.find_tenant(draft.parent_id), draft.tenant_id) if draft.parent_id else None
    if draft.parent_id is None:
        message = "A top account needs the scope platform:admin. For a child account name your tenant in `parent_id`."
        require_operator(by, message, "/parent_id")
    own = registry.find_tenant(store.tenant_id) if draft.parent_id == store.tenant_id else None
    if own is None:
        raise _no_such_tenant()
    require_top_account(own)
    return require_parent(own, draft.tenant_id)


def find_tenant_for(store: TenantStore, tenant_id: str, by: Caller) -> Tenant:
    """Return a tenant that exists for the caller. Another's entry is not even read. Raises NotFound."""
    if is_operator(by) or tenant_id == store.tenant_id:
        tenant = registry.find_tenant(tenant_id)
    else:
        tenant = registry.find_child(store.tenant_id, tenant_id)
    if tenant is None:
        raise _no_such_tenant()
    return tenant


def _no_such_tenant() -> NotFound:
    return NotFound("There is no such tenant.")


def _localized(target: TenantStore, before: Localization | None, after: Localization, by: Caller, now: datetime) -> list[Write]:
    """Return the writes that save the tenant's localization, with its audit entry."""
    put = target.settings.put_of("localization", after, replacing=target.settings.version_of("localization"))
    return [put, entry_of(target, TenantChange("settings.changed", "localization", before, after), by=by, now=now)]


def _viewed(tenants: list[Tenant], after: After | None) -> tuple[list[TenantView], After | None]:
    zones = registry.time_zones_of([tenant.tenant_id for tenant in tenants])
    return [_view(tenant, zones[tenant.tenant_id]) for tenant in tenants], after


def _view(tenant: Tenant, time_zone: str) -> TenantView:
    return TenantView(**{name: getattr(tenant, name) for name in Tenant.model_fields}, time_zone=time_zone)
