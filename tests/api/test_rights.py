"""Every route of the OpenAPI document against every scope, from the table in rights.py.

The other columns of the matrix: another tenant's records in tests/architecture/test_isolation.py, a portal's customer in
test_portal_isolation.py, groups and clearance in test_access.py, the registry of tenants in
tests/functions/settings_api/test_registry_rights.py. Each takes its routes from the document as well.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from contactbook.domain.base.callers import Scope
from tests.api.operations import Operation, document, operations
from tests.api.rights import RIGHTS
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.tenants import with_body

# What the example of a route asks for beside its scope, and why.
ALSO = {"POST /v1/imports": ("contacts:write", "a column of preferences or consent is a change of contacts")}
SCOPES = {route: scopes.split() for scopes, routes in RIGHTS.items() for route in routes}


def all_of_them() -> list[Operation]:
    with moto_world():
        return list(operations())


@pytest.fixture(scope="module")
def empty() -> Iterator[World]:
    """Yield a registered tenant that all requests share. A refused one leaves it as it is."""
    with moto_world() as world:
        world.reset()
        Api().register()
        yield world
        world.reset()


each = pytest.mark.parametrize("operation", [one for one in all_of_them() if one.secured and SCOPES[str(one)]], ids=str)


def call(api: Api, operation: Operation) -> Answer:
    return api.call(operation.method, operation.at(), with_body(operation))


def told(answer: Answer) -> tuple[int, Any]:
    return answer.status, answer.code if answer.status >= 400 else ""


def test_every_route_of_the_document_has_its_row() -> None:
    named = {
        str(one): [scope for way in document()["paths"][one.path][one.method.lower()]["security"] for scope in way["bearer"]]
        for one in all_of_them()
    }
    assert named == SCOPES
    assert {scope for scopes in SCOPES.values() for scope in scopes} <= {scope.value for scope in Scope}


@each
@pytest.mark.feature("S8.1", "S8.3")
def test_a_token_without_a_scope_of_the_route_is_refused_before_anything_else(empty: World, operation: Operation) -> None:
    """Neither a super user nor the operator of the installation has a scope that the token does not name."""
    before = empty.items()
    others = tuple(scope.value for scope in Scope if scope.value not in SCOPES[str(operation)])
    for api in (Api(scopes=()), Api(scopes=others, super_user=True, privacy_clearance=9)):
        assert told(call(api, operation)) == (403, "missing_scope")
        # Malformed requests are refused for the same reason, so that they tell nothing.
        assert told(api.call(operation.method, operation.at(), raw="{")) == (403, "missing_scope")
    assert told(call(Api(anonymous=True), operation)) == (401, "unauthorized")
    assert empty.items() == before


@each
@pytest.mark.feature("S8.3")
def test_each_scope_of_the_route_alone_opens_it(empty: World, operation: Operation) -> None:
    also = ALSO.get(str(operation), ())[:1]
    for scope in SCOPES[str(operation)]:
        assert call(Api(scopes=(scope, *also)), operation).status not in (401, 403), scope
