"""A field that a route does not read is refused, and nothing is done: `{"dry_run": true}` must not erase a person (S2.131)."""

import json

import pytest

from tests.api.operations import Operation, document, operations
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api

# Every route that takes a token and no JSON body.
WITHOUT_BODY = [
    one for one in operations() if one.secured and "requestBody" not in document()["paths"][one.path][one.method.lower()]
]


@pytest.fixture
def everybody(world: World) -> Api:
    """Return a caller with every scope, the operator's too."""
    api = Api(super_user=True)
    api.scopes = (*api.scopes, "platform:admin")
    return api


@pytest.mark.feature("S2.131")
@pytest.mark.parametrize("operation", WITHOUT_BODY, ids=str)
def test_a_route_without_a_body_refuses_every_field(everybody: Api, operation: Operation) -> None:
    answer = everybody.call(operation.method, operation.at(), {"dry_run": True})
    assert (answer.status, answer.body["code"]) == (422, "unknown_field"), answer.body
    assert answer.body["errors"][0]["field"] == "/dry_run"


@pytest.mark.feature("S2.131")
@pytest.mark.parametrize("operation", [one for one in operations() if one.secured and one.body is not None], ids=str)
def test_a_route_with_a_body_refuses_a_field_that_it_does_not_know(everybody: Api, operation: Operation) -> None:
    body = {**json.loads(operation.body or "{}"), "dry_runn": True}
    answer = everybody.call(operation.method, operation.at(section="formatting"), body)
    assert (answer.status, answer.error_codes().get("/dry_runn")) == (422, "unknown_field"), answer.body


@pytest.mark.feature("S2.131")
@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/contacts/{}/anonymize"), ("DELETE", "/v1/contacts/{}")])
def test_nobody_is_erased_by_a_request_that_says_dry_run(api: Api, method: str, path: str) -> None:
    contact_id = api.post("/v1/contacts", {"kind": "person", "first_name": "Ann"}).body["contact_id"]
    answer = api.call(method, path.format(contact_id), {"dry_run": True})
    assert answer.status == (422 if method == "DELETE" else 200)
    assert api.get(f"/v1/contacts/{contact_id}").body["first_name"] == "Ann"


def test_an_empty_object_is_no_field(api: Api) -> None:
    contact_id = api.post("/v1/contacts", {"kind": "person", "first_name": "Ann"}).body["contact_id"]
    assert api.call("DELETE", f"/v1/contacts/{contact_id}", {}).status == 204


@pytest.mark.feature("S8.4")
def test_an_answer_names_a_hundred_errors_at_most(api: Api) -> None:
    answer = api.post("/v1/contacts", {"kind": "person", **{f"field_{number}": 1 for number in range(1_000)}})
    assert answer.status == 422
    assert len(answer.body["errors"]) == 100


@pytest.mark.feature("S2.130", "S8.4")
@pytest.mark.parametrize("day", ["0001-01-01T00:00:00Z", "1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_time_of_any_year_is_read(api: Api, day: str) -> None:
    api.post("/v1/contacts", {"kind": "person", "first_name": "Ann"})
    for path, name in (("/v1/audit", "from"), ("/v1/audit", "to"), ("/v1/contacts", "updated_since")):
        answer = api.get(path, **{name: day})
        assert answer.status == 200, (path, name, answer.body)
        assert len(answer.body["items"]) == (1 if (name == "to") == (day[0] == "9") else 0), (path, name)
