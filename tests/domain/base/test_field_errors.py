"""What pydantic finds wrong is told in our words: a pointer, a code that a portal branches on, a message for a person."""

from typing import Self

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails

from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.field_errors import field_errors, pointer_to
from contactbook.domain.base.values import Day


class Visit(BaseModel):
    model_config = ConfigDict(extra="forbid")
    guests: tuple[str, ...] = ()
    begins_on: Day
    ends_on: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends_on and self.ends_on < self.begins_on:
            raise ValueError("a visit ends after it begins")
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
        ({"begins_on": "2026-05-01", "guests": ["Eleni", 7]}, "/guests/1", "string_type"),
        ({"begins_on": "2026-05-01", "a/b~c": 4}, "/a~1b~0c", "unknown_field"),
    ],
)
def test_each_error_points_to_its_field_and_has_a_code(value: object, field: str, code: str) -> None:
    assert [(one.field, one.code) for one in field_errors(found_in(value))] == [(field, code)]


@pytest.mark.feature("S2.15")
def test_a_message_begins_with_what_is_wrong() -> None:
    (error,) = field_errors(found_in({"begins_on": "1 May"}))
    assert error == FieldError("/begins_on", "value_error", "a date is written YYYY-MM-DD")


def test_what_is_wrong_with_the_whole_has_the_root_as_its_pointer() -> None:
    found = found_in({"begins_on": "2026-05-02", "ends_on": "2026-05-01"})
    assert [one.field for one in field_errors(found)] == [""]


@pytest.mark.parametrize(
    ("steps", "pointer"),
    [((), ""), (("emails", 0, "address"), "/emails/0/address"), (("a/b", "c~d"), "/a~1b/c~0d")],
)
def test_steps_are_written_as_a_json_pointer(steps: tuple[str | int, ...], pointer: str) -> None:
    assert pointer_to(steps) == pointer
