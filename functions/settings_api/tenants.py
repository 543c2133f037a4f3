"""Routes of tenants: the registry, and the caller's own tenant."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.tenants.registry import RegistryChanges, TenantChanges, TenantDraft, TenantView
from contactbook.services.tenants import registry

router = Router()
Admin = Annotated[Caller, Depends(needs(Scope.TENANTS_ADMIN, Scope.PLATFORM_ADMIN))]
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE, Scope.TENANTS_ADMIN))]
Writer = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE, Scope.TENANTS_ADMIN))]


@router.post("/v1/tenants", status_code=201, tags=["Tenants"])
def register_tenant(draft: TenantDraft, caller: Admin, store: Store, now: Now) -> TenantView:
    """Register a tenant.

    A top account registers its own child accounts and names itself as the parent. The operator registers top accounts, and child
    accounts of any.
    """
    return registry.register_tenant(store, draft, by=caller, now=now)


@router.get("/v1/tenants", tags=["Tenants"])
def list_tenants(caller: Admin, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[TenantView]:
    """List the caller's own tenant and its child accounts. The operator sees every tenant."""
    return pages.page(*registry.page_of_registry(store, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/tenants/<tenant_id>", tags=["Tenants"])
def read_registered_tenant(tenant_id: str, caller: Admin, store: Store) -> TenantView:
    """Read the caller's own tenant or one of its child accounts. The operator reads any."""
    return registry.read_tenant(store, tenant_id, by=caller)


@router.patch("/v1/tenants/<tenant_id>", tags=["Tenants"])
def change_registered_tenant(
    tenant_id: str, changes: RegistryChanges, caller: Admin, store: Store, now: Now, if_match: IfMatch
) -> TenantView:
    """Change the caller's own tenant or one of its child accounts; fields that are left out stay.

    `sms_sender_ids` are the operator's, and `parent_id` too, but that a top account may let a child go: with null the child leaves the
    group and is a top account, and the tags and copies of the group's sync are taken back.
    """
    return registry.change_tenant(store, tenant_id, changes, by=caller, now=now, if_match=if_match)


@router.get("/v1/tenant", tags=["Tenants"])
def read_tenant(caller: Reader, store: Store) -> TenantView:
    """Read the caller's own tenant."""
    return registry.read_tenant(store, store.tenant_id, by=caller)


@router.patch("/v1/tenant", tags=["Tenants"])
def rename_tenant(changes: TenantChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> TenantView:
    """Rename the caller's own tenant."""
    return registry.rename_tenant(store, changes, by=caller, now=now, if_match=if_match)
