"""Bodies, paths, headers, queries and tokens of a hostile client, at every route: never a 5xx, never a change, always a problem."""

import json
from typing import Any

import pytest

from tests.api.operations import Operation, assert_is_a_problem, operations, send_bytes
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api

NESTED = '{"a":' * 500 + "1" + "}" * 500
HOSTILE_BODIES = {
    "not json": "{",
    "no object": "[]",
    "null": "null",
    "a number": "1",
    "nan": '{"first_name": NaN}',
    "infinity": '{"first_name": -Infinity}',
    "5,000 digits": '{"first_name": ' + "9" * 5000 + "}",
    "a number beyond a float": '{"first_name": 1e999}',
    "lone surrogate escape": '{"first_name": "\\ud800"}',
    "lone surrogate in a name": '{"\\udfff": 1}',
    "nested 500 deep": NESTED,
    "nested lists": '{"a":' + "[" * 500 + "]" * 500 + "}",
    "duplicate keys": '{"kind": "person", "kind": "company"}',
    "duplicate keys inside": '{"preferences": {"direct_marketing": false, "direct_marketing": true}}',
    "trailing text": '{"first_name": "x"} {"first_name": "y"}',
    "unknown field": '{"no_such_field": 1}',
    "a byte order mark": '\ufeff{"first_name": "x"}',
    "a raw control character": '{"first_name": "a\x00b"}',
}


@pytest.fixture
def contact_id(world: World, api: Api) -> str:
    """A contact, so that a route with a contact gets past the question whether there is one."""
    answer = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", "first_name": "Eleni"})
    return str(answer.body["contact_id"])


def each(*, with_body: bool | None = None) -> pytest.MarkDecorator:
    from tests.aws_in_process.aws import moto_world

    with moto_world():
        found = [one for one in operations() if one.secured and (with_body is None or (one.body is not None) == with_body)]
    return pytest.mark.parametrize("operation", found, ids=str)


@each(with_body=True)
def test_a_hostile_body_is_refused_and_changes_nothing(world: World, api: Api, contact_id: str, operation: Operation) -> None:
    before, path = world.items(), operation.at(contact_id=contact_id, section="formatting")
    for name, body in HOSTILE_BODIES.items():
        answer = api.call(operation.method, path, raw=body)
        assert_is_a_problem(answer)
        assert world.items() == before, name
    assert api.call(operation.method, path, raw='{"a": NaN}').code == "malformed_body"
    assert api.call(operation.method, path, raw=NESTED).code == "malformed_body"


WRONG_VALUES: tuple[Any, ...] = (None, "", "x" * 300, -1, 1.5, True, [], [None], {}, {"x": [1]})


@each(with_body=True)
def test_a_body_with_wrong_values_is_refused_in_our_words(world: World, api: Api, contact_id: str, operation: Operation) -> None:
    path = operation.at(contact_id=contact_id, section="formatting")
    example = json.loads(operation.body or "{}")
    for wrong in WRONG_VALUES:
        answer = api.call(operation.method, path, dict.fromkeys(example, wrong) if example else {"x": wrong})
        if answer.status not in (200, 201, 202, 204):
            assert_is_a_problem(answer)


@each(with_body=True)
def test_a_body_in_another_encoding_type_or_size_is_refused(
    world: World, api: Api, contact_id: str, operation: Operation
) -> None:
    before, path = world.items(), operation.at(contact_id=contact_id, section="formatting")
    for raw in (b"\xff\xfe\x00", b'{"first_name": "\xc3("}', b'{"a": "\xed\xa0\x80"}'):
        answer = send_bytes(api, operation, path, raw)
        assert (answer.status, answer.code) == (400, "malformed_body")
    for kind in ("text/plain", "application/xml", "multipart/form-data; boundary=x", "", "application/jsonx"):
        answer = api.call(operation.method, path, raw=operation.body, content_type=kind)
        assert (answer.status, answer.code) == (415, "unsupported_media_type"), kind
    big = json.dumps({"first_name": "x" * 7_000_000})
    assert (answer := api.call(operation.method, path, raw=big)).status == 413, answer.text[:200]
    answer = send_bytes(api, operation, path, big.encode())
    assert (answer.status, answer.code) == (413, "body_too_large")
    assert world.items() == before


