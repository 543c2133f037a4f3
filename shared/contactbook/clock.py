"""The one source of time. Everything else takes `now` or `today` as an argument."""

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
