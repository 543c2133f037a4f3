"""Examples made from a JSON Schema, for bodies without a written example."""

from typing import Any

Json = dict[str, Any]
_DEEPEST = 6
_BY_FORMAT = {"date": "2030-01-31", "date-time": "2026-03-02T09:00:00.000Z", "email": "eleni@example.com"}
_BY_NAME = {
    "address": "eleni@example.com",
    "country": "CY",
    "currency": "EUR",
    "language": "el",
    "name": "Newsletter",
    "number": "+35799123456",
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
    choices = [one for key in ("anyOf", "oneOf", "allOf") for one in schema.get(key, ()) if one.get("type") != "null"]
    if choices:
        return example_of(choices[0], schemas, name=name, depth=depth)
    return _of_type(schema, schemas, name, depth)


def _of_type(schema: Json, schemas: Json, name: str, depth: int) -> object:
    match schema.get("type"):
        case "object":
            return _object(schema, schemas, depth)
        case "array":
            items = schema.get("items") or {}
            return [example_of(items, schemas, name=name, depth=depth + 1)] if items and depth < _DEEPEST else []
        case "integer" | "number":
            # Powertools writes every limit as a float.
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


def _text(schema: Json, name: str) -> str:
    if schema.get("format") in _BY_FORMAT:
        return _BY_FORMAT[schema["format"]]
    if schema.get("pattern", "").startswith("^-?"):
        return "250.00"
    if name.endswith("_id"):
        return f"{name[:3]}_01J9ZQ5W3V8K2M4N6P7R8S9T0A"
    return _BY_NAME.get(name, name or "text")


def _resolved(schema: Json, schemas: Json) -> Json:
    while "$ref" in schema:
        schema = schemas.get(schema["$ref"].rpartition("/")[2], {})
    return schema
