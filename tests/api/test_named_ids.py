"""Every id in a body or query names a record that is there and the tenant's, or the request is refused and changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.operations import Json, Operation, document, operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Api
from tests.builders.tenants import CHOSEN, NAMES, Records, missing_id, with_body

MINE, THEIRS = "acme", "acme-corp"
Place = tuple[str | int, ...]

# Ids that the caller's own record holds already; they name nothing outside of it.
WITHIN = CHOSEN | {"address_id"}
# Requests that the example of a route does not fit.
EVIDENCE = {"said_through": "phone", "said_at": "2026-01-01T00:00:00Z"}
BODIES: dict[tuple[str, str], Json] = {
    ("POST /v1/contacts", "attachment_id"): {"kind": "person", "first_name": "Ann", "preferences": {"evidence": EVIDENCE}},
    ("PUT /v1/contacts/{contact_id}/consent", "attachment_id"): {"state": "accepted", "evidence": EVIDENCE},
    ("PUT /v1/contacts/{contact_id}/preferences", "attachment_id"): {"direct_marketing": True, "evidence": EVIDENCE},
    ("POST /v1/contacts/{contact_id}/links", "list_id"): {"purpose": "unsubscribe"},
    ("POST /v1/imports", "file_attachment_id"): {"kind": "person", "format": "csv", "columns": {"last_name": "Last"}},
    ("POST /v1/imports/preview", "file_attachment_id"): {},
}
# Where one of several fields is sent, the others go.
ALTERNATIVES: dict[str, Any] = {
    "audience": {"contact_ids": None, "list_id": None, "segment_id": None},
    "entries": [{}],
}
# Ids in bodies of which the document does not tell which shape is meant: operation, path, body with `?` for the id, and its pointer.
FREE: list[tuple[str, str, Json, str]] = [
    ("PUT", "/v1/settings/consent", {"global_form_attachment_id": "?"}, "/global_form_attachment_id"),
    ("PUT", "/v1/settings/branding", {"logo_attachment_id": "?"}, "/logo_attachment_id"),
    (
        "POST",
        "/v1/segments",
        {"name": "S", "of": "contact", "criteria": {"all": [{"not": {"field": "list_ids", "contains": "?"}}]}},
        "/criteria/all/0/not/contains",
    ),
    (
        "POST",
        "/v1/segments/preview",
        {"of": "contact", "criteria": {"any": [{"field": "list_ids", "in": ["?"]}]}},
        "/criteria/any/0/in/0",
    ),
    (
        "PUT",
        "/v1/settings/anonymization",
        {"enabled": True, "conditions": [{"field": "list_ids", "contains": "?"}]},
        "/conditions/0/contains",
    ),
    ("POST", "/v1/exports", {"of": "list", "id": "?"}, ""),
    ("POST", "/v1/exports", {"of": "segment", "id": "?"}, ""),
]
# A body may be any section here, so its ids are in `FREE`; the `sender_id` of an SMS is a name.
FREE_PATHS = ("/v1/settings/{section}", "/v1/settings/{section}/preview")
FREE_KINDS = {
    "global_form_attachment_id": "library/attachments/{attachment_id}",
    "logo_attachment_id": "library/attachments/{attachment_id}",
    "segment": "segments/{segment_id}",
}
KINDS = {
    **NAMES,
    # Of an evidence.
    "attachment_id": "library/attachments/{attachment_id}",
    "file_attachment_id": "library/attachments/{attachment_id}",
    "suppression_list_ids": "suppression-lists/{suppression_list_id}",
    "segment_ids": "segments/{segment_id}",
}


def _resolved(schema: Json) -> Json:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return document()["components"]["schemas"][name] if name else schema


def _fields(schema: Json, place: Place = (), seen: tuple[int, ...] = ()) -> Iterator[Place]:
    """Yield the place of each id-shaped field of a schema, at any depth."""
    schema = _resolved(schema)
    if id(schema) in seen:
        return
    seen = (*seen, id(schema))
    for alternative in [one for join in ("anyOf", "oneOf", "allOf") for one in schema.get(join, ())]:
        yield from _fields(alternative, place, seen)
    if "items" in schema:
        yield from _fields(schema["items"], (*place, 0), seen)
    for name, inner in schema.get("properties", {}).items():
        if name.endswith(("_id", "_ids")) and name not in WITHIN:
            yield (*place, name)
        yield from _fields(inner, (*place, name), seen)


def _named() -> list[tuple[Operation, Place]]:
    with moto_world():
        found: list[tuple[Operation, Place]] = []
        for operation in operations():
            if operation.path in FREE_PATHS:
                continue
            described = document()["paths"][operation.path][operation.method.lower()]
            media = described.get("requestBody", {}).get("content", {}).get("application/json", {})
            found += [(operation, place) for place in sorted(set(_fields(media.get("schema", {}))), key=str)]
            found += [
                (operation, ("?", name)) for name in operation.query if name.endswith(("_id", "_ids")) and name not in WITHIN
            ]
        return found


NAMED = _named()
# Lists of ids whose answer says of each one what became of it.
EACH_WITH_ITS_END = {"/communication_ids"}


@pytest.fixture(scope="module")
def tenants() -> Iterator[tuple[Records, Records]]:
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        made = tuple(Records(Api(tenant_id=tenant_id, super_user=True)) for tenant_id in (MINE, THEIRS))
        for records in made:
            records.api.register()
            for kind in {*KINDS.values()}:
                records.id_of(kind)
            for operation, _ in NAMED:
                records.path(operation.path)
                records.body(with_body(operation))
        yield made[0], made[1]
        world.reset()
        forget_cached()


def _set(value: Any, place: Place, new: Any) -> Any:
    step, *rest = place
    if isinstance(step, int):
        return [_set(value[0] if value else {}, tuple(rest), new)] if rest else [new]
    inner = ALTERNATIVES.get(str(step), (value or {}).get(step))
    return {**(value or {}), step: _set(inner, tuple(rest), new) if rest else new}


def _ids(theirs: str) -> tuple[str, str, str]:
    return theirs, missing_id(theirs), "a b/../#nonsense"


def _state(world: World) -> list[Any]:
    return [item for item in world.items() if item["kind"] not in ({"S": "history"}, {"S": "look"})]


def _assert_refused(answer: Any, pointer: str) -> None:
    if answer.status == 200 and pointer in EACH_WITH_ITS_END:
        assert {one["code"] for one in answer.body["items"]} == {"not_found"}
        return
    assert answer.status in (404, 422), answer.text[:300]
    if answer.status == 422:
        fields = [error["field"] for error in answer.body["errors"]]
        assert any(field == pointer or field.startswith(f"{pointer}/") for field in fields), (pointer, fields)


@pytest.mark.feature("S8.3", "S4.29")
@pytest.mark.parametrize(("operation", "place"), NAMED, ids=lambda one: str(one).replace("/", "."))
def test_an_id_that_names_nothing_of_the_tenant_is_refused(
    tenants: tuple[Records, Records], operation: Operation, place: Place
) -> None:
    own, foreign = tenants
    name = str(place[-1])
    path = own.path(operation.path)
    body = {} if operation.method == "PATCH" else own.body(with_body(operation)) or {}
    body = BODIES.get((str(operation), name), body | ({"evidence": EVIDENCE} if place[0] == "evidence" else {}))
    with moto_world() as world:
        before = _state(world)
        for wrong in _ids(foreign.id_of(KINDS[name])):
            if place[0] == "?":
                answer = own.api.call(operation.method, path, query={name: wrong})
            else:
                value = [wrong] if name.endswith("_ids") else wrong
                answer = own.api.call(operation.method, path, _set(body, place, value))
            pointer = f"/{name}" if place[0] == "?" else "".join(f"/{step}" for step in place)
            _assert_refused(answer, pointer)
        assert _state(world) == before


@pytest.mark.feature("S8.3", "S4.29")
@pytest.mark.parametrize(("method", "path", "body", "pointer"), FREE)
def test_an_id_in_a_free_body_is_refused_too(
    tenants: tuple[Records, Records], method: str, path: str, body: Json, pointer: str
) -> None:
    own, foreign = tenants
    kind = FREE_KINDS.get(pointer.rpartition("/")[2] or body["of"], "lists/{list_id}")
    with moto_world() as world:
        before = _state(world)
        for wrong in _ids(foreign.id_of(kind)):
            answer = own.api.call(method, path, _with(body, wrong))
            _assert_refused(answer, pointer)
        assert _state(world) == before


def _with(value: Any, found: str) -> Any:
    if isinstance(value, dict):
        return {name: _with(one, found) for name, one in value.items()}
    if isinstance(value, list):
        return [_with(one, found) for one in value]
    return found if value == "?" else value


def test_every_id_of_the_document_has_a_kind() -> None:
    assert {str(place[-1]) for _, place in NAMED} - set(KINDS) == set()
