"""The sample's one source of time, as `contactbook.clock` is the product's."""

from collections.abc import Callable
from datetime import UTC, datetime

source: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731 - replaced by the stack


def now() -> datetime:
    return source()
