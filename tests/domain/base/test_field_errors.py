"""What pydantic finds wrong is told in our words: a pointer, a code that a portal branches on, a message for a person."""

import ast
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.field_errors import _FORMS, _WORDS, CODES, INVALID, field_errors, pointer_to
from contactbook.domain.base.values import Day
from contactbook.domain.contacts.record import Stage
from tests.checks.wording import of_the_library


class Visit(BaseModel):
    model_config = ConfigDict(extra="forbid")
    guests: tuple[str, ...] = ()
    begins_on: Day
    ends_on: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends_on and self.ends_on < self.begins_on:
            raise ValueError("A visit ends after it begins.")
        return self


def found_in(value: object) -> list[ErrorDetails]:
    with pytest.raises(ValidationError) as refused:
        Visit.model_validate(value)
    return refused.value.errors()


@pytest.mark.feature("S2.15")
@pytest.mark.parametrize(
    ("value", "field", "code"),
    [
        ({}, "/begins_on", "required"),
        ({"begins_on": "2026-05-01", "room": 4}, "/room", "unknown_field"),
        ({"begins_on": "2026-05-01", "guests": ["Eleni", 7]}, "/guests/1", "wrong_type"),
        ({"begins_on": "2026-05-01", "a/b~c": 4}, "/a~1b~0c", "unknown_field"),
    ],
)
def test_each_error_points_to_its_field_and_has_a_code(value: object, field: str, code: str) -> None:
    assert [(one.field, one.code) for one in field_errors(found_in(value))] == [(field, code)]


@pytest.mark.feature("S2.15")
def test_a_message_begins_with_what_is_wrong() -> None:
    (error,) = field_errors(found_in({"begins_on": "1 May"}))
    assert error == FieldError("/begins_on", "wrong_format", "Write a date as YYYY-MM-DD, such as 2026-11-30.")


