"""When a schedule fires: EventBridge's `cron(...)`, `rate(...)` and `at(...)`, in a time zone.

A time that the zone's clock skips fires once, at the instant of the skip. A time that the clock repeats fires the first time
only.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from contactbook.domain.runs.cron_expressions import next_of_cron, parsed_cron
from contactbook.domain.settings.local_times import instant_of

_EXPRESSION = re.compile(r"(cron|rate|at)\(([^()]{1,200})\)")
_RATE = re.compile(r"([1-9]\d{0,5}) (minute|minutes|hour|hours|day|days)")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440}


def require_expression(expression: str) -> None:
    """Raise ValueError, with what is wrong, for an expression that EventBridge would refuse."""
    kind, body = _split(expression)
    if kind == "cron":
        parsed_cron(body)
    elif kind == "rate":
        _rate(body)
    else:
        _at(body)


def next_after(expression: str, zone: str, moment: datetime, *, start: datetime) -> datetime | None:
    """Return the first time after `moment` at which it fires, in UTC; None if it never fires again.

    A rate counts from `start`. Missed times are dropped, so a schedule that was missed fires once and goes on.
    """
    kind, body = _split(expression)
    if kind == "rate":
        step = _rate(body)
        passed = max(0, (moment - start) // step + 1) if moment >= start else 0
        return start + step * max(1, passed)
    if kind == "at":
        fires = instant_of(_at(body), ZoneInfo(zone))
        return fires if fires > moment else None
    return next_of_cron(parsed_cron(body), ZoneInfo(zone), moment)


def _split(expression: str) -> tuple[str, str]:
    found = _EXPRESSION.fullmatch(expression)
    if not found:
        raise ValueError("Write cron(0 9 * * ? *), rate(1 day) or at(2026-03-29T03:30:00).")
    return found.group(1), found.group(2)


def _rate(body: str) -> timedelta:
    found = _RATE.fullmatch(body)
    if not found or (found.group(1) == "1") == found.group(2).endswith("s"):
        raise ValueError("Write a rate such as rate(1 day) or rate(5 minutes).")
    return timedelta(minutes=int(found.group(1)) * _MINUTES[found.group(2).removesuffix("s")])


def _at(body: str) -> datetime:
    if not _AT.fullmatch(body):
        raise ValueError("Write a single time such as at(2026-03-29T03:30:00).")
    try:
        return datetime.fromisoformat(body)
    except ValueError as error:
        raise ValueError("The calendar has no such date or time. Write one such as at(2026-03-29T03:30:00).") from error
