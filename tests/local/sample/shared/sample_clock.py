"""The sample's only source of time, like `contactbook.clock` in the product."""

from collections.abc import Callable
from datetime import UTC, datetime

source: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731 - replaced by the stack


def now() -> datetime:
    return source()
