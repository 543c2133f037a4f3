"""Pydantic's errors as the field errors that a caller gets, in our words (S2.15)."""

import re
from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any, get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from contactbook.domain.base.errors import FieldError

WRONG_TYPE = "wrong_type"
# Our codes, and pydantic's error types that are told by each. `docs/errors.md` says what each means.
CODES: Mapping[str, frozenset[str]] = {
    "unknown_field": frozenset({"extra_forbidden"}),
    "required": frozenset({"missing", "missing_argument", "union_tag_not_found"}),
    WRONG_TYPE: frozenset(
        {"finite_number", "int_from_float", "int_parsing", "is_instance_of", "none_required"}
        | {f"{kind}_type" for kind in ("bool", "date", "datetime", "decimal", "dict", "float", "frozen_set", "int", "iterable")}
        | {f"{kind}_type" for kind in ("json", "list", "mapping", "model", "model_attributes", "set", "string", "time", "tuple")}
        | {"bool_parsing", "float_parsing", "url_type"}
    ),
    "wrong_format": frozenset(
        {"date_from_datetime_inexact", "date_from_datetime_parsing", "date_parsing", "datetime_from_date_parsing"}
        | {"datetime_object_invalid", "datetime_parsing", "decimal_parsing", "json_invalid", "string_pattern_mismatch"}
        | {"string_unicode", "time_parsing", "timezone_aware", "timezone_naive"}
        | {"url_parsing", "url_scheme", "url_syntax_violation"}
    ),
    "unknown_value": frozenset({"enum", "literal_error", "union_tag_invalid"}),
    "out_of_range": frozenset(
        {"date_future", "date_past", "greater_than", "greater_than_equal", "less_than", "less_than_equal", "multiple_of"}
        | {"decimal_max_digits", "decimal_max_places", "decimal_whole_digits", "int_parsing_size"}
    ),
    "too_long": frozenset({"string_too_long", "too_long", "url_too_long"}),
    "too_short": frozenset({"string_too_short", "too_short"}),
}
# Of what pydantic or a validator of ours refuses otherwise.
INVALID = "invalid_value"
_CODE_OF = {kind: code for code, kinds in CODES.items() for kind in kinds}
_SEND = "Send "
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
    "string_pattern_mismatch": "The text has another form than this field needs.",
    "string_type": _TEXT,
    "string_unicode": "The text is not valid Unicode.",
    "time_parsing": "Send a time of day such as 21:00.",
    "time_type": "Send a time of day such as 21:00.",
    "timezone_aware": "Say the offset from UTC, as in 2026-11-30T09:00:00Z.",
    "timezone_naive": "Leave the offset from UTC out.",
    "tuple_type": _LIST,
    "union_tag_invalid": "{discriminator} must be one of these: {expected_tags}.",
    "union_tag_not_found": "Name the kind in {discriminator}.",
    "url_parsing": "Send an address such as https://example.com/path.",
    "url_scheme": "The address must begin with one of these: {expected_schemes}.",
    "url_syntax_violation": "Send an address such as https://example.com/path.",
    "url_too_long": "The address is too long. Send {max_length} characters at most.",
    "url_type": "Send an address such as https://example.com/path.",
}
_MEMBER = re.compile(r"<\w+\.\w+: ('[^']*')>")
# What a text must look like, by the pattern of its field.
_FORMS: Mapping[str, str] = {
    r"^(json|csv)$": "Send json or csv.",
    r"^[A-Za-z0-9_-]{1,64}$": "Send an id: 1 to 64 letters, digits, underscores and dashes.",
    r"^[A-Z]{2}$": "Send the two capital letters of a country, such as CY.",
    r"^[a-z0-9][a-z0-9_-]{0,63}:.{1,200}$": "Send the system and the id, such as core:4711. A system has lower-case letters, digits, _ and -.",
    r"^[a-z0-9][a-z0-9_-]{0,63}$": "Name a system by 1 to 64 lower-case letters, digits, underscores and dashes.",
    r"^adr_[0-9A-Z]{26}$": "Send the id of an address, such as adr_01J9ZQ5W3V8K2M4N6P7R8S9T0A, or leave it out.",
    r"^[a-z]{2}$": "Send the two lower-case letters of a language, such as en.",
    r"^[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+){0,2}$": "The time zone must be an IANA name, such as Europe/Nicosia.",
    r"^[a-z][a-z0-9_]*(\.[a-z0-9_]{1,64}){0,4}$": "Send the path of a field, such as identifiers.vat_number.",
    r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,3}$": "Send the path of a field, such as identifiers.vat_number.",
    r"^[0-9]{1,11}$": "Send 1 to 11 digits.",
    r"^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$": "A tenant id is 3 to 40 lower-case letters, digits and inner dashes.",
    r"^(\+[1-9][0-9]{6,14}|[0-9]{3,8}|[A-Za-z][A-Za-z0-9-]{0,10})$": "Send a number with + and its country code, a short number, or a name of at most 11 letters, digits and dashes.",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": "Send a time of day such as 21:00.",
    r"^(\+?[0-9]{3,15}|[A-Za-z0-9 \-]{1,11})$": "Send a phone number of 3 to 15 digits, or a name of at most 11 letters, digits, spaces and dashes.",
    r"^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\".]+$": "Send an email address such as news@acme.example.",
    r"^[a-z][a-z0-9_]{0,63}$": "A name begins with a lower-case letter and has at most 64 lower-case letters, digits and underscores.",
    r"^(person|company)$": "Send person or company.",
    r"^#[0-9a-fA-F]{6}$": "Send a colour such as #1a2b3c.",
    r'^[^\w"\r\n]$': "Send one character, such as ;, or comma, semicolon, tab or pipe.",
    r"^([^{}]|\{(title|first_name|middle_name|last_name|full_name|company_name)\})+$": "A format is text with the placeholders {title}, {first_name}, {middle_name}, {last_name}, {full_name} and {company_name}.",
    r"^[A-Z]{3}$": "Send the three capital letters of a currency, such as EUR.",
}
# Errors whose text a validator of ours wrote.
_OURS = frozenset({"assertion_error", "value_error"})
_OF_THE_LIBRARY = frozenset(get_args(ErrorType)) - _OURS


