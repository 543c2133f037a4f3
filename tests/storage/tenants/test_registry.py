"""The stored registry of tenants."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.tenants.registry import Tenant
from contactbook.storage.base import table
from contactbook.storage.tenants import registry
from tests.builders.contacts import NOW

TOP = Tenant(tenant_id="acme", name="Acme", created_at=NOW)
CHILD = Tenant(tenant_id="acme-corp", name="North", parent_id="acme", created_at=NOW)


@pytest.fixture(autouse=True)
def _registered(world) -> None:
    for tenant in (TOP, CHILD):
        table.transact(registry.add_of(tenant))


def test_a_registered_tenant_is_found():
    assert registry.find_tenant("acme") == TOP
    assert registry.find_tenant("zenith") is None


def test_an_id_is_registered_once():
    with pytest.raises(RuleBroken) as refused:
        table.transact(registry.add_of(TOP))
    assert refused.value.code == "tenant_exists"


def test_children_are_listed_under_their_top_account():
    assert registry.children_of("acme") == [CHILD]
    assert registry.children_of("acme-corp") == []


def test_a_saved_child_is_renamed_in_both_places():
    renamed = next_version(CHILD, name="South")
    table.transact(registry.save_of(renamed, replacing=CHILD))
    assert registry.find_tenant("acme-corp") == renamed
    assert registry.children_of("acme") == [renamed]


def test_only_the_version_that_was_read_is_replaced():
    with pytest.raises(ConcurrentUpdate):
        table.transact(registry.save_of(next_version(TOP), replacing=with_fields(TOP, version=7)))


def test_tenants_are_paged_by_id():
    first, after = registry.page_of_tenants(limit=1)
    second, _ = registry.page_of_tenants(limit=1, after=after)
    assert [*first, *second] == [TOP, CHILD]
