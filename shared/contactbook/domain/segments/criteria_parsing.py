"""Parsing criteria from JSON. Every field, operator and value is checked (S2.65, S2.108)."""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import JsonValue

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.text import fold, is_blank
from contactbook.domain.segments.criteria import TODAY, All, AnyOf, Criteria, Leaf, Not, Operand, Operator
from contactbook.domain.segments.criteria_fields import FieldType, field_named
from contactbook.domain.settings.fields import CustomFields

DEEPEST = 8
MOST_LEAVES = 100
_MOST_VALUES = 200
_LONGEST_TEXT = 200
_MOST_DAYS = 36_500
# `fromisoformat` alone would also accept week dates, such as 2026-W01-1.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_OF_YEAR = re.compile(r"[0-9]{2}-[0-9]{2}")

_FITTING: dict[FieldType, frozenset[Operator]] = {
    FieldType.TEXT: frozenset(
        {Operator.IS, Operator.IS_NOT, Operator.IN, Operator.CONTAINS, Operator.STARTS_WITH, Operator.EXISTS}
    ),
    FieldType.LIST: frozenset(
        {Operator.IS, Operator.IS_NOT, Operator.IN, Operator.CONTAINS, Operator.STARTS_WITH, Operator.EXISTS}
    ),
    FieldType.FLAG: frozenset({Operator.IS, Operator.IS_NOT, Operator.EXISTS}),
    FieldType.NUMBER: frozenset({Operator.IS, Operator.IS_NOT, Operator.IN, Operator.EXISTS}),
    FieldType.DATE: frozenset(
        {Operator.IS, Operator.IS_NOT, Operator.IN, Operator.BEFORE, Operator.AFTER, Operator.WITHIN_DAYS, Operator.EXISTS}
    ),
    FieldType.DAY_OF_YEAR: frozenset({Operator.IS, Operator.IS_NOT, Operator.IN, Operator.WITHIN_DAYS, Operator.EXISTS}),
}


def parsed(raw: JsonValue, custom: CustomFields, *, under: str = "/criteria") -> Criteria:
    """Return the criteria. Raises ValidationFailed with a pointer to each wrong part, below `under`."""
    parser = _Parser(custom)
    criteria = parser.node(raw, under, 1)
    if parser.errors:
        raise ValidationFailed("The criteria are not valid; see `errors`.", errors=parser.errors)
    return criteria


def parsed_conditions(raw: Sequence[JsonValue], custom: CustomFields, *, under: str = "/conditions") -> All:
    """Return several criteria as one; all must hold. Raises ValidationFailed."""
    return All(tuple(parsed(one, custom, under=f"{under}/{place}") for place, one in enumerate(raw)))


