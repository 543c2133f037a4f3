"""Shapes that routes take as plain JSON and check themselves: the sections of the settings, and criteria (S7.2)."""

from typing import Any

from pydantic.json_schema import models_json_schema

from contactbook.domain.segments.criteria import Operator
from contactbook.domain.segments.criteria_fields import ACCOUNT_FIELDS, CONTACT_FIELDS, OPPORTUNITY_FIELDS
from contactbook.domain.settings.sections import SECTIONS

Json = dict[str, Any]
_SCHEMAS = "#/components/schemas/"
SETTINGS = "/v1/settings/{section}"
_CRITERIA: Json = {"$ref": f"{_SCHEMAS}Criteria"}
_VALUE: Json = {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}
_OPERANDS: dict[Operator, Json] = {
    Operator.IN: {"type": "array", "items": _VALUE, "minItems": 1, "maxItems": 200},
    Operator.CONTAINS: {"type": "string"},
    Operator.STARTS_WITH: {"type": "string"},
    Operator.BEFORE: {"type": "string", "examples": ["2026-11-30", "today"]},
    Operator.AFTER: {"type": "string", "examples": ["2026-11-30", "today"]},
    Operator.WITHIN_DAYS: {"type": "integer"},
    Operator.EXISTS: {"type": "boolean"},
}
_MEANINGS: dict[Operator, str] = {
    Operator.IS: "The field has this value.",
    Operator.IS_NOT: "The field does not have this value.",
    Operator.IN: "The field has one of these values.",
    Operator.CONTAINS: "The text contains this, or one of the values is this.",
    Operator.STARTS_WITH: "The text begins with this.",
    Operator.BEFORE: "The day is before this one, `YYYY-MM-DD` or `today`.",
    Operator.AFTER: "The day is after this one, `YYYY-MM-DD` or `today`.",
    Operator.WITHIN_DAYS: "The day is from today to so many days ahead, or back if the number is negative.",
    Operator.EXISTS: "Whether the field has a value.",
}


# What a caller may send beside a section's own fields: what it read, and how many more it lets be contacted.
_SENT_TOO: Json = {
    "acknowledge": {"anyOf": [{"$ref": f"{_SCHEMAS}Acknowledgement"}, {"type": "null"}]},
    "version": {"type": "integer", "description": "As it was read. It is ignored: `If-Match` makes the change conditional."},
    "schema": {"type": "object", "description": "As it was read. It is ignored."},
}
_ANSWERED_TOO: Json = {
    "version": {"type": "integer"},
    "schema": {"type": "object", "description": "The JSON Schema of the section. Only GET answers it."},
}
_ABOVE_MAXIMUM: Json = {
    "accounts_above_maximum": {
        "type": "integer",
        "description": "How many accounts are above their maximum now. Only PUT answers it.",
    }
}


def add_sections(paths: Json, schemas: Json) -> None:
    """Put the shapes of the sections where the routes of the settings have plain JSON."""
    schemas |= _sections_in(schemas)
    for operation in paths[SETTINGS].values():
        parameter = next(one for one in operation["parameters"] if one["name"] == "section")
        parameter["schema"] = {"type": "string", "enum": list(SECTIONS)}
        parameter["description"] = "The name of the section."
        answers = _any_section("")
        if "requestBody" in operation:
            _content(operation["requestBody"])["schema"] = _any_section("Draft")
            answers["anyOf"].append({"$ref": f"{_SCHEMAS}MoreContactable"})
        _content(operation["responses"]["200"])["schema"] = answers


def with_criteria(schemas: Json) -> Json:
    """Return the schemas with those of criteria, and with what a section answers only sometimes left open."""
    found = {name: _using_criteria(schema) for name, schema in schemas.items()}
    for section in SECTIONS:
        own = found[_section_name(section)]
        own["required"] = [name for name in own["required"] if name not in {"schema", *_ABOVE_MAXIMUM}]
    return dict(sorted({**found, **_criteria()}.items()))


