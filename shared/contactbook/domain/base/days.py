"""A tenant's days, which begin and end in its own time zone."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


# One change asks for it several times.
@lru_cache(maxsize=64)
def today_in(time_zone: str, now: datetime) -> date:
    """Return the date in the time zone at `now`."""
    return now.astimezone(ZoneInfo(time_zone)).date()
