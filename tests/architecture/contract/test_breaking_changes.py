"""A client of the released API goes on working with the present one, and each kind of break is found."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from infra.contract.breaking import breaking_changes
from infra.contract.surface import released, surface
from tests.api.operations import document

Json = dict[str, Any]
pytestmark = pytest.mark.feature("S7.2")

SCHEMAS: Json = {
    "Note": {
        "type": "object",
        "description": "A note.",
        "properties": {
            "note_id": {"type": "string"},
            "text": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "kind": {"$ref": "#/components/schemas/Kind"},
        },
        "required": ["note_id", "text", "kind"],
    },
    "NoteDraft": {
        "type": "object",
        "properties": {
            "text": {"type": "string", "maxLength": 100, "description": "The text."},
            "size": {"type": "integer", "minimum": 1},
            "kind": {"$ref": "#/components/schemas/Kind"},
            "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 5},
            "marks": {
                "type": "object",
                "propertyNames": {"type": "string", "maxLength": 20},
                "patternProperties": {"^x": {"type": "string"}},
                "additionalProperties": {"type": "integer"},
            },
        },
        "required": ["text"],
        "additionalProperties": False,
    },
    "Kind": {"type": "string", "enum": ["long", "short"]},
}
JSON = "application/json"


def small_document() -> Json:
    """A document with one operation."""
    operation = {
        "operationId": "notes_create",
        "summary": "Add a note",
        "security": [{"bearer": ["notes:write"]}, {"bearer": ["notes:admin"]}],
        "parameters": [
            {"$ref": "#/components/parameters/Key"},
            {"in": "query", "name": "sort", "schema": {"$ref": "#/components/schemas/Kind"}},
        ],
        "requestBody": {"content": {JSON: {"schema": {"$ref": "#/components/schemas/NoteDraft"}, "example": {"text": "A"}}}},
        "responses": {
            "201": {
                "headers": {"Location": {}},
                "content": {JSON: {"schema": {"$ref": "#/components/schemas/Note"}}},
            },
            "422": {"description": "Wrong."},
        },
    }
    key = {"in": "header", "name": "Key", "required": False, "schema": {"type": "string"}}
    return {
        "info": {"version": "1"},
        "paths": {"/notes": {"post": operation}},
        "components": {"schemas": copy.deepcopy(SCHEMAS), "parameters": {"Key": key}},
    }


def operation_of(changed: Json) -> Json:
    found: Json = changed["paths"]["/notes"]["post"]
    return found


def schema_of(changed: Json, name: str) -> Json:
    found: Json = changed["components"]["schemas"][name]
    return found


def put(node: Json, *steps: Any, value: Any) -> None:
    for step in steps[:-1]:
        node = node[step]
    node[steps[-1]] = value


def drop(node: Any, *steps: Any) -> None:
    for step in steps[:-1]:
        node = node[step]
    del node[steps[-1]]


def draft(*steps: Any, value: Any) -> Callable[[Json], None]:
    return lambda changed: put(schema_of(changed, "NoteDraft"), *steps, value=value)


def note(*steps: Any, value: Any) -> Callable[[Json], None]:
    return lambda changed: put(schema_of(changed, "Note"), *steps, value=value)


def operation(*steps: Any, value: Any) -> Callable[[Json], None]:
    return lambda changed: put(operation_of(changed), *steps, value=value)


NULL = {"type": "null"}
NEW = {"in": "query", "name": "new", "schema": {"type": "string"}}
BREAKS: dict[str, tuple[Callable[[Json], None], str]] = {
    "an operation is gone": (lambda one: drop(one, "paths", "/notes", "post"), "POST /notes is gone."),
    "it is called otherwise": (operation("operationId", value="x"), "POST /notes is called x and was notes_create."),
    "it needs another scope": (operation("security", value=[{"bearer": ["notes:admin"]}]), "is not open any more to"),
    "a parameter is gone": (
        lambda one: drop(operation_of(one), "parameters", 1),
        "POST /notes does not take the parameter sort any more.",
    ),
    "a parameter is needed": (
        lambda one: put(one, "components", "parameters", "Key", "required", value=True),
        "POST /notes needs the parameter Key.",
    ),
    "a new parameter is needed": (
        lambda one: operation_of(one)["parameters"].append(NEW | {"required": True}),
        "POST /notes needs the parameter new.",
    ),
    "a value of a parameter is gone": (
        lambda one: put(schema_of(one, "Kind"), "enum", value=["long"]),
        "Kind does not take short any more.",
    ),
    "names in an object are shorter": (
        draft("properties", "marks", "propertyNames", "maxLength", value=10),
        "NoteDraft.marks[] has the maxLength 10.",
    ),
    "values of some names in an object are of another type": (
        draft("properties", "marks", "patternProperties", "^x", "type", value="integer"),
        "NoteDraft.marks[] is integer and was string.",
    ),
    "the body is needed": (operation("requestBody", "required", value=True), "POST /notes needs a body."),
    "the body has another type": (
        operation("requestBody", "content", value={"text/csv": {"schema": {}}}),
        "does not take a body of application/json any more.",
    ),
    "a field that was sent is gone": (
        lambda one: drop(schema_of(one, "NoteDraft"), "properties", "size"),
        "NoteDraft.size is gone.",
    ),
    "a field is needed": (draft("required", value=["text", "size"]), "NoteDraft.size is needed."),
    "a text must be shorter": (draft("properties", "text", "maxLength", value=10), "NoteDraft.text has the maxLength 10."),
    "a text gets a form": (draft("properties", "text", "pattern", value="^a"), "NoteDraft.text has the pattern ^a."),
    "a number must be larger": (draft("properties", "size", "minimum", value=2), "NoteDraft.size has the minimum 2."),
    "a number must be smaller": (draft("properties", "size", "maximum", value=2), "NoteDraft.size has the maximum 2."),
    "a list must be shorter": (draft("properties", "tags", "maxItems", value=1), "NoteDraft.tags has the maxItems 1."),
    "an entry has another type": (
        draft("properties", "tags", "items", value={"type": "integer"}),
        "NoteDraft.tags[] is integer and was string.",
    ),
    "a sent field has another type": (
        draft("properties", "size", "type", value="string"),
        "NoteDraft.size is string and was integer.",
    ),
    "a field takes some values only": (
        draft("properties", "text", "enum", value=["a"]),
        "NoteDraft.text does not take another value",
    ),
    "a status is gone": (
        lambda one: drop(operation_of(one), "responses", "201"),
        "POST /notes 201 is not answered any more.",
    ),
    "a header is gone": (lambda one: drop(operation_of(one), "responses", "201", "headers"), "has the header Location no more."),
    "an answer has another media type": (
        operation("responses", "201", "content", value={"text/csv": {"schema": {}}}),
        "POST /notes 201 does not answer application/json any more.",
    ),
    "an answered field is gone": (lambda one: drop(schema_of(one, "Note"), "properties", "note_id"), "Note.note_id is gone."),
    "an answered field may be missing": (note("required", value=["note_id", "text"]), "Note.kind is not always there any more."),
    "an answered field may be null": (
        note("properties", "note_id", value={"anyOf": [{"type": "string"}, NULL]}),
        "Note.note_id is null and was string.",
    ),
    "an answered field has another type": (
        note("properties", "note_id", value={"type": "integer"}),
        "Note.note_id is integer and was string.",
    ),
    "an answered enumeration ends": (
        note("properties", "kind", value={"type": "string"}),
        "Kind is no enumeration any more.",
    ),
}
FINE: dict[str, Callable[[Json], None]] = {
    "nothing changes": lambda _: None,
    "texts change": note("description", value="Something else."),
    "a path is new": lambda one: put(one, "paths", "/lists", value={}),
    "a scope more is enough": lambda one: operation_of(one)["security"].append({"bearer": ["all"]}),
    "no token is needed": operation("security", value=[]),
    "a parameter is new": lambda one: operation_of(one)["parameters"].append(NEW),
    "a field can be sent": draft("properties", "new", value={"type": "string"}),
    "a field is needed no more": draft("required", value=[]),
    "a text may be longer": draft("properties", "text", "maxLength", value=1000),
    "a sent field may be null": draft("properties", "text", value={"anyOf": [{"type": "string", "maxLength": 100}, NULL]}),
    "a field is answered": note("properties", "new", value={"type": "string"}),
    "an answered field is never null": note("properties", "text", value={"type": "string"}),
    "a value more": lambda one: put(schema_of(one, "Kind"), "enum", value=["long", "short", "middle"]),
    "a problem more": operation("responses", "409", value={"description": "A rule."}),
}


def found_by(change: Callable[[Json], None]) -> list[str]:
    changed = small_document()
    change(changed)
    return breaking_changes(surface(small_document()), surface(changed))


@pytest.mark.parametrize(("change", "sentence"), BREAKS.values(), ids=BREAKS.keys())
def test_each_kind_of_break_is_found(change: Callable[[Json], None], sentence: str) -> None:
    found = found_by(change)
    assert [one for one in found if sentence in one], found


@pytest.mark.parametrize("change", FINE.values(), ids=FINE.keys())
def test_what_adds_or_loosens_breaks_nothing(change: Callable[[Json], None]) -> None:
    assert found_by(change) == []


def test_schemas_that_contain_themselves_are_compared() -> None:
    own = {"type": "object", "properties": {"not": {"$ref": "#/components/schemas/Note"}}, "required": ["not"]}
    old, new = small_document(), small_document()
    put(old, "components", "schemas", "Note", value=own)
    put(new, "components", "schemas", "Note", value=own)
    assert breaking_changes(surface(old), surface(new)) == []


def test_a_client_of_the_released_api_goes_on_working() -> None:
    found = breaking_changes(released(), surface(document()))
    assert found == [], "clients of the released API break: see docs/api-versions.md for what to do instead"
