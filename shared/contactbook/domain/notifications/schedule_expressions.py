"""When a schedule fires: EventBridge's `cron(...)`, `rate(...)` and `at(...)`, in a time zone.

The clock of a zone skips an hour in spring and repeats one in autumn. A time that does not exist fires once, at the instant at
which the clock skipped over it; a time that comes twice fires the first time only.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_EXPRESSION = re.compile(r"(cron|rate|at)\(([^()]{1,200})\)")
_RATE = re.compile(r"([1-9]\d{0,5}) (minute|minutes|hour|hours|day|days)")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}
_WEEKDAYS = {name: number for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), start=1)}
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_MINUTES = {"minute": 1, "hour": 60, "day": 1440}


@dataclass(frozen=True)
class _Cron:
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days_of_month: str
    months: tuple[int, ...]
    days_of_week: str
    years: frozenset[int]


def check_expression(expression: str) -> None:
    """Raises ValueError, with what is wrong, for an expression that EventBridge would not take."""
    kind, body = _split(expression)
    if kind == "cron":
        _cron(body)
    elif kind == "rate":
        _rate(body)
    else:
        _at(body)


def next_after(expression: str, zone: str, moment: datetime, *, start: datetime) -> datetime | None:
    """The first time after `moment` at which it fires, in UTC; None when it never does again.

    A rate counts from `start`. Times that passed unseen are passed over, so a schedule that was missed fires once and goes on.
    """
    kind, body = _split(expression)
    if kind == "rate":
        step = _rate(body)
        passed = max(0, (moment - start) // step + 1) if moment >= start else 0
        return start + step * max(1, passed)
    if kind == "at":
        fires = instant_of(_at(body), ZoneInfo(zone))
        return fires if fires > moment else None
    return _next_of_cron(_cron(body), ZoneInfo(zone), moment)


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a time on the zone's clocks: the first of two, and for none the instant of the skip."""
    first = local.replace(tzinfo=zone, fold=0)
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back == local:
        return first.astimezone(UTC)
    # In the gap: with fold=1 the zone's later offset is used, which lands before the skip, with fold=0 after it.
    low, high = sorted(int(local.replace(tzinfo=zone, fold=fold).timestamp()) for fold in (0, 1))
    offset = _offset(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == offset else (low, middle)
    return datetime.fromtimestamp(high, UTC)


def _offset(second: int, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(second, zone).utcoffset()


def _split(expression: str) -> tuple[str, str]:
    found = _EXPRESSION.fullmatch(expression)
    if not found:
        raise ValueError("a schedule is cron(...), rate(...) or at(...)")
    return found.group(1), found.group(2)


def _rate(body: str) -> timedelta:
    found = _RATE.fullmatch(body)
    if not found or (found.group(1) == "1") == found.group(2).endswith("s"):
        raise ValueError("a rate is written rate(1 day) or rate(5 minutes)")
    return timedelta(minutes=int(found.group(1)) * _MINUTES[found.group(2).removesuffix("s")])


def _at(body: str) -> datetime:
    if not _AT.fullmatch(body):
        raise ValueError("a single time is written at(2026-03-29T03:30:00)")
    try:
        return datetime.fromisoformat(body)
    except ValueError as error:
        raise ValueError("there is no such date or time") from error


@lru_cache(maxsize=256)
def _cron(body: str) -> _Cron:
    fields = body.split(" ")
    if len(fields) != 6:
        raise ValueError("cron needs six fields: minutes, hours, day of month, month, day of week, year")
    minutes, hours, day_of_month, month, day_of_week, year = (field.upper() for field in fields)
    if (day_of_month == "?") == (day_of_week == "?"):
        raise ValueError("one of day of month and day of week must be ?, and only one")
    _check_days(day_of_month, day_of_week)
    return _Cron(
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
            raise ValueError(f"the step of {name} is no number")
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
        raise ValueError(f"{name} has a value outside {lowest} to {highest}")
    return value


def _check_days(day_of_month: str, day_of_week: str) -> None:
    if day_of_month not in ("?", "L", "LW"):
        if found := re.fullmatch(r"L-(\d{1,2})", day_of_month):
            _number(found.group(1), 1, 30, "day of month", None)
        else:
            _numbers(day_of_month.removesuffix("W"), 1, 31, "day of month")
            if day_of_month.endswith("W") and not day_of_month[:-1].isdecimal():
                raise ValueError("W follows a single day of the month")
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


def _next_of_cron(cron: _Cron, zone: ZoneInfo, moment: datetime) -> datetime | None:
    # A clock change moves times by a few hours at most, so the search begins a day early and takes what is after the moment.
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


def _days(cron: _Cron, first: date) -> Iterator[date]:
    for year in range(first.year, _LAST_YEAR + 1):
        if year not in cron.years:
            continue
        for month in cron.months:
            if (year, month) < (first.year, first.month):
                continue
            for number in sorted(_days_of(cron, year, month)):
                day = date(year, month, number)
                if day >= first:
                    yield day


def _days_of(cron: _Cron, year: int, month: int) -> set[int]:
    last = calendar.monthrange(year, month)[1]
    field = cron.days_of_month
    if field == "?":
        return _days_of_weeks(cron.days_of_week, year, month, last)
    if field == "L":
        return {last}
    if field.startswith("L-"):
        return {last - int(field[2:])} if last > int(field[2:]) else set()
    if field.endswith("W"):
        wanted = last if field == "LW" else int(field[:-1])
        return {_working_day(year, month, wanted, last)} if wanted <= last else set()
    return {day for day in _numbers(field, 1, 31, "day of month") if day <= last}


def _days_of_weeks(field: str, year: int, month: int, last: int) -> set[int]:
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
    """The weekday nearest to the day, within the month."""
    weekday = date(year, month, day).weekday()
    if weekday == 5:
        return day - 1 if day > 1 else day + 2
    if weekday == 6:
        return day + 1 if day < last else day - 2
    return day
