"""Routes of tenants: the registry, and the caller's own tenant."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.tenants.registry import Tenant, TenantChanges, TenantDraft
from contactbook.services.tenants import registry

router = Router()
Admin = Annotated[Caller, Depends(needs(Scope.TENANTS_ADMIN))]
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE, Scope.TENANTS_ADMIN))]
Writer = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE, Scope.TENANTS_ADMIN))]


@router.post("/v1/tenants", status_code=201, tags=["Tenants"])
def register_tenant(draft: TenantDraft, caller: Admin, now: Now) -> Tenant:
    """Register a tenant. With a parent it is a child account."""
    return registry.register_tenant(draft, by=caller, now=now)


@router.get("/v1/tenants", tags=["Tenants"])
def list_tenants(_: Admin, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[Tenant]:
    """List every tenant. A child account sees only itself."""
    return pages.page(*registry.page_of_registry(store, limit=limit, after=pages.after(cursor)))


@router.get("/v1/tenant", tags=["Tenants"])
def read_tenant(_: Reader, store: Store) -> Tenant:
    """Read the caller's own tenant."""
    return registry.read_tenant(store)


@router.patch("/v1/tenant", tags=["Tenants"])
def rename_tenant(changes: TenantChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> Tenant:
    """Rename the caller's own tenant."""
    return registry.rename_tenant(store, changes, by=caller, now=now, if_match=if_match)
