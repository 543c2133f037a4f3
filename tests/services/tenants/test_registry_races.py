"""Whatever is registered and moved at the same time, a group has two levels, and every entry tells the same."""

from collections import Counter
from datetime import datetime
from functools import partial
from typing import Any

import pytest

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.base.versions import next_version
from contactbook.domain.tenants.registry import RegistryChanges, TenantDraft
from contactbook.services.base.stores import open_store
from contactbook.services.tenants.registry import change_tenant, register_tenant
from contactbook.storage.tenants import registry
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller, an_operator
from tests.faults.exploring import Schedule, explore, many_seeds

TENANTS = (("acme", None), ("acme-north", "acme"), ("globex", None))


pytestmark = pytest.mark.usefixtures("quiet")


def register(tenant_id: str, parent_id: str | None, now: datetime) -> None:
    by = a_caller() if parent_id else an_operator()
    draft = TenantDraft(tenant_id=tenant_id, name=tenant_id, parent_id=parent_id)
    register_tenant(open_store(parent_id or "operations"), draft, by=by, now=now)


def move(tenant_id: str, parent_id: str | None, now: datetime) -> None:
    change_tenant(open_store("operations"), tenant_id, RegistryChanges(parent_id=parent_id), by=an_operator(), now=now)


def rename(tenant_id: str, now: datetime) -> None:
    change_tenant(open_store(tenant_id), tenant_id, RegistryChanges(name="Renamed"), by=a_caller(), now=now)


def assert_two_levels() -> None:
    tenants = {tenant.tenant_id: tenant for tenant in registry.page_of_tenants()[0]}
    for tenant in tenants.values():
        assert tenant.parent_id is None or tenants[tenant.parent_id].parent_id is None, "a grandchild"


def assert_entries_agree() -> None:
    tenants = {tenant.tenant_id: tenant for tenant in registry.page_of_tenants()[0]}
    children = Counter(tenant.parent_id for tenant in tenants.values() if tenant.parent_id)
    for tenant in tenants.values():
        assert tenant.children == children[tenant.tenant_id]
        expected = [one for one in tenants.values() if one.parent_id == tenant.tenant_id]
        assert registry.children_of(tenant.tenant_id) == expected


@pytest.fixture
def race(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what races registrations, moves and a renaming once for a seed, from the same state each time."""
    for tenant_id, parent_id in TENANTS:
        register(tenant_id, parent_id, now)
    world.keep()

    def scenario(schedule: Schedule) -> None:
        world.restore()
        workers = {
            "globex registers a child": partial(register, "globex-east", "globex", now),
            "globex goes under acme": partial(move, "globex", "acme", now),
            "acme's child goes to globex": partial(move, "acme-north", "globex", now),
            "acme's child renames itself": partial(rename, "acme-north", now),
        }
        schedule.run(workers, may_raise=[ContactbookError])
        assert_two_levels()

    return scenario


@pytest.mark.feature("S4.2", "S8.1")
@many_seeds(8, torture=2_000)
def test_no_race_makes_a_grandchild_or_two_parents(race: Any, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        race(schedule)
        assert_entries_agree()

    assert len(explore(scenario, seeds).orders) > 4


@pytest.mark.feature("S8.1")
@many_seeds(40, torture=400)
def test_a_registration_that_leaves_the_parent_as_it_was_is_caught(
    race: Any, seeds: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant: the parent's entry is not written, so a move of the parent does not meet the registration."""
    from contactbook.services.tenants import registry as service

    def unwritten(tenant: Any, /, **fields: Any) -> Any:
        real = {name: value for name, value in fields.items() if name != "children"}
        return next_version(tenant, **real) if real else tenant

    monkeypatch.setattr(service, "next_version", unwritten)
    with pytest.raises(AssertionError, match="a grandchild"):
        explore(race, seeds)
