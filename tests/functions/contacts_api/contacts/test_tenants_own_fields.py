"""A refusal of a right that a field needs names the field (S2.15)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api

OTHERS: dict[str, Any] = {
    "owned_by_group": "sales",
    "categories": ["vip"],
    "tags": ["x"],
    "associations": [{"type": "user", "id": "u1"}],
    "industry": "banking",
    "industry_sector": "financial",
    "external_ids": {"core": "7"},
}


@pytest.mark.feature("S3.16", "S2.15")
def test_a_customer_is_told_which_fields_are_the_tenants(world: World, api: Api) -> None:
    contact = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body
    customer = Api(contact_id=contact["contact_id"], user_id="portal")
    path = f"/v1/contacts/{contact['contact_id']}"
    for name, value in OTHERS.items():
        refused = customer.patch(path, {name: value, "first_name": "Eleni"})
        assert (refused.status, refused.code, refused.error_codes()) == (403, "missing_scope", {f"/{name}": "missing_scope"})
    assert customer.patch(path, OTHERS).error_codes() == {f"/{name}": "missing_scope" for name in OTHERS}
    assert api.get(path).body == contact


@pytest.mark.feature("S2.15", "S8.3")
def test_a_scope_that_a_part_needs_is_told_with_the_part(world: World, api: Api) -> None:
    narrow = Api(scopes=("contacts:write", "contacts:export", "imports:write", "tenants:admin"))
    person: dict[str, Any] = {"kind": "person", "last_name": "X"}
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "/opportunity": ("/v1/contacts", person | {"opportunity": {"name": "Deal"}}),
        "/accounts": ("/v1/contacts", person | {"accounts": [{"name": "A"}]}),
        "/of": ("/v1/exports", {"of": "audit"}),
        "/parent_id": ("/v1/tenants", {"tenant_id": "acme-top", "name": "Top"}),
        "/change/add_to_lists": (
            "/v1/contacts/bulk-changes",
            {"audience": {"contact_ids": [contact_of(api)]}, "change": {"add_to_lists": ["lst_1"]}},
        ),
        "/columns": (
            "/v1/imports",
            {"kind": "person", "csv": "L,A\nX,Y", "columns": {"last_name": "L", "accounts.0.name": "A"}},
        ),
    }
    for field, (path, body) in asked.items():
        refused = narrow.post(path, body)
        assert (refused.status, refused.error_codes()) == (403, {field: "missing_scope"}), (path, refused.text)


def contact_of(api: Api) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "last_name": "Y"}).body["contact_id"])
