"""Local times of a zone as instants.

The clock of a zone skips an hour in spring and repeats one in autumn. A skipped time becomes the instant of the skip. Of a
repeated time the first instant counts.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a time on the zone's clocks: the first of two, or the instant of the skip if there is none."""
    first = local.replace(tzinfo=zone, fold=0)
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back == local:
        return first.astimezone(UTC)
    # The time is skipped: fold=1 uses the zone's later offset and gives an instant before the skip, fold=0 one after it.
    before, after = sorted(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return next_change(before, after, zone) or after


def next_change(first: datetime, last: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant between these at which the zone's clock is put forward or back; None if it is not.

    It finds one change. The instants may be a day apart: no zone changes twice within one.
    """
    low, high = int(first.timestamp()), int(last.timestamp())
    offset = _offset(low, zone)
    if _offset(high, zone) == offset:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == offset else (low, middle)
    return datetime.fromtimestamp(high, UTC)


def _offset(second: int, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(second, zone).utcoffset()
