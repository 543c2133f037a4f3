"""Who may read and change which tenant: every kind of caller against every route of the registry (S8.1)."""

import pytest

from tests.aws_in_process.http import Api

MINE = {"tenant_id": "globex", "name": "Globex"}


@pytest.fixture
def groups(world) -> None:
    """Two customers, each with child accounts."""
    operator = Api(tenant_id="operations", scopes=("platform:admin",))
    for tenant_id, parent in (("acme", None), ("acme-north", "acme"), ("globex", None), ("globex-east", "globex")):
        made = operator.post("/v1/tenants", {"tenant_id": tenant_id, "name": tenant_id.title(), "parent_id": parent})
        assert made.status == 201, made.text


@pytest.mark.feature("S8.1")
def test_a_customers_administrator_does_not_list_the_other_customers(groups):
    listed = Api(tenant_id="acme", scopes=("tenants:admin",)).get("/v1/tenants").body["items"]
    assert [one["tenant_id"] for one in listed] == ["acme", "acme-north"]


@pytest.mark.feature("S8.1")
def test_nobody_registers_a_child_under_somebody_elses_top_account(groups):
    attacker = Api(tenant_id="acme", scopes=("tenants:admin",))
    spy = {"tenant_id": "spy", "name": "Spy"}
    foreign, missing = (attacker.post("/v1/tenants", spy | {"parent_id": one}) for one in ("globex", "nobody"))
    assert (foreign.status, foreign.code) == (404, "not_found")
    assert foreign.text == missing.text
