"""Opening the store of a tenant or of a tenant group, with its secrets."""

from contactbook.gateways.secrets import key_ring, refusal_secret
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore


def open_store(tenant_id: str) -> TenantStore:
    """Return the store of a tenant. Raises ValueError for an invalid tenant id."""
    return TenantStore(tenant_id, key_ring(), refusal_secret)


def open_group(group_id: str) -> GroupStore:
    """Return the store of a top account's tenant group. Raises ValueError for an invalid id."""
    return GroupStore(group_id, key_ring())