def field_errors(found: Iterable[ErrorDetails], sent: object = None) -> list[FieldError]:
    """Return one field error for each of pydantic's errors, in their order.

    With what was `sent`, a pointer names only what that has: pydantic also names the branches of what may have one type or another,
    and the keys of objects. Such errors of one place are one error.
    """
    if sent is None:
        return [FieldError(pointer_to(one["loc"]), _code_of(one), _words_for(one)) for one in found]
    placed: dict[tuple[str | int, ...], list[ErrorDetails]] = {}
    for one in found:
        placed.setdefault(_place_of(one, sent), []).append(one)
    return [_one_error(pointer_to(place), errors) for place, errors in placed.items()]


def _place_of(one: ErrorDetails, sent: object) -> tuple[str | int, ...]:
    """Return those steps of an error's place that what was sent has, and the name of a field that it lacks."""
    here, place, is_there = sent, list[str | int](), True
    for step in one["loc"]:
        is_there = step in here if isinstance(here, Mapping) else isinstance(here, list | tuple) and step in range(len(here))
        if is_there:
            here = here[step]  # type: ignore[index]  # A step into a list is a number.
            place.append(step)
    return tuple(place) if is_there or _code_of(one) != "required" else (*place, one["loc"][-1])


def _one_error(pointer: str, errors: Sequence[ErrorDetails]) -> FieldError:
    """Return what is wrong at a place: of a value that may have several types, what is wrong with the type that it has."""
    first = next((one for one in errors if _code_of(one) != WRONG_TYPE), errors[0])
    words = list(dict.fromkeys(map(_words_for, errors)))
    if _code_of(first) != WRONG_TYPE or len(words) == 1:
        return FieldError(pointer, _code_of(first), _words_for(first))
    kinds = [one.removeprefix(_SEND).removesuffix(".") for one in words]
    return FieldError(pointer, WRONG_TYPE, f"{_SEND}{', '.join(kinds[:-1])} or {kinds[-1]}.")


def _code_of(one: ErrorDetails) -> str:
    """Return our code of an error. A validator of ours may give its own."""
    kind = one["type"]
    return _CODE_OF.get(kind, INVALID if kind in _OF_THE_LIBRARY or kind in _OURS else kind)


def _words_for(one: ErrorDetails) -> str:
    if one["type"] == "missing" and not one["loc"]:
        return "The request needs a body. Send a JSON object."
    if one["type"] in ("string_too_long", "string_too_short", "too_long", "too_short"):
        return _words_for_size(one["input"], one.get("ctx", {}))
    if one["type"] == "string_pattern_mismatch":
        return _FORMS.get(one["ctx"]["pattern"], _WORDS["string_pattern_mismatch"])
    if one["type"] in _WORDS:
        # Pydantic names the members of an enumeration as Python does.
        return _MEMBER.sub(r"\1", _WORDS[one["type"]].format_map(one.get("ctx", {})))
    if one["type"] in _OF_THE_LIBRARY:
        return "The value cannot be used here."
    return one["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")


def _words_for_size(value: object, limits: Mapping[str, Any]) -> str:
    """Return the limit and how much was sent. Pydantic takes a text that a validator of ours returned for a list of entries."""
    most, least = limits.get("max_length"), limits.get("min_length")
    if isinstance(value, str):
        return (
            "The text must not be empty."
            if least == 1
            else _too_many_or_few("character", limits.get("actual_length") or len(value), most, least)
        )
    if least == 1:
        return "Send at least one entry."
    return _too_many_or_few("entry", len(value) if isinstance(value, Sized) else limits.get("actual_length"), most, least)


def _too_many_or_few(what: str, sent: int | None, most: int | None, least: int | None) -> str:
    counted = f"{sent} {what}" if sent == 1 else f"{sent} {what}s".replace("ys", "ies")
    return f"This has {counted}. Send {f'{most} at most' if most is not None else f'{least} or more'}."


def pointer_to(steps: Sequence[str | int]) -> str:
    """Return the JSON Pointer (RFC 6901) to a value. The first step of a query parameter is its name."""
    # Pydantic adds a step where the name itself of an entry is wrong.
    named = steps[:-1] if steps and steps[-1] == "[key]" else steps
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in named)