@each(with_body=True)
def test_no_body_at_all_is_refused(world: World, api: Api, contact_id: str, operation: Operation) -> None:
    path = operation.at(contact_id=contact_id, section="formatting")
    for raw in (None, "", " "):
        before = world.items()
        answer = api.call(operation.method, path, raw=raw)
        if not (operation.method == "POST" and answer.status < 300):
            assert_is_a_problem(answer)
            assert world.items() == before


@pytest.mark.parametrize("value", ["yes", "true", 1, 0, "t", [], {}])
def test_only_true_and_false_are_flags(world: World, api: Api, contact_id: str, value: object) -> None:
    before = world.items()
    email = {"address": "eleni@example.com", "primary": value}
    for answer in (
        api.post("/v1/contacts", {"kind": "person", "last_name": "X", "preferences": {"direct_marketing": value}}),
        api.post("/v1/contacts", {"kind": "person", "last_name": "X", "emails": [email]}),
        api.patch(f"/v1/contacts/{contact_id}", {"emails": [email]}),
        api.put("/v1/settings/preferences", {"direct_marketing": value}),
    ):
        assert (answer.status, answer.code) == (422, "validation_failed")
    assert world.items() == before


@each()
def test_an_impossible_id_answers_as_one_that_does_not_exist(world: World, api: Api, operation: Operation) -> None:
    if "{" not in operation.path:
        return
    absent = api.call(operation.method, operation.at(), raw=operation.body)
    for impossible in ("x%23PROFILE", "a#b", "x" * 3000, "%00", "..", "%2e%2e", "con_%0a", " ", "%F0%9F%92%A9", "TENANT%23"):
        names = [part.partition("}")[0] for part in operation.path.split("{")[1:]]
        answer = api.call(operation.method, operation.at(**dict.fromkeys(names, impossible)), raw=operation.body)
        assert_is_a_problem(answer)
        assert answer.status in (404, 405, 409, 422, absent.status), answer.text
        if len(impossible) > 100:
            assert impossible not in answer.body["detail"]
    assert world.items() == []


ONE_PAGE = {"GET /v1/contacts/{contact_id}/addresses", "GET /v1/contacts/{contact_id}/permissions"}


@each()
def test_a_bad_query_is_refused(world: World, api: Api, contact_id: str, operation: Operation) -> None:
    path = operation.at(contact_id=contact_id, section="formatting")
    before = world.items()
    if "limit" in operation.query:
        for limit in ("0", "101", "-1", "ten", "1e1", "9" * 5000, "", "1.5", "\u0661"):
            answer = api.call(operation.method, path, query={"limit": limit})
            assert_is_a_problem(answer)
            assert "/limit" in answer.error_codes(), limit
    if "cursor" in operation.query:
        for cursor in ("x", "", "=", "AAAA" * 30, "\u00e9", "A" * 3999, "%00", "bm90IG91cnMgYXQgYWxsLCBub3QgYXQgYWxs"):
            answer = api.call(operation.method, path, query={"cursor": cursor})
            assert (answer.status, answer.code) == (422, "bad_cursor"), (cursor, answer.text)
        assert_is_a_problem(api.call(operation.method, path, query={"cursor": "x" * 5000}))
    # A list that always fits on one page takes what every list takes.
    for name in {"limit", "cursor"} - {*operation.query} if str(operation) not in ONE_PAGE else ():
        answer = api.call(operation.method, path, query={name: "1"}, raw=operation.body)
        assert (answer.status, answer.error_codes()) == (422, {f"/{name}": "unknown_field"})
    for name in operation.query:
        for value in ("\x00", "\ufffd", "x" * 3000, "#", "'\"<>"):
            assert api.call(operation.method, path, query={name: value}, raw=operation.body).status < 500
    if operation.method == "GET":
        assert [one for one in world.items() if one not in before and one["kind"] == {"S": "contact"}] == []


@pytest.mark.parametrize("value", ['"x"', "1", '"1', "*1", '"-1"', '"' + "9" * 400 + '"', '""', "\x00", '"1", "2"', '"1.0"'])
def test_a_bad_if_match_is_a_mismatch_and_changes_nothing(world: World, api: Api, contact_id: str, value: str) -> None:
    before = world.items()
    for answer in (
        api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Elena"}, if_match=value),
        api.delete(f"/v1/contacts/{contact_id}", if_match=value),
        api.put("/v1/settings/formatting", {}, if_match=value),
    ):
        assert (answer.status, answer.code) == (412, "version_mismatch")
    assert world.items() == before


