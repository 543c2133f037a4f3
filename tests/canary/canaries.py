"""A contact with values of a kind of their own in every field that takes text, made from the OpenAPI document.

A field that is added to a body is filled by itself. One that takes only what the settings know is named in `_CONFIGURED`.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.api.operations import Operation, document

Json = dict[str, Any]

# Fields that take what the settings or the platform know, and say nothing of a person. The example's value is sent, if it has one.
_CONFIGURED = frozenset(
    {
        "type",
        "gender",
        "categories",
        "industry",
        "industry_sector",
        "owned_by_group",
        "associations",
        "service",
        "service_group",
        "stage",
        "classification",
        "content_type",
        "relation_type",
        "profile",
        "prefer",
        # The accounts of a customer are planted by themselves.
        "accounts",
        "kyc_profile",
        "new_primary",
        "company_name",
        "vat_number",
        "registration_number",
    }
)
# Texts up to this length are numbers of documents and the like.
_SHORT, _LONG = 64, 1000
THEN = "2026-01-05T09:00:00Z"
NICKNAME = "nickname"


@dataclass
class Canaries:
    """Values that occur nowhere else."""

    values: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)

    def word(self) -> str:
        """Letters that have several encodings."""
        return self._kept(f"Κανάρι{len(self.values):03}é")

    def code(self) -> str:
        """Letters and digits only."""
        return self._kept(f"zqcanary{len(self.values):03}")

    def email(self) -> str:
        """An address; only what stands before the @ is the value, because lists keep domains."""
        self.emails.append(f"{self.code()}@example.com")
        return self.emails[-1]

    def phone(self) -> str:
        """A mobile."""
        self.phones.append(self._kept(f"+35799555{len(self.values):03}"))
        return self.phones[-1]

    def day(self) -> str:
        """A day in the past."""
        return self._kept(f"19{20 + len(self.values) % 70}-11-{1 + len(self.values) % 28:02}")

    def _kept(self, value: str) -> str:
        self.values.append(value)
        return value


def filled(
    schema: Json, canaries: Canaries, example: Any = None, path: tuple[str, ...] = ("",), *, is_needed: bool = True
) -> Any:
    """Return a body of this schema with a canary in every text; what is no text is as in the example."""
    schema, name = _meant(schema), path[-1]
    if name in _CONFIGURED or name.endswith(("_id", "_ids")):
        return example
    if name == "custom":
        return {NICKNAME: canaries.word()}
    if "properties" in schema:
        return _object(schema, canaries, example, path)
    if schema.get("type") == "array":
        known = example if isinstance(example, list) and example else [None]
        made = [filled(schema["items"], canaries, each, (*path, name.removesuffix("s"))) for each in known]
        return [one for one in made if one is not None]
    if schema.get("type") != "string":
        return example
    return _text(schema, canaries, example, path, is_needed=is_needed)


def _object(schema: Json, canaries: Canaries, example: Any, path: tuple[str, ...]) -> Json | None:
    known, needed = example if isinstance(example, dict) else {}, set(schema.get("required", ()))
    made = {
        key: filled(one, canaries, known.get(key), (*path, key), is_needed=key in needed)
        for key, one in schema["properties"].items()
    }
    made = {key: one for key, one in made.items() if one not in (None, {}, [])}
    return made if needed <= made.keys() else example


def _text(schema: Json, canaries: Canaries, example: Any, path: tuple[str, ...], *, is_needed: bool) -> Any:
    *_, above, name = ("", *path)
    if name == "source" or {"enum", "pattern"} & schema.keys() or schema.get("format") == "date-time":
        return _no_text(schema, example, name) if example or is_needed or name == "country" else None
    if schema.get("format") == "date":
        return canaries.day()
    if name in ("address", "email"):
        return canaries.email()
    if name == "phone" or (above, name) == ("phone", "number"):
        return canaries.phone()
    word = canaries.code() if schema.get("maxLength", _LONG) <= _SHORT else canaries.word()
    return f"<p>{word}</p>" if name == "html" else word


def _no_text(schema: Json, example: Any, name: str) -> Any:
    """Return what is chosen from a few, or has a pattern."""
    if name == "country":
        return "CY"
    return example or (THEN if schema.get("format") == "date-time" else schema.get("enum", [None])[0])


def _meant(schema: Json) -> Json:
    """Follow references, and of several forms take the first that is not null."""
    while True:
        if "$ref" in schema:
            schema = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        elif forms := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
            schema = next(one for one in forms if one.get("type") != "null")
        else:
            return schema


def body_of(operation: Operation, canaries: Canaries) -> Any:
    """Return what to send to the operation, with a canary in every text."""
    said = document()["paths"][operation.path][operation.method.lower()]
    schema = said["requestBody"]["content"]["application/json"]["schema"]
    return filled(schema, canaries, json.loads(operation.body) if operation.body else None)


def flattened(body: Any, path: str = "") -> dict[str, str]:
    """Return the texts of a body by their paths, such as `emails.0.address`, as a file names its columns."""
    if isinstance(body, str):
        return {path: body}
    parts = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    below = path + "." if path else ""
    return {name: value for part, one in parts for name, value in flattened(one, f"{below}{part}").items()}
