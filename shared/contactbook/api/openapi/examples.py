"""Examples made from a JSON Schema, for bodies without a written example and for answers."""

import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
_DEEPEST = 6
_PARAMETER = re.compile(r"\{(\w+)\}")
_ID = "01J9ZQ5W3V8K2M4N6P7R8S9T0A"
_BY_FORMAT = {"date": "2030-01-31", "date-time": "2026-03-02T09:00:00.000Z", "email": "eleni@example.com"}
_BY_NAME: Mapping[str, object] = {
    "address": "eleni@example.com",
    "birthday": "05-21",
    "company_name": None,
    "country": "CY",
    "criteria": {"field": "tags", "contains": "vip"},
    "currency": "EUR",
    "default_language": "el",
    "default_region": "CY",
    "display_name": "Eleni Georgiou",
    "email": "eleni@example.com",
    "extension": "12",
    "first_name": "Eleni",
    "full_name": None,
    "language": "el",
    "last_name": "Georgiou",
    "line_1": "1 Ledra St",
    "name": "Newsletter",
    "name_day": "05-21",
    "next_cursor": None,
    "number": "+35799123456",
    "phone": "+35799123456",
    "run_at": "02:00",
    "scope": "direct_marketing",
    "time_zone": "Europe/Nicosia",
}
_PREFIXES = {
    "account_id": "acc",
    "address_id": "adr",
    "bulk_change_id": "blk",
    "conversion_id": "cnv",
    "event_communication_id": "evc",
    "hygiene_task_id": "hyg",
    "merge_id": "mrg",
    "note_id": "nte",
    "notification_type_id": "nty",
    "schedule_id": "nsc",
    "template_id": "tpl",
    "transaction_id": "txn",
}


def example_of(schema: Json, schemas: Json, *, name: str = "", depth: int = 0) -> object:
    """Return a value that fits the schema: its required fields, or all fields of the top level if none are required."""
    schema = _resolved(schema, schemas)
    for key in ("const", "example"):
        if key in schema:
            return schema[key]
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("default") not in (None, [], {}):
        return schema["default"]
    if "enum" in schema:
        return schema["enum"][0]
    choices = [one for key in ("anyOf", "oneOf", "allOf") for one in schema.get(key, ())]
    if choices:
        return _of_choices(choices, schemas, name, depth)
    return _of_type(schema, schemas, name, depth)


def example_path(path: str) -> str:
    """Return a path with an example in the place of each parameter."""
    return _PARAMETER.sub(lambda found: str(_text({}, found[1])), path)


def _of_choices(choices: list[Json], schemas: Json, name: str, depth: int) -> object:
    values = [one for one in choices if one.get("type") != "null"]
    if len(values) < len(choices) and _BY_NAME.get(name, name) is None:
        return None
    return example_of(values[0], schemas, name=name, depth=depth)


def _of_type(schema: Json, schemas: Json, name: str, depth: int) -> object:
    match schema.get("type"):
        case "object":
            return _object(schema, schemas, depth)
        case "array":
            items = schema.get("items") or {}
            return [example_of(items, schemas, name=name, depth=depth + 1)] if items and depth < _DEEPEST else []
        case "integer" | "number":
            return int(schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))
        case "boolean":
            return True
        case "string":
            return _text(schema, name)
        case _:
            return None


def _object(schema: Json, schemas: Json, depth: int) -> Json:
    required = schema.get("required", ())
    shown = [name for name in schema.get("properties", {}) if name in required or (depth == 0 and not required)]
    return {name: example_of(schema["properties"][name], schemas, name=name, depth=depth + 1) for name in shown}


def _text(schema: Json, name: str) -> object:
    if schema.get("format") in _BY_FORMAT:
        return _BY_FORMAT[schema["format"]]
    if schema.get("pattern", "").startswith("^-?"):
        return "250.00"
    if name.endswith(("_id", "_ids")):
        singular = name.removesuffix("s")
        return f"{_PREFIXES.get(singular, singular[:3])}_{_ID}"
    return _BY_NAME.get(name, name or "text")


def _resolved(schema: Json, schemas: Json) -> Json:
    while "$ref" in schema:
        schema = schemas.get(schema["$ref"].rpartition("/")[2], {})
    return schema
