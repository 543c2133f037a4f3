"""EventBridge's cron expressions: their fields, and the next time at which one fires."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from contactbook.domain.settings.local_times import instant_of

_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}
_WEEKDAYS = {name: number for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), start=1)}
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


@dataclass(frozen=True)
class Cron:
    """The fields of a cron expression. The days are kept as text, for they depend on the month."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days_of_month: str
    months: tuple[int, ...]
    days_of_week: str
    years: frozenset[int]


@lru_cache(maxsize=256)
def parsed_cron(body: str) -> Cron:
    """Return the fields of a cron expression. Raises ValueError for one that EventBridge would refuse."""
    fields = body.split(" ")
    if len(fields) != 6:
        raise ValueError("A cron expression needs six fields: minutes, hours, day of month, month, day of week and year.")
    minutes, hours, day_of_month, month, day_of_week, year = (field.upper() for field in fields)
    if (day_of_month == "?") == (day_of_week == "?"):
        raise ValueError("Exactly one of day of month and day of week must be ?.")
    _check_days(day_of_month, day_of_week)
    return Cron(
        _numbers(minutes, 0, 59, "minutes"),
        _numbers(hours, 0, 23, "hours"),
        day_of_month,
        _numbers(month, 1, 12, "month", _MONTHS),
        day_of_week,
        frozenset(_numbers(year, _FIRST_YEAR, _LAST_YEAR, "year")),
    )


def _numbers(field: str, lowest: int, highest: int, name: str, names: dict[str, int] | None = None) -> tuple[int, ...]:
    found: set[int] = set()
    for part in field.split(","):
        range_, slash, step_text = part.partition("/")
        if slash and not (step_text.isdecimal() and 0 < int(step_text) <= highest):
            raise ValueError(f"The step of {name} must be a number from 1 to {highest}.")
        step = int(step_text) if slash else 1
        if range_ == "*":
            first, last = lowest, highest
        else:
            low, dash, high = range_.partition("-")
            first = _number(low, lowest, highest, name, names)
            last = _number(high, lowest, highest, name, names) if dash else highest if slash else first
        size = highest - lowest + 1
        distance = (last - first) % size
        found.update(lowest + (first - lowest + offset) % size for offset in range(0, distance + 1, step))
    return tuple(sorted(found))


def _number(text: str, lowest: int, highest: int, name: str, names: dict[str, int] | None) -> int:
    value = (names or {}).get(text) or (int(text) if text.isdecimal() and len(text) < 5 else None)
    if value is None or not lowest <= value <= highest:
        raise ValueError(f"The field {name} must be between {lowest} and {highest}.")
    return value


def _check_days(day_of_month: str, day_of_week: str) -> None:
    if day_of_month not in ("?", "L", "LW"):
        if found := re.fullmatch(r"L-(\d{1,2})", day_of_month):
            _number(found.group(1), 1, 30, "day of month", None)
        else:
            _numbers(day_of_month.removesuffix("W"), 1, 31, "day of month")
            if day_of_month.endswith("W") and not day_of_month[:-1].isdecimal():
                raise ValueError("W must follow a single day of the month.")
    if day_of_week in ("?", "L"):
        return
    if "#" in day_of_week:
        day, _, week = day_of_week.partition("#")
        _number(day, 1, 7, "day of week", _WEEKDAYS)
        _number(week, 1, 5, "week of the month", None)
    elif day_of_week.endswith("L"):
        _number(day_of_week[:-1], 1, 7, "day of week", _WEEKDAYS)
    else:
        _numbers(day_of_week, 1, 7, "day of week", _WEEKDAYS)


def next_of_cron(cron: Cron, zone: ZoneInfo, moment: datetime) -> datetime | None:
    """Return the first time after the moment at which it fires, in UTC; None if it never fires again."""
    # A clock change moves times by a few hours at most, so the search begins a day early and takes times after the moment.
    first_day = (moment.astimezone(zone) - timedelta(days=1)).date()
    for day in _days(cron, first_day):
        times = (
            instant_of(datetime(day.year, day.month, day.day, hour, minute), zone)  # noqa: DTZ001 - made aware by instant_of
            for hour in cron.hours
            for minute in cron.minutes
        )
        found = min((time for time in times if time > moment), default=None)
        if found is not None:
            return found
    return None


def _days(cron: Cron, first: date) -> Iterator[date]:
    for year in range(first.year, _LAST_YEAR + 1):
        if year not in cron.years:
            continue
        for month in cron.months:
            if (year, month) < (first.year, first.month):
                continue
            for number in sorted(_days_in_month(cron, year, month)):
                day = date(year, month, number)
                if day >= first:
                    yield day


def _days_in_month(cron: Cron, year: int, month: int) -> set[int]:
    last = calendar.monthrange(year, month)[1]
    field = cron.days_of_month
    if field == "?":
        return _days_by_weekday(cron.days_of_week, year, month, last)
    if field == "L":
        return {last}
    if field.startswith("L-"):
        return {last - int(field[2:])} if last > int(field[2:]) else set()
    if field.endswith("W"):
        wanted = last if field == "LW" else int(field[:-1])
        return {_working_day(year, month, wanted, last)} if wanted <= last else set()
    return {day for day in _numbers(field, 1, 31, "day of month") if day <= last}


def _days_by_weekday(field: str, year: int, month: int, last: int) -> set[int]:
    by_weekday: dict[int, list[int]] = {}
    for day in range(1, last + 1):
        by_weekday.setdefault(date(year, month, day).isoweekday() % 7 + 1, []).append(day)
    if field == "L":
        return set(by_weekday[7])
    if "#" in field:
        weekday, _, week = field.partition("#")
        days = by_weekday[_number(weekday, 1, 7, "day of week", _WEEKDAYS)]
        return {days[int(week) - 1]} if len(days) >= int(week) else set()
    if field.endswith("L"):
        return {by_weekday[_number(field[:-1], 1, 7, "day of week", _WEEKDAYS)][-1]}
    return {day for weekday in _numbers(field, 1, 7, "day of week", _WEEKDAYS) for day in by_weekday[weekday]}


def _working_day(year: int, month: int, day: int, last: int) -> int:
    """Return the working day nearest to the day, within the month."""
    weekday = date(year, month, day).weekday()
    if weekday == 5:
        return day - 1 if day > 1 else day + 2
    if weekday == 6:
        return day + 1 if day < last else day - 2
    return day
