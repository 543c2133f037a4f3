"""Every code that the product can answer is explained in the document, and said of the operations that answer it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contactbook.api.openapi.codes import Facts, codes_of, field_meanings, table
from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.base.field_errors import CODES, INVALID
from tests.api.operations import document

ROOT = Path(__file__).parents[3]
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+|merged|deleted|anonymized|unauthorized|throttled")
# The places of a code among the arguments.
PLACES = {"FieldError": 1, "RowProblem": 1, "unreadable_file": 0, "refused": 1}
# What stands at such a place and is no code of an answer.
NO_CODES = {"rule_broken", "error"}
pytestmark = pytest.mark.feature("S7.2")


def sources() -> Iterator[ast.AST]:
    for folder in (
        "shared/contactbook/api",
        "shared/contactbook/domain",
        "shared/contactbook/services",
        "shared/contactbook/storage",
    ):
        for path in (ROOT / folder).rglob("*.py"):
            yield ast.parse(path.read_text("utf-8"))


def named_in(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
    of_error = (
        name == "of"
        and isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value) in {"RuleBroken", "ValidationFailed"}
    )
    place = 1 if of_error else PLACES.get(name)
    yield from (one.value for one in call.keywords if one.arg == "code")
    if place is not None:
        yield from call.args[place : place + 1]


def written_codes() -> set[str]:
    return {
        one.value
        for tree in sources()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for one in named_in(call)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def subclasses(error: type[ContactbookError]) -> Iterator[type[ContactbookError]]:
    yield error
    for one in error.__subclasses__():
        yield from subclasses(one)


def test_every_code_in_the_source_is_explained() -> None:
    written = written_codes() | {error.code for error in subclasses(ContactbookError)}
    assert len(written) > 150
    assert sorted(written - NO_CODES - table()["problems"].keys() - field_meanings().keys()) == []


def test_every_code_of_a_value_is_explained() -> None:
    assert {*CODES, INVALID} == table()["types"].keys()


def test_the_introduction_has_a_table_of_every_code() -> None:
    text = document()["info"]["description"]
    for code, one in table()["problems"].items():
        assert f"| `{code}` | {one['status']} | {one['means']} |" in text
    for code, means in field_meanings().items():
        assert f"| `{code}` | {means} |" in text


def test_the_codes_of_an_operation_are_of_operations_that_exist() -> None:
    ids = {operation["operationId"] for path in document()["paths"].values() for operation in path.values()}
    named = {route for one in table()["problems"].values() for route in one["routes"] if not route.startswith("@")}
    groups = {route for one in table()["problems"].values() for route in one["routes"] if route.startswith("@")}
    assert named | table()["fields_of"].keys() <= ids
    every: dict[str, Any] = {"is_secured": True, "has_version": True, "is_list": True}
    known = {group for method in ("POST", "PATCH") for group in Facts("", method, "/v1/contacts/{contact_id}", **every).groups()}
    assert groups == known
    assert {code for codes in table()["fields_of"].values() for code in codes} <= field_meanings().keys()


def test_an_operation_says_the_codes_of_its_own_rules() -> None:
    refused = document()["paths"]["/v1/contacts/{contact_id}"]["delete"]["responses"]
    assert "`has_account`" in refused["409"]["description"]
    created = document()["paths"]["/v1/contacts"]["post"]["responses"]
    assert "`duplicate_contact`" in created["409"]["description"]
    assert "`unknown_category`" in created["422"]["description"]


def test_a_list_takes_a_cursor_and_can_refuse_it() -> None:
    asked = Facts("x", "GET", "/v1/x", is_secured=True, has_version=False, is_list=True)
    assert "bad_cursor" in codes_of(asked)[422]
    assert "idempotency_key_reused" not in codes_of(asked)[422]
