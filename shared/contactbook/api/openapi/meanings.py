"""What properties and schemas mean, from texts/properties.toml and texts/schemas.toml (S7.2).

The texts stand beside the document and not in the models: a model says its rules, and a function that answers requests loads no text
for readers.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_TEXTS = Path(__file__).parent / "texts"
# The lines of the specification that a docstring names mean nothing to who reads the document.
_SOURCES = re.compile(r" ?\(S\d[^()]*+\)")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ITSELF = "schema"


@cache
def _texts(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_TEXTS / f"{name}.toml").read_text("utf-8"))


def described(schemas: Json) -> Json:
    """Return the schemas with a description of each and of every property."""
    return {name: _described(name, schema) for name, schema in schemas.items()}


def _described(name: str, schema: Json) -> Json:
    texts = _texts("schemas")
    # What is said of an answer holds for what is sent as well, unless that has a text of its own.
    of_answer = {field: text for field, text in texts.get(name.removesuffix("Draft"), {}).items() if field != _ITSELF}
    own = {**of_answer, **texts.get(name, {})}
    found = {**schema, "description": _of_schema(name, schema, own)}
    if "properties" in schema:
        found["properties"] = {field: _of_property(field, one, own) for field, one in schema["properties"].items()}
    return found


def _of_property(name: str, schema: Json, own: Mapping[str, str]) -> Json:
    if name in own:
        return {**schema, "description": own[name]}
    if "description" in schema:
        return schema
    meaning = _texts("properties").get(name)
    return {**schema, "description": meaning} if meaning else schema


def _of_schema(name: str, schema: Json, own: Mapping[str, str]) -> str:
    if _ITSELF in own:
        return own[_ITSELF]
    if name.endswith("Page"):
        return "One page of a list. `next_cursor` leads to the next one; it is null on the last page."
    if name.endswith("Changes"):
        noun = _WORDS.sub(" ", name.removesuffix("Changes")).lower()
        return f"What changes in the {noun}, as a merge-patch (RFC 7396): a field that is left out stays, and null removes."
    text = _SOURCES.sub("", schema.get("description", ""))
    return " ".join(text.split())


def tidied(node: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return a part of the document without titles that repeat names, and with whole numbers as such."""
    if isinstance(node, list):
        return [tidied(one) for one in node]
    if not isinstance(node, dict):
        return int(node) if isinstance(node, float) and node.is_integer() else node
    # A property may be called `title`: then it is a schema and no text.
    return {name: tidied(one) for name, one in node.items() if name != "title" or not isinstance(one, str)}