def _section_name(section: str) -> str:
    """Return the name of the schema of a section: `KycSettings`."""
    return "".join(word.title() for word in section.split("_")) + "Settings"


def _content(part: Json) -> Json:
    content: Json = part["content"]["application/json"]
    return content


def _any_section(side: str) -> Json:
    # Not `oneOf`: of a section that is sent empty every field takes its default, so an empty body fits them all.
    return {"anyOf": [{"$ref": f"{_SCHEMAS}{_section_name(name)}{side}"} for name in SECTIONS]}


def _sections_in(known: Json) -> Json:
    """Return the schemas of the sections, and of what they consist of."""
    models = [(model, "validation") for model in SECTIONS.values()]
    _, found = models_json_schema(models, by_alias=True, ref_template=f"{_SCHEMAS}{{model}}")  # type: ignore[arg-type]  # A list of such pairs.
    parts: Json = found["$defs"]
    named: Json = {}
    for section, model in SECTIONS.items():
        schema = parts.pop(model.__name__)
        said = {**schema, "description": f"The section `{section}` of the settings. {schema.get('description', '')}"}
        fields = schema.get("properties", {})
        more = _ABOVE_MAXIMUM if section == "kyc" else {}
        named[f"{_section_name(section)}Draft"] = {**said, "properties": {**fields, **_SENT_TOO, **more}}
        named[_section_name(section)] = {**said, "properties": {**fields, **_ANSWERED_TOO, **more}}
    return {name: schema for name, schema in parts.items() if name not in known} | named


def _using_criteria(schema: Json) -> Json:
    if "properties" not in schema:
        return schema
    fields = dict(schema["properties"])
    if "criteria" in fields:
        nullable = any(one.get("type") == "null" for one in fields["criteria"].get("anyOf", ()))
        fields["criteria"] = {"anyOf": [_CRITERIA, {"type": "null"}]} if nullable else {**_CRITERIA}
    if "conditions" in fields:
        fields["conditions"] = {**fields["conditions"], "items": _CRITERIA}
    return {**schema, "properties": fields}


def _criteria() -> Json:
    known = sorted({*CONTACT_FIELDS, *ACCOUNT_FIELDS, *OPPORTUNITY_FIELDS})
    own = {
        "type": "string",
        "pattern": r"^(custom|external_ids)\.",
        "description": "A field of the tenant's own, or an id of another system.",
    }
    operators = {one.value: {**_OPERANDS.get(one, _VALUE), "description": _MEANINGS[one]} for one in Operator}
    field = {"anyOf": [{"type": "string", "enum": known}, own], "description": "The field, by its dotted path."}
    several = {"type": "array", "items": _CRITERIA}
    return {
        "Criteria": {
            "description": "A condition, or several joined by `all`, `any` or `not`: at most 100 conditions, 8 levels deep.",
            "anyOf": [{"$ref": f"{_SCHEMAS}{name}"} for name in ("Condition", "AllCriteria", "AnyCriteria", "NotCriteria")],
            "examples": [{"field": "tags", "contains": "vip"}],
        },
        "Condition": {
            "type": "object",
            "description": "A field and exactly one operator.",
            "properties": {"field": field, **operators},
            "required": ["field"],
            "minProperties": 2,
            "maxProperties": 2,
            "additionalProperties": False,
        },
        "AllCriteria": _joined("all", {**several, "description": "Each of these holds."}, "Criteria of which each holds."),
        "AnyCriteria": _joined(
            "any", {**several, "minItems": 1, "description": "At least one of these holds."}, "Criteria of which one holds."
        ),
        "NotCriteria": _joined("not", {**_CRITERIA, "description": "This does not hold."}, "Criteria that do not hold."),
    }


def _joined(name: str, schema: Json, meaning: str) -> Json:
    return {
        "type": "object",
        "description": meaning,
        "properties": {name: schema},
        "required": [name],
        "additionalProperties": False,
    }