class _Parser:
    """Parses criteria and collects all of their errors."""

    def __init__(self, custom: CustomFields) -> None:
        self.errors: list[FieldError] = []
        self._custom = custom
        self._leaves = 0

    def node(self, raw: JsonValue, pointer: str, depth: int) -> Criteria:
        if depth > DEEPEST:
            return self._refuse(pointer, "too_deep", f"Criteria must not be nested more than {DEEPEST} levels deep.")
        if not isinstance(raw, dict):
            return self._refuse(pointer, "not_an_object", "Criteria must be an object.")
        return self._leaf(raw, pointer) if "field" in raw else self._join(raw, pointer, depth)

    def _join(self, raw: dict[str, JsonValue], pointer: str, depth: int) -> Criteria:
        if len(raw) != 1 or not raw.keys() <= {"all", "any", "not"}:
            return self._refuse(pointer, "not_criteria", "Criteria must have a field, or exactly one of all, any and not.")
        ((join, inner),) = raw.items()
        if join == "not":
            return Not(self.node(inner, f"{pointer}/not", depth + 1))
        if not isinstance(inner, list) or (join == "any" and not inner):
            return self._refuse(f"{pointer}/{join}", "not_a_list", "This must be a list of criteria; `any` needs at least one.")
        parts = tuple(self.node(one, f"{pointer}/{join}/{place}", depth + 1) for place, one in enumerate(inner))
        return All(parts) if join == "all" else AnyOf(parts)

    def _leaf(self, raw: dict[str, JsonValue], pointer: str) -> Criteria:
        self._leaves += 1
        if self._leaves == MOST_LEAVES + 1:
            return self._refuse(pointer, "too_many", f"Criteria must not have more than {MOST_LEAVES} conditions.")
        path = raw["field"]
        field = field_named(path, self._custom) if isinstance(path, str) else None
        if field is None or not isinstance(path, str):
            return self._refuse(f"{pointer}/field", "unknown_criteria_field", "There is no field of this name for criteria.")
        operators = [name for name in raw if name != "field"]
        if len(operators) != 1 or operators[0] not in set(Operator):
            return self._refuse(pointer, "not_one_operator", f"A condition must have exactly one of {', '.join(Operator)}.")
        operator = Operator(operators[0])
        if operator not in _FITTING[field.type]:
            message = f"A field of type {field.type.value} does not have this operator."
            return self._refuse(f"{pointer}/{operator.value}", "operator_does_not_fit", message)
        try:
            sent = raw[operator.value]
            return Leaf(path, field, operator, _operand(field.type, operator, sent), sent)
        except ValueError as error:
            return self._refuse(f"{pointer}/{operator.value}", "value_does_not_fit", str(error))

    def _refuse(self, pointer: str, code: str, message: str) -> Criteria:
        """Record an error. The criteria returned in place of the wrong part are never matched."""
        self.errors.append(FieldError(pointer, code, message))
        return All(())


def _operand(field_type: FieldType, operator: Operator, raw: JsonValue) -> Operand:
    if operator is Operator.EXISTS:
        return _flag(raw)
    if operator is Operator.WITHIN_DAYS:
        return _days(raw)
    if operator is Operator.IN:
        if not isinstance(raw, list) or not raw or len(raw) > _MOST_VALUES:
            raise ValueError(f"This must be a list of 1 to {_MOST_VALUES} values.")
        return tuple(_one_operand(field_type, one) for one in raw)
    return _flag(raw) if field_type is FieldType.FLAG else _one_operand(field_type, raw)


def _one_operand(field_type: FieldType, raw: JsonValue) -> str | float | date:
    if field_type is FieldType.NUMBER:
        return _number(raw)
    if field_type is FieldType.DATE:
        return _date(raw)
    text = _text(raw)
    return _day_of_year(text) if field_type is FieldType.DAY_OF_YEAR else text


def _flag(raw: JsonValue) -> bool:
    if not isinstance(raw, bool):
        raise ValueError("This must be true or false.")  # noqa: TRY004 - the caller turns a ValueError into the error of a field
    return raw


def _days(raw: JsonValue) -> float:
    if not isinstance(raw, int) or isinstance(raw, bool) or abs(raw) > _MOST_DAYS:
        raise ValueError("This must be a whole number of days. A negative number means days in the past.")
    return raw


def _number(raw: JsonValue) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise ValueError("This must be a number.")  # noqa: TRY004 - the caller turns a ValueError into the error of a field
    try:
        return float(raw)
    except (ValueError, OverflowError) as error:
        raise ValueError("This must be a number.") from error


def _date(raw: JsonValue) -> str | date:
    if raw == TODAY:
        return TODAY
    if not isinstance(raw, str) or not _DATE.fullmatch(raw):
        raise ValueError("This must be a date YYYY-MM-DD, or today.")
    return _existing_day(raw)


def _day_of_year(text: str) -> str:
    if text == TODAY:
        return text
    if not _DAY_OF_YEAR.fullmatch(text):
        raise ValueError("This must be a day MM-DD, or today.")
    # 2000 is a leap year, so 29 February is valid.
    return _existing_day(f"2000-{text}").strftime("%m-%d")


def _existing_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("The calendar has no such day.") from error


def _text(raw: JsonValue) -> str:
    if not isinstance(raw, str) or len(raw) > _LONGEST_TEXT or is_blank(raw):
        raise ValueError("This must be a text.")
    return fold(raw)
