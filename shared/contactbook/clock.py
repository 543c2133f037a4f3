"""The source of time. All other code takes `now` or `today` as an argument."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


def wall_clock() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)


# The local stack and the tests set their own source here, so that a day can pass without waiting.
source: Callable[[], datetime] = wall_clock


def now() -> datetime:
    """Return the current time, aware, in UTC, in whole milliseconds as in ids and stored times."""
    moment = source()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def machine_seconds() -> tuple[float, float]:
    """Return the machine's monotonic and wall clocks in seconds, for the age of cached values. A test's own time does not count.

    The monotonic clock may stand still while a function sleeps between two requests; the wall clock does not.
    """
    return time.monotonic(), time.time()
