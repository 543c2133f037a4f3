"""Who a token is, and what is open to it."""

import pytest

from contactbook.domain.base.callers import Scope
from tests.api.operations import document
from tests.api.rights import RIGHTS
from tests.architecture.test_portal_isolation import OPEN
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import EVERY_SCOPE, Api

IDS = {f"{method.upper()} {path}": one["operationId"] for path, of in document()["paths"].items() for method, one in of.items()}


def may(api: Api) -> set[str]:
    answer = api.get("/v1/me")
    assert answer.status == 200, answer.text
    return set(answer.body["may"])


@pytest.mark.feature("S8.1")
def test_a_token_reads_who_it_is(world: World) -> None:
    before = world.items()
    answer = Api(scopes=("contacts:read",), groups=("b", "a"), privacy_clearance=3, super_user=True).get("/v1/me")
    assert {name: value for name, value in answer.body.items() if name != "may"} == {
        "tenant_id": "acme",
        "user_id": "user-1",
        "contact_id": None,
        "groups": ["a", "b"],
        "scopes": ["contacts:read"],
        "super_user": True,
        "privacy_clearance": 3,
    }
    assert Api(anonymous=True).get("/v1/me").status == 401
    assert world.items() == before


@pytest.mark.feature("S8.1", "S8.3")
@pytest.mark.parametrize("scope", ["", *Scope])
def test_what_is_open_is_what_the_routes_themselves_need(world: World, scope: str) -> None:
    routes = {route for scopes, those in RIGHTS.items() if scope in scopes.split() for route in those}
    expected = {IDS[route] for route in routes | {"GET /v1/me"}}
    assert may(Api(scopes=(scope,) if scope else ())) == expected


@pytest.mark.feature("S8.1")
def test_of_a_portals_customer_only_its_own_doors_are_open(world: World) -> None:
    customer = Api(scopes=EVERY_SCOPE, contact_id="con_01J9ZQ5W3V8K2M4N6P7R8S9T0A")
    found = may(customer)
    assert {"me_read", IDS["GET /v1/contacts/{contact_id}/preferences"]} <= found
    assert IDS["GET /v1/contacts"] not in found
    assert customer.get("/v1/contacts").status == 403


@pytest.mark.feature("S8.1", "S3.16")
def test_a_portals_customer_is_offered_exactly_the_routes_that_let_it_in(world: World) -> None:
    # `test_every_other_route_is_forbidden_to_a_customer` calls each of them.
    assert may(Api(contact_id="con_01J9ZQ5W3V8K2M4N6P7R8S9T0A")) == {IDS[route] for route in OPEN}


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/contacts"), ("DELETE", "/v1/contacts/con_01J9ZQ5W3V8K2M4N6P7R8S9T0A")]
)
def test_a_closed_door_says_that_it_is_none_for_customers(world: World, method: str, path: str) -> None:
    customer = Api(contact_id="con_01J9ZQ5W3V8K2M4N6P7R8S9T0A")
    refused = customer.call(method, path, {"kind": "person", "last_name": "X"} if method == "POST" else None)
    assert (refused.status, refused.code) == (403, "missing_scope")
    assert "portal customer" in refused.body["detail"]
