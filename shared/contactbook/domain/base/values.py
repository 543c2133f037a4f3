"""The base models and scalar types of the domain.

A `Draft` is what a caller sent; it refuses unknown fields at every depth. A `Value` is what is stored; it keeps unknown fields, so that
an older release can read and rewrite what a newer one wrote (`unknown.py`). A `Part` is a value that callers send within a draft and
that is stored as it was sent. All are frozen.

The scalar types are stricter than pydantic's, because a consent may depend on them: a flag is `true` or `false` and never "yes", a
date is `YYYY-MM-DD`, a time has an offset and is stored in UTC, an amount of money is a decimal string.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache, wraps
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from contactbook.domain.base.text import clean_line, clean_text
from contactbook.domain.base.unknown import has_unknown, unknown_fields


# Models build their validators at first use (`defer_build`): building them takes a quarter of the import time.
class Value(BaseModel):  # noqa: PLW1641 - pydantic makes the hash of a frozen model from its fields
    """A stored or computed value: frozen; it keeps the fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Return the value itself. Pydantic copies the default of a field for each record, and nobody changes a value."""
        return self

    def __eq__(self, other: object) -> bool:
        """Return what pydantic does. Writing compares each field with its default, and most of them are that default itself."""
        if self is other:
            return True
        if type(self) is not type(other):
            return super().__eq__(other)
        return self.__dict__ == other.__dict__ and self.__pydantic_extra__ == other.__pydantic_extra__

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema without the unknown fields, which no answer shows."""
        schema = handler(core_schema)
        found = handler.resolve_ref_schema(schema)
        if found.get("additionalProperties") is True:
            del found["additionalProperties"]
        return schema


class Part(Value):
    """A value that callers send within a draft, and that is stored as it was sent."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of a draft's part: it refuses unknown fields."""
        schema = super().__get_pydantic_json_schema__(core_schema, handler)
        handler.resolve_ref_schema(schema)["additionalProperties"] = False
        return schema


class Record(Value):
    """A stored value with a version, which each change increases by one."""

    version: int = 1


class Draft(BaseModel):
    """What a caller sent: frozen; refuses unknown fields at every depth."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Return the draft itself, as a `Value` does."""
        return self

    @model_validator(mode="after")
    def _has_only_known_fields(self) -> Self:
        # A stored record that inherits from a draft keeps what it does not know.
        if self.model_config.get("extra") == "forbid":
            require_known(self)
        return self


P = TypeVar("P", bound=Part)


def whole_part(check: Callable[[P], P]) -> Callable[[P], P]:
    """Make a check of a part as a whole wait until each field is known: `Draft` names the others, which may be why it would fail."""

    @wraps(check)
    def checked(part: P) -> P:
        return part if has_unknown(part) else check(part)

    return checked


def require_known(value: BaseModel) -> None:
    """Raises pydantic's ValidationError for unknown fields, as if the whole value forbade them."""
    if not has_unknown(value):
        return
    unknown = [InitErrorDetails(type="extra_forbidden", loc=place, input=content) for place, content in unknown_fields(value)]
    raise ValidationError.from_exception_data(type(value).__name__, unknown)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONEY = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,4})?")
_WRITTEN_TIME = "Write a time in ISO 8601 with its offset, such as 2026-11-30T09:00:00Z."
_WRITTEN_AMOUNT = 'Write an amount as a text with at most four decimals, such as "250.00".'
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


# The code of the errors of these types.
_FORMAT = "wrong_format"


def _read_day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError(_FORMAT, "Write a date as YYYY-MM-DD, such as 2026-11-30.")
    if not isinstance(value, str | date) or isinstance(value, datetime):
        raise PydanticCustomError(_FORMAT, "Write a date as YYYY-MM-DD, such as 2026-11-30.")
    return value


def _read_moment(value: object) -> object:
    if not isinstance(value, str | datetime):
        raise PydanticCustomError(_FORMAT, _WRITTEN_TIME)
    if isinstance(value, str) and not value[:1].isdigit():
        raise PydanticCustomError(_FORMAT, _WRITTEN_TIME)
    if isinstance(value, str) and "T" not in value.upper():
        raise PydanticCustomError(_FORMAT, "The time of day is missing. Write a time such as 2026-11-30T09:00:00Z.")
    return value


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise PydanticCustomError(_FORMAT, "The offset from UTC is missing. Write a time such as 2026-11-30T09:00:00Z.")
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError(_FORMAT, "A time must be between the years 1 and 9999.") from error


def _write_moment(value: datetime) -> str:
    # Two times that are the same in two zones are written differently, and to a cache they are one.
    return _written_in_utc(value) if value.tzinfo is UTC else _written(value)


def _written(value: datetime) -> str:
    return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")


# One change writes its time a dozen times.
_written_in_utc = lru_cache(maxsize=64)(_written)


def _read_money(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not _MONEY.fullmatch(value):
        raise PydanticCustomError(_FORMAT, _WRITTEN_AMOUNT)
    try:
        amount = Decimal(value)
    except InvalidOperation as error:
        raise PydanticCustomError(_FORMAT, _WRITTEN_AMOUNT) from error
    # Nothing is nothing: there is no zero below zero.
    return amount or abs(amount)


def _check_month_day(value: str) -> str:
    if not _MONTH_DAY.fullmatch(value):
        raise PydanticCustomError(_FORMAT, "Write a day of the year as MM-DD, such as 08-15.")
    month, day = int(value[:2]), int(value[3:])
    # A leap year, so that 29 February exists.
    try:
        date(2000, month, day)
    except ValueError as error:
        raise PydanticCustomError(_FORMAT, "The calendar has no such day. Write a day of the year as MM-DD.") from error
    return value


Flag = StrictBool
Count = Annotated[StrictInt, Field(ge=0, le=1_000_000_000)]
Day = Annotated[date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime,
    BeforeValidator(_read_moment),
    AfterValidator(_in_utc),
    PlainSerializer(_write_moment, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Money = Annotated[
    Decimal,
    BeforeValidator(_read_money),
    PlainSerializer(str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,15}(\.\d{1,4})?$"}),
]
MonthDay = Annotated[
    str,
    AfterValidator(_check_month_day),
    WithJsonSchema({"type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}),
]
# One line of text: NFC, no control characters, trimmed, inner white space folded. A longer line is refused, not cut.
MOST_IN_A_LINE = 200
Line = Annotated[str, AfterValidator(clean_line), StringConstraints(max_length=MOST_IN_A_LINE)]
ShortLine = Annotated[str, AfterValidator(clean_line), StringConstraints(max_length=64)]
# Several lines of text: NFC, no control characters but line feed and tab.
Text = Annotated[str, AfterValidator(clean_text), StringConstraints(max_length=20_000)]
# A name that configuration uses: a type, a tag, a category, a group.
Key = Annotated[str, AfterValidator(clean_line), StringConstraints(min_length=1, max_length=100)]
# The id of a stored record, as a caller sends it.
Id = Annotated[str, StringConstraints(min_length=5, max_length=64)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
