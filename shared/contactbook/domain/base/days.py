"""A tenant's days, which begin and end in its own time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today_in(time_zone: str, now: datetime) -> date:
    """Return the date in the time zone at `now`."""
    return now.astimezone(ZoneInfo(time_zone)).date()
