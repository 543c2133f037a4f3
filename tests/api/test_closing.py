"""While a tenant is off-boarded, every route of the OpenAPI document that writes answers 409 `tenant_closing`, and nothing is written."""

from collections.abc import Iterator

import pytest

from tests.api.operations import Operation, operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Api

EVERYTHING = Api(super_user=True)
# The parent of a tenant that leaves may be leaving itself.
OPEN = "DELETE /v1/tenants/{tenant_id}/offboarding"


def secured(*, reading: bool) -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and (one.method == "GET") is reading]


@pytest.fixture(scope="module")
def closed() -> Iterator[World]:
    """Yield an AWS in which the tenant acme is being off-boarded."""
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        EVERYTHING.register(name="Acme")
        operator = Api(tenant_id="operations", scopes=("platform:admin",))
        assert operator.post("/v1/tenants/acme/offboarding", {}).status == 202
        world.keep()
        yield world
        world.reset()
        forget_cached()


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("operation", secured(reading=False), ids=str)
def test_a_closed_tenant_takes_no_change(closed, operation):
    before = closed.items()
    answer = EVERYTHING.call(operation.method, operation.at(), raw=operation.body)
    if str(operation) == OPEN:
        assert (answer.status, answer.code) == (404, "not_found")
        return
    assert (answer.status, answer.code) == (409, "tenant_closing"), answer.text
    assert closed.items() == before


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("path", ["/v1/contacts", "/v1/settings/localization", "/v1/audit", "/v1/me", "/v1/lists"])
def test_a_closed_tenant_is_read_until_it_is_erased(closed, path):
    assert EVERYTHING.get(path).status == 200


@pytest.mark.feature("S8.6")
def test_what_a_caller_may_not_do_is_refused_as_before(closed):
    reader = Api(scopes=("contacts:read",))
    assert reader.post("/v1/contacts", {"kind": "person"}).status == 403
    assert Api(tenant_id="globex").post("/v1/contacts", {"kind": "person", "last_name": "X"}).status == 201
    closed.restore()


@pytest.mark.feature("S8.6")
def test_the_test_notices_a_route_that_is_not_closed(closed, monkeypatch):
    monkeypatch.setattr("contactbook.api.resolver.require_open_tenant", lambda *_: None)
    with pytest.raises((AssertionError, KeyError)):
        test_a_closed_tenant_takes_no_change(closed, Operation("POST", "/v1/lists", '{"name": "News"}', secured=True, query=()))
    closed.restore()
