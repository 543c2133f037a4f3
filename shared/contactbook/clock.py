"""The one source of time. Everything else takes `now` or `today` as an argument."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


def wall_clock() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


# The local stack and the tests put their own source here, so that a day can pass without waiting for it.
source: Callable[[], datetime] = wall_clock


def now() -> datetime:
    """The present instant, aware, in UTC, whole milliseconds (what ids and stored times can carry)."""
    moment = source()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def machine_seconds() -> tuple[float, float]:
    """The machine's monotonic and wall clocks in seconds, for the age of what a function keeps; never the set time of a test.

    A function that slept between two requests may find its monotonic clock where it left it; the wall clock has gone on.
    """
    return time.monotonic(), time.time()
