"""A tenant's days, which begin and end in its own time zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def today_in(time_zone: str, now: datetime) -> date:
    """Return the date in the time zone at `now`."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def start_of(day: date, time_zone: str) -> datetime:
    """Return the first instant of the day in the time zone, as UTC."""
    return datetime.combine(day, time.min, ZoneInfo(time_zone)).astimezone(UTC)
