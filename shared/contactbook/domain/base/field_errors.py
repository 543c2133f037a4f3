"""Pydantic's errors as the field errors that a caller gets, in our words (S2.15)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from contactbook.domain.base.errors import FieldError

# Our codes for pydantic's error types, where they differ.
_CODES = {"extra_forbidden": "unknown_field", "missing": "required"}
_TEXT, _NUMBER, _OBJECT = "Send a text.", "Send a number.", "Send an object."
_LIST, _FLAG, _WHOLE = "Send a list.", "Send true or false.", "Send a whole number."
_DATE, _MOMENT = "Send a date such as 2026-11-30.", "Send a time such as 2026-11-30T09:00:00Z."
# What is wrong and what to send instead, by pydantic's error type. The names in braces are pydantic's.
_WORDS: Mapping[str, str] = {
    "bool_parsing": _FLAG,
    "bool_type": _FLAG,
    "date_from_datetime_inexact": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_future": "The date must be in the future.",
    "date_parsing": _DATE,
    "date_past": "The date must be in the past.",
    "date_type": _DATE,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_type": _MOMENT,
    "decimal_max_digits": "The number has too many digits. Send {max_digits} at most.",
    "decimal_max_places": "The number has too many decimal places. Send {decimal_places} at most.",
    "decimal_parsing": "Send an amount such as 12.50.",
    "decimal_type": "Send an amount such as 12.50.",
    "decimal_whole_digits": "The number has too many digits before the point. Send {whole_digits} at most.",
    "dict_type": _OBJECT,
    "enum": "Send one of these: {expected}.",
    "extra_forbidden": "This route does not know the field. Leave it out.",
    "finite_number": _NUMBER,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "frozen_set_type": _LIST,
    "greater_than": "The number must be greater than {gt}.",
    "greater_than_equal": "The number must be {ge} or greater.",
    "int_from_float": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": "The number is too large.",
    "int_type": _WHOLE,
    "invalid_key": "The name of a field must be a text.",
    "is_instance_of": "Send a value of another type.",
    "iterable_type": _LIST,
    "json_invalid": "The text is not valid JSON.",
    "json_type": "Send JSON as a text.",
    "less_than": "The number must be less than {lt}.",
    "less_than_equal": "The number must be {le} or less.",
    "list_type": _LIST,
    "literal_error": "Send one of these: {expected}.",
    "mapping_type": _OBJECT,
    "missing": "The field is required.",
    "missing_argument": "The field is required.",
    "model_attributes_type": _OBJECT,
    "model_type": _OBJECT,
    "multiple_of": "The number must be a multiple of {multiple_of}.",
    "none_required": "Send null, or leave the field out.",
    "recursion_loop": "The value contains itself.",
    "set_type": _LIST,
    "string_pattern_mismatch": "The text has another form than this field needs: it must match {pattern}.",
    "string_too_long": "The text is too long. Send {max_length} characters at most.",
    "string_too_short": "The text is too short. Send {min_length} characters or more.",
    "string_type": _TEXT,
    "string_unicode": "The text is not valid Unicode.",
    "time_parsing": "Send a time of day such as 21:00.",
    "time_type": "Send a time of day such as 21:00.",
    "timezone_aware": "Say the offset from UTC, as in 2026-11-30T09:00:00Z.",
    "timezone_naive": "Leave the offset from UTC out.",
    "too_long": "There are too many entries. Send {max_length} at most.",
    "too_short": "There are too few entries. Send {min_length} or more.",
    "tuple_type": _LIST,
    "union_tag_invalid": "{discriminator} must be one of these: {expected_tags}.",
    "union_tag_not_found": "Name the kind in {discriminator}.",
    "url_parsing": "Send an address such as https://example.com/path.",
    "url_scheme": "The address must begin with one of these: {expected_schemes}.",
    "url_syntax_violation": "Send an address such as https://example.com/path.",
    "url_too_long": "The address is too long. Send {max_length} characters at most.",
    "url_type": "Send an address such as https://example.com/path.",
}
# Errors whose text a validator of ours wrote.
_OURS = frozenset({"assertion_error", "value_error"})
_OF_THE_LIBRARY = frozenset(get_args(ErrorType)) - _OURS


def field_errors(found: Iterable[ErrorDetails]) -> list[FieldError]:
    """Return one field error for each of pydantic's errors, in their order."""
    return [FieldError(pointer_to(one["loc"]), _CODES.get(one["type"], one["type"]), _words_for(one)) for one in found]


def _words_for(one: ErrorDetails) -> str:
    if one["type"] in _WORDS:
        return _WORDS[one["type"]].format_map(one.get("ctx", {}))
    if one["type"] in _OF_THE_LIBRARY:
        return "The value cannot be used here."
    return one["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")


def pointer_to(steps: Sequence[str | int]) -> str:
    """Return the JSON Pointer (RFC 6901) to a value. The first step of a query parameter is its name."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
