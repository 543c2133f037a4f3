"""The stores on which a command works: of one tenant, or of every registered one."""

from collections.abc import Iterator

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import every
from contactbook.services.base.stores import open_store
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import find_tenant, page_of_tenants

JOB = "operator"
"""The actor of what a command changes."""
_PAGE = 100


def stores_of(tenant_id: str | None) -> Iterator[TenantStore]:
    """Yield the store of this tenant, or of every registered tenant. Raises NotFound."""
    if tenant_id is not None:
        yield store_of(tenant_id)
        return
    for tenant in every(lambda after: page_of_tenants(limit=_PAGE, after=after)):
        yield open_store(tenant.tenant_id)


def store_of(tenant_id: str) -> TenantStore:
    """Return the store of a registered tenant. Raises NotFound."""
    try:
        found = find_tenant(tenant_id)
    except (ValueError, NotFound):
        found = None
    if found is None:
        raise NotFound(f"There is no tenant {tenant_id}.")
    return open_store(tenant_id)