@each()
def test_a_token_without_the_scope_or_without_identity_opens_nothing(
    world: World, api: Api, contact_id: str, operation: Operation
) -> None:
    before, path = world.items(), operation.at(contact_id=contact_id, section="formatting")
    # Every token may read who it is.
    without = () if operation.path == "/v1/me" else (Api(scopes=()), Api(scopes=("contacts:reader",)))
    for who, status in ((Api(anonymous=True), 401), *((one, 403) for one in without)):
        answer = who.call(operation.method, path, raw=operation.body)
        assert_is_a_problem(answer)
        assert answer.status == status, (answer.status, answer.text)
    for tenant_id in ("", "A", "a#b", "acme#", "x" * 100, "../acme", "acme\n"):
        answer = Api(tenant_id=tenant_id).call(operation.method, path, raw=operation.body)
        assert (answer.status, answer.code) == (401, "unauthorized"), tenant_id
    assert Api(user_id="").call(operation.method, path, raw=operation.body).status == 401
    assert world.items() == before


@each()
def test_a_portal_customer_reaches_no_other_contact(world: World, api: Api, contact_id: str, operation: Operation) -> None:
    portal = Api(contact_id="con_01J9ZQ5W3V8K2M4N6P7R8S9T0B")
    before = world.items()
    answer = portal.call(operation.method, operation.at(contact_id=contact_id, section="formatting"), raw=operation.body)
    assert answer.status in (200, 403, 404), (answer.status, answer.text)
    assert contact_id not in answer.text.replace(operation.at(contact_id=contact_id), "")
    if answer.status == 200:
        assert operation.method == "GET"
        assert "{contact_id}" not in operation.path
        assert "Georgiou" not in answer.text
    else:
        assert_is_a_problem(answer)
    assert [item for item in world.items() if item["kind"] != {"S": "history"}] == [
        item for item in before if item["kind"] != {"S": "history"}
    ]


@each()
def test_another_tenant_finds_nothing(world: World, api: Api, contact_id: str, operation: Operation) -> None:
    if "{contact_id}" not in operation.path:
        return
    before = world.items()
    answer = Api(tenant_id="other").call(operation.method, operation.at(contact_id=contact_id), raw=operation.body)
    absent = Api(tenant_id="other").call(
        operation.method, operation.at(contact_id="con_01J9ZQ5W3V8K2M4N6P7R8S9T0C"), raw=operation.body
    )
    assert (answer.status, {**answer.body, "instance": ""}) == (absent.status, {**absent.body, "instance": ""})
    assert answer.status == 404
    assert world.items() == before


def test_an_unknown_path_and_an_unknown_method_are_problems(world: World, api: Api) -> None:
    for path in ("/", "/v1", "/v1/nothing", "/v1/contacts/x/nothing", "/v1/contacts//", "/v2/contacts", "/v1/contacts/%2F"):
        answer = api.get(path)
        assert_is_a_problem(answer)
        assert answer.status == 404, path
    for operation in operations():
        if not operation.secured:
            continue
        answer = api.call("TRACE", operation.at())
        assert (answer.status, answer.code) == (405, "method_not_allowed")
        assert operation.method in answer.headers["Allow"]
    assert api.call("DELETE", "/v1/lists", {"name": "News"}).status == 405, "whatever the body"
    assert api.call("POST", "/v1/nothing", {"name": "News"}).status == 404
    assert world.items() == []


def test_claims_arrive_as_strings_and_say_no_more_than_they_say(world: World, api: Api) -> None:
    path = "/v1/settings/privacy_levels"
    assert api.put(path, {"default": 5}).status == 200
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "X"}).body["contact_id"]
    for clearance in ("5x", "-5", "", "9" * 5000, "٥", "[5]", "1e9"):
        answer = Api(privacy_clearance=clearance).get(f"/v1/contacts/{contact_id}")  # type: ignore[arg-type]  # text on purpose
        assert answer.status == 404, clearance
    assert Api(privacy_clearance=5).get(f"/v1/contacts/{contact_id}").status == 200
