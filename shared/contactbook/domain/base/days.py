"""A tenant's days: they begin and end in its own time zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def today_in(time_zone: str, now: datetime) -> date:
    """The date it is in the time zone at `now`."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def start_of(day: date, time_zone: str) -> datetime:
    """The first instant of the day in the time zone, in UTC."""
    return datetime.combine(day, time.min, ZoneInfo(time_zone)).astimezone(UTC)
