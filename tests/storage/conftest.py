"""The store of one tenant over moto."""

import pytest

from contactbook.storage.tenant_store import TenantStore
from tests.aws_in_process.aws import World


@pytest.fixture
def store(world: World) -> TenantStore:
    """The store of tenant acme in an empty AWS."""
    from contactbook.services.base.stores import open_store

    return open_store("acme")


@pytest.fixture
def other_store(world: World) -> TenantStore:
    """The store of tenant acme-corp, whose id begins with the other's."""
    from contactbook.services.base.stores import open_store

    return open_store("acme-corp")
