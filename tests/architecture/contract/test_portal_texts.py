"""The portal has a name in every language for each field of the settings, each of their values, each action and each field of a history."""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from contactbook.domain.audit.looks import LookAction
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.export_values import NOUNS, REASONS, SCOPES, VALUES, VERBS, WAYS
from contactbook.domain.erasure.exported_records import is_id
from contactbook.domain.settings.sections import SECTIONS
from infra.contract.generate import CLIENTS, ROOT
from tests.domain.erasure.test_export_words import fields_of

SOURCES = CLIENTS / "portal" / "src"
CODE = ROOT / "shared" / "contactbook"
TEXTS = SOURCES / "texts"
LANGUAGES = sorted(path.stem for path in TEXTS.glob("*.json"))
# Its fields are languages, whose names the browser knows.
OF_LANGUAGES = "page_texts"
# Names that are the same in both languages, so that a name that nobody translated is found.
SAME = {"noun.kyc", "noun.webhook", "setting.email", "setting.sms", "value.email", "value.sms"}
SAME |= {f"setting.phone.{one}" for one in ("e164", "international", "national")}

Json = dict[str, Any]


def table(language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads((TEXTS / f"{language}.json").read_text("utf-8"))
    return read


def shapes(part: object) -> Iterator[tuple[str, Json]]:
    """Return every field that a JSON Schema describes, with its shape."""
    if isinstance(part, dict):
        yield from part.get("properties", {}).items()
        for value in part.values():
            yield from shapes(value)
    elif isinstance(part, list):
        for value in part:
            yield from shapes(value)


def choices(shape: Json, root: Json) -> list[str]:
    """Return the values that a field may have, if they are a list."""
    if "$ref" in shape:
        return choices(root["$defs"][shape["$ref"].rpartition("/")[2]], root) if "properties" not in shape else []
    inner = [
        *shape.get("anyOf", []),
        *shape.get("allOf", []),
        *([shape["items"]] if isinstance(shape.get("items"), dict) else []),
    ]
    return [*shape.get("enum", []), *(one for part in inner for one in choices(part, root))]


def schemas() -> dict[str, Json]:
    """Return the JSON Schema of each section that the portal shows."""
    shown = re.findall(
        r'"(\w+)"', (SOURCES / "rooms/settings/room.tsx").read_text().partition("SECTIONS = [")[2].partition("]")[0]
    )
    return {name: SECTIONS[name].model_json_schema(by_alias=True) for name in shown}


def actions() -> set[str]:
    """Return the actions that the code names where it commits a change, or looks at a contact."""
    found: set[object] = {one.value for one in LookAction}
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                made = [keyword.value for keyword in node.keywords if keyword.arg == "action"]
                made += node.args[:1] if isinstance(node.func, ast.Name) and node.func.id == "TenantChange" else []
                found |= {one.value for part in made for one in ast.walk(part) if isinstance(one, ast.Constant)}
    return {one for one in found if isinstance(one, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", one)}


def test_what_is_compared_is_there() -> None:
    assert len(schemas()) == len(SECTIONS)
    assert {"contact.changed", "template.deleted", "name_day.set", "contact.access_refused"} <= actions()
    assert choices({"$ref": "#/$defs/A"}, {"$defs": {"A": {"enum": ["x"]}}}) == ["x"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_the_settings_and_each_of_its_values_has_a_name(language: str) -> None:
    texts, missing = table(language), set()
    for section, root in schemas().items():
        missing |= {f"about.{section}", f"settings.{section}"} - texts.keys()
        for name, shape in () if section == OF_LANGUAGES else shapes(root):
            missing |= {f"setting.{name}"} - texts.keys()
            missing |= {
                f"{name}={one}" for one in choices(shape, root) if not {f"setting.{name}.{one}", f"value.{one}"} & texts.keys()
            }
    assert sorted(missing) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_a_name(language: str) -> None:
    # What the person's export has words for is held to be complete by its own test.
    named = [one.split(".", 1) for one in actions()]
    nouns, verbs = {noun for noun, _ in named} | NOUNS.keys(), {verb for _, verb in named} | VERBS.keys()
    texts = table(language)
    assert sorted(({f"noun.{one}" for one in nouns} | {f"verb.{one}" for one in verbs}) - texts.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_that_a_history_names_has_a_name(language: str) -> None:
    texts = table(language)
    code = "".join(path.read_text("utf-8") for path in [*CODE.glob("services/**/*.py"), *CODE.glob("domain/**/*.py")])
    named = {part for field in re.findall(r'Change\(field="([a-z_.]+)"', code) for part in field.split(".")}
    fields = {one for one in {*fields_of(Contact, set()), *named} if not is_id(one)} | Contact.model_fields.keys()
    fields -= {one for one in fields if one.endswith("_id")}
    groups = ("contact", "label", "value", "noun", "setting")
    assert sorted(one for one in fields if not {f"{group}.{one}" for group in groups} & texts.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_that_a_persons_export_has_a_word_for_has_one_here(language: str) -> None:
    texts = table(language)
    words = {**VALUES, **REASONS, **WAYS, **SCOPES}
    assert sorted(one for one in words if f"value.{one}" not in texts) == []


def test_no_name_was_left_in_english() -> None:
    named = ("setting.", "about.", "noun.", "verb.", "label.", "value.")
    english, greek = table("en"), table("el")
    same = {key for key in english if key.startswith(named) and english[key] == greek[key]}
    assert sorted(same - SAME) == []
