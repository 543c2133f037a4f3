"""Opening a tenant's store with the key material it needs."""

from contactbook.gateways.secrets import key_ring
from contactbook.storage.tenant_store import TenantStore


def open_store(tenant_id: str) -> TenantStore:
    """The store of one tenant. Raises ValueError for an impossible tenant id."""
    return TenantStore(tenant_id, key_ring())
