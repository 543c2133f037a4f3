import pytest

from contactbook.services.base.stores import open_group
from contactbook.storage.sync.tenant_groups import GroupStore


@pytest.fixture
def group(world) -> GroupStore:
    """The empty store of a tenant group."""
    return open_group("acme")