class Everything(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    text: Annotated[str, StringConstraints(min_length=2, max_length=3, pattern="^a")]
    whole: Annotated[int, Field(ge=1, le=3, multiple_of=2)]
    amount: Annotated[Decimal, Field(max_digits=3, decimal_places=1, gt=0, lt=9)]
    flag: bool
    day: date
    time: datetime
    kind: Literal["a", "b"]
    state: Stage
    some: Annotated[list[str], Field(min_length=1, max_length=2)]
    names: dict[str, int]
    visit: Visit
    pair: tuple[int, int]


HOSTILE: tuple[Any, ...] = (
    None,
    "",
    "a",
    "aaaa",
    "b1",
    0,
    -1,
    3,
    4,
    1.5,
    1e400,
    True,
    [],
    ["a"] * 3,
    [7],
    {},
    {"x": "y"},
    "7",
    "12.345",
)


@pytest.mark.feature("S2.15")
def test_no_message_is_in_the_words_of_the_library() -> None:
    said: dict[str, str] = {}
    for value in HOSTILE:
        for strict in (True, False):
            with pytest.raises(ValidationError) as refused:
                Everything.model_validate(dict.fromkeys(Everything.model_fields, value) | {"more": 1}, strict=strict)
            found = refused.value.errors()
            said |= {one["type"]: error.message for one, error in zip(found, field_errors(found), strict=True)}
    assert len(said) > 25
    assert [
        (kind, text) for kind, text in said.items() if of_the_library(text) or "{" in text or text.startswith("The value c")
    ] == []


@pytest.mark.feature("S2.15")
def test_an_error_that_the_library_gets_later_is_said_in_our_words_too() -> None:
    assert _WORDS.keys() <= set(get_args(ErrorType))
    unknown: ErrorDetails = {"type": "uuid_parsing", "loc": ("id",), "msg": "Input should be a valid UUID", "input": "x"}
    assert [one.message for one in field_errors([unknown])] == ["The value cannot be used here."]


class Sizes(BaseModel):
    counted: Annotated[str, StringConstraints(min_length=2, max_length=3)] = "aa"
    cleaned: Annotated[str, AfterValidator(str.strip), StringConstraints(min_length=1, max_length=3)] = "a"
    some: Annotated[tuple[int, ...], Field(min_length=1, max_length=2)] = (1,)


@pytest.mark.feature("S2.15")
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"counted": "aaaa"}, "This has 4 characters. Send 3 at most."),
        ({"counted": "a"}, "This has 1 character. Send 2 or more."),
        ({"cleaned": "aaaa "}, "This has 4 characters. Send 3 at most."),
        ({"cleaned": " "}, "The text must not be empty."),
        ({"some": [1, 2, 3]}, "This has 3 entries. Send 2 at most."),
        ({"some": []}, "Send at least one entry."),
    ],
)
def test_a_limit_is_named_with_what_was_sent(value: object, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Sizes.model_validate(value)
    assert [one.message for one in field_errors(refused.value.errors())] == [message]


def _patterns() -> set[str]:
    """The patterns of the fields that callers send, from the code."""
    product = Path(__file__).resolve().parents[3]
    files = [
        path
        for part in ("shared/contactbook/domain", "shared/contactbook/services", "functions")
        for path in (product / part).rglob("*.py")
    ]
    return {
        word.value.value
        for path in files
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "pattern" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
    }


@pytest.mark.feature("S2.15")
def test_every_pattern_is_said_in_words() -> None:
    # Only stored marks of refusals have this one; no caller sends them.
    assert {one for one in _patterns() if "unusable" not in one} - _FORMS.keys() == set()


def test_what_is_wrong_with_the_whole_has_the_root_as_its_pointer() -> None:
    found = found_in({"begins_on": "2026-05-02", "ends_on": "2026-05-01"})
    assert [one.field for one in field_errors(found)] == [""]


@pytest.mark.parametrize(
    ("steps", "pointer"),
    [((), ""), (("emails", 0, "address"), "/emails/0/address"), (("a/b", "c~d"), "/a~1b/c~0d")],
)
def test_steps_are_written_as_a_json_pointer(steps: tuple[str | int, ...], pointer: str) -> None:
    assert pointer_to(steps) == pointer


def test_members_of_an_enumeration_are_named_by_their_values() -> None:
    class Colour(StrEnum):
        RED = "red"
        BLUE = "blue"

    class Painted(BaseModel):
        colour: Literal[Colour.RED, Colour.BLUE]

    with pytest.raises(ValidationError) as refused:
        Painted.model_validate({"colour": "green"})
    (error,) = field_errors(refused.value.errors())
    assert error.message == "Send one of these: 'red' or 'blue'."


@pytest.mark.feature("S2.15")
def test_every_error_of_the_library_has_a_code_of_ours_and_every_code_is_documented() -> None:
    kinds = [kind for found in CODES.values() for kind in found]
    assert sorted(kinds) == sorted(set(kinds))
    assert set(kinds) <= set(get_args(ErrorType))
    # The types for which we have words say more than that the value is invalid, but for some that no field of ours can have.
    assert _WORDS.keys() - set(kinds) == {"invalid_key", "recursion_loop"}
    documented = Path(__file__).resolve().parents[3] / "docs" / "errors.md"
    rows = [line.split("`")[1] for line in documented.read_text().split("## Codes")[1].splitlines() if line.startswith("| `")]
    assert rows == [*CODES, INVALID]


class Chosen(BaseModel):
    values: dict[Annotated[str, StringConstraints(pattern="^[a-z]{2}$")], Annotated[str, Field(max_length=3)] | bool | int] = {}
    one: Visit | None = None
    several: tuple[Visit, ...] = ()


@pytest.mark.feature("S2.15")
@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"values": {"aa": [1]}}, [("/values/aa", "wrong_type", "Send a text, true or false or a whole number.")]),
        ({"values": {"aa": "long"}}, [("/values/aa", "too_long", "This has 4 characters. Send 3 at most.")]),
        ({"values": {"AA": 1}}, [("/values/AA", "wrong_format", "Send the two lower-case letters of a language, such as en.")]),
        ({"one": {}}, [("/one/begins_on", "required", "The field is required.")]),
        ({"several": [{"begins_on": "2026-11-30"}, {}]}, [("/several/1/begins_on", "required", "The field is required.")]),
        ({"several": 1, "one": 2}, [("/one", "wrong_type", "Send an object."), ("/several", "wrong_type", "Send a list.")]),
    ],
)
def test_a_pointer_names_what_was_sent_and_no_branch_of_the_library(
    sent: dict[str, Any], errors: list[tuple[str, str, str]]
) -> None:
    with pytest.raises(ValidationError) as refused:
        Chosen.model_validate(sent)
    found = field_errors(refused.value.errors(), sent)
    assert [(one.field, one.code, one.message) for one in found] == errors
