"""Opening a tenant's store, or its group's, with the key material it needs."""

from contactbook.gateways.secrets import key_ring
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore


def open_store(tenant_id: str) -> TenantStore:
    """The store of one tenant. Raises ValueError for an impossible tenant id."""
    return TenantStore(tenant_id, key_ring())


def open_group(group_id: str) -> GroupStore:
    """What the tenant group of a top account knows for its sync. Raises ValueError for an impossible id."""
    return GroupStore(group_id, key_ring())
