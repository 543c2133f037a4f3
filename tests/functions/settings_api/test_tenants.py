"""Tenants over HTTP: the registry, and the caller's own."""

import pytest

from tests.aws_in_process.http import Api


@pytest.fixture
def family(world) -> tuple[Api, Api]:
    top, child = Api(tenant_id="acme"), Api(tenant_id="acme-north")
    assert top.post("/v1/tenants", {"tenant_id": "acme", "name": "Acme", "time_zone": "Europe/Nicosia"}).status == 201
    assert top.post("/v1/tenants", {"tenant_id": "acme-north", "name": "North", "parent_id": "acme"}).status == 201
    assert top.post("/v1/tenants", {"tenant_id": "acme-south", "name": "South", "parent_id": "acme"}).status == 201
    return top, child


@pytest.mark.feature("S4.1")
def test_a_registered_tenant_has_its_time_zone_at_once(family):
    assert family[0].get("/v1/settings/localization").body["time_zone"] == "Europe/Nicosia"


def test_the_registry_is_listed_in_pages(family):
    first = family[0].get("/v1/tenants", limit=2).body
    rest = family[0].get("/v1/tenants", limit=2, cursor=first["next_cursor"]).body
    assert [tenant["tenant_id"] for tenant in (*first["items"], *rest["items"])] == ["acme", "acme-north", "acme-south"]
    assert rest["next_cursor"] is None


@pytest.mark.feature("S4.29")
def test_a_child_account_learns_no_other_name(family):
    assert [tenant["name"] for tenant in family[1].get("/v1/tenants").body["items"]] == ["North"]


def test_an_id_is_taken_once(family):
    refused = family[0].post("/v1/tenants", {"tenant_id": "acme", "name": "Other"})
    assert (refused.status, refused.code) == (409, "tenant_exists")


@pytest.mark.parametrize("parent", ["acme-north", "nobody", "new"])
def test_a_parent_is_a_registered_top_account(family, parent):
    refused = family[0].post("/v1/tenants", {"tenant_id": "new", "name": "New", "parent_id": parent})
    assert refused.error_codes() == {"/parent_id": "unknown_parent"}


@pytest.mark.parametrize("tenant_id", ["Acme", "a", "acme-", "-acme", "ac#me", "a" * 41])
def test_an_impossible_id_is_refused(world, tenant_id):
    assert Api().post("/v1/tenants", {"tenant_id": tenant_id, "name": "X"}).status == 422


def test_it_needs_its_scope(world):
    assert Api(scopes=("settings:write",)).post("/v1/tenants", {"tenant_id": "acme", "name": "Acme"}).status == 403


@pytest.mark.feature("S4.26")
def test_a_tenant_renames_itself_and_a_stale_rename_is_refused(family):
    renamed = family[1].patch("/v1/tenant", {"name": "Far North"}, if_match='"1"')
    assert (renamed.status, renamed.body["name"]) == (200, "Far North")
    assert family[1].patch("/v1/tenant", {"name": "X"}, if_match='"1"').status == 412


def test_an_unregistered_tenant_is_not_found(world):
    assert Api(tenant_id="ghost").get("/v1/tenant").status == 404
