"""Dates as people and tools write them, read without guessing (S6.5).

A date whose day and month could be swapped is read only in the order that the import names. A date without a year is a day of the
year. A date of zeros, which some tools write for an empty field, is no date.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.reading.names import month_of


class DateOrder(StrEnum):
    """The order in which the dates of a file name year, month and day."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}.*|T\d{4,6}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/. ])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}")
_THREE = re.compile(rf"(\d{{1,2}})\s*[-/. ]\s*(\d{{1,2}})\s*[-/. ]\s*(\d{{4}}|\d{{2}}){_TIME}")
_TWO = re.compile(r"(\d{1,2})[-/.](\d{1,2})\.?")
_WITHOUT_YEAR = re.compile(r"--?(\d{2})-?(\d{2})")
_ZEROS = re.compile(r"[0\s/.:-]*0[0\s/.:T-]*")
# Apple writes this year for a date without a year.
_NO_YEAR = 1604
# Two digits of a year up to this one are of this century, as Excel reads them.
_LAST_OF_CENTURY = 29
# Any leap year, so that 29 February exists.
_LEAP_YEAR = 2000
_ORDERS = {DateOrder.DMY: (2, 1, 0), DateOrder.MDY: (2, 0, 1), DateOrder.YMD: (0, 1, 2)}


class DayOfYear(str):
    """A date without its year, `MM-DD`."""

    __slots__ = ()


def is_zero_date(text: str) -> bool:
    """True if the text is a date of zeros, such as 0/0/00."""
    return bool(_ZEROS.fullmatch(text))


def read_date(text: str, order: DateOrder | None, *, in_future: bool = False) -> date | DayOfYear | None:
    """Return the date or the day of the year that the text names; None if it names none.

    `in_future` reads two digits of a year as this century. Raises ValidationFailed `ambiguous_date`.
    """
    if (found := _YEAR_FIRST.fullmatch(text)) or (found := _COMPACT.fullmatch(text)):
        numbers = [int(number) for number in found.groups() if number and number.isdecimal()]
        return _dated(*numbers)
    if found := _WITHOUT_YEAR.fullmatch(text):
        return day_of_year(int(found[1]), int(found[2]))
    if found := _THREE.fullmatch(text):
        return _only(_readings_of_three(found.groups(), order, in_future=in_future))
    if found := _TWO.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        month_first, day_first = day_of_year(first, second), day_of_year(second, first)
        said = {DateOrder.DMY: [day_first], DateOrder.MDY: [month_first], DateOrder.YMD: [month_first]}
        return _only(said[order] if order else [month_first, day_first])
    return _with_name_of_month(text, in_future=in_future)


def _readings_of_three(parts: tuple[str, ...], order: DateOrder | None, *, in_future: bool) -> Iterator[date | DayOfYear | None]:
    """Yield what three numbers, the last of which may be a year of four digits, can mean."""
    says_order = order is not None and not (order is DateOrder.YMD and len(parts[2]) == 4)
    for one in (order,) if says_order and order else DateOrder:
        year, month, day = (parts[place] for place in _ORDERS[one])
        if len(parts[2]) != 4 or year == parts[2]:
            yield _dated(_whole_year(year, in_future=in_future), int(month), int(day))


def _only(readings: Iterator[date | DayOfYear | None] | list[DayOfYear | None]) -> date | DayOfYear | None:
    found = {reading for reading in readings if reading is not None}
    if len(found) > 1:
        message = "The date can be read in several ways. Name the order of the file's dates in `date_order`: ymd, dmy or mdy."
        raise ValidationFailed(message, code="ambiguous_date")
    return next(iter(found), None)


def _with_name_of_month(text: str, *, in_future: bool) -> date | DayOfYear | None:
    words = [word for word in re.split(r"[\s,./'-]+", text) if word]
    months = [month for word in words if (month := None if word.isdecimal() else month_of(word))]
    numbers = [word for word in words if word.isdecimal()]
    if len(months) != 1 or len(numbers) + 1 != len(words) or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 1:
        return day_of_year(months[0], int(numbers[0]))
    day, year = numbers if len(numbers[0]) < 3 else (numbers[1], numbers[0])
    return _dated(_whole_year(year, in_future=in_future), months[0], int(day)) if len(year) in (2, 4) else None


def _whole_year(digits: str, *, in_future: bool) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if in_future or year <= _LAST_OF_CENTURY else 1900)


def _dated(year: int, month: int, day: int) -> date | DayOfYear | None:
    if year == _NO_YEAR:
        return day_of_year(month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_year(month: int, day: int) -> DayOfYear | None:
    """Return the day of the year; None if no year has it."""
    try:
        return DayOfYear(f"{date(_LEAP_YEAR, month, day):%m-%d}")
    except ValueError:
        return None
