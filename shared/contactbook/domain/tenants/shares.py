"""The share of one tenant in what all tenants use: requests in a window of time, and jobs at once (S8.4).

Each running environment of a function counts the requests of a tenant by itself and allows some without asking. Beyond those it
takes requests from the tenant's window in the store, a lot at a time. So the store is asked once for many requests, and for most
tenants never.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.base.values import Moment, Value

# Seconds of one window. A tenant may use up its whole share in the first second of it.
WINDOW = 10

# A window's share has this many lots while the tenant stays within it, and this many after it went beyond it. Lots that several
# environments leave unused at the end of a window are lost to the tenant, so a busy one takes smaller lots.
_LOTS = 20
_LOTS_WHEN_BUSY = 100
# So many windows after it went beyond its share, a tenant counts as busy.
_BUSY_WINDOWS = 6


@dataclass(frozen=True)
class RequestShare:
    """What one environment knows of one tenant's requests in one window.

    `left` is the number of requests that it may still allow without asking. `used_up` says that the tenant's share of this window
    is used up; `busy_in` is the last window in which it was, None if it never was.
    """

    window: int
    left: int
    used_up: bool = False
    busy_in: int | None = None

    @property
    def is_busy(self) -> bool:
        """True if the tenant used up its share in one of the last windows."""
        return self.busy_in is not None and self.window - self.busy_in <= _BUSY_WINDOWS


def window_at(seconds: float) -> int:
    """Return the number of the window at a time in seconds since 1970."""
    return int(seconds // WINDOW)


def seconds_to_next_window(seconds: float) -> int:
    """Return how long a refused tenant waits: 1 to 10 seconds."""
    return WINDOW - int(seconds % WINDOW)


def share_in_window(known: RequestShare | None, window: int, per_second: int) -> RequestShare:
    """Return what an environment knows in this window: as before, or at the window's beginning.

    An environment allows one lot without asking. It allows none to a busy tenant: with many environments those lots would be more
    than the share.
    """
    if known is not None and known.window == window:
        return known
    fresh = RequestShare(window, 0, busy_in=known.busy_in if known else None)
    return fresh if fresh.is_busy else replace(fresh, left=lot_of(fresh, per_second))


def lot_of(share: RequestShare, per_second: int) -> int:
    """Return how many requests an environment takes from the store at once."""
    return max(1, per_second * WINDOW // (_LOTS_WHEN_BUSY if share.is_busy else _LOTS))


def with_lot(share: RequestShare, lot: int, taken: int, per_second: int) -> RequestShare:
    """Return the share after a lot was taken. `taken` is what all environments took in this window, with this lot."""
    granted = max(0, min(lot, per_second * WINDOW - (taken - lot)))
    if granted:
        return replace(share, left=share.left + granted)
    return replace(share, used_up=True, busy_in=share.window)


def after_request(share: RequestShare) -> RequestShare:
    """Return the share after one request that it allowed."""
    return replace(share, left=share.left - 1)


class JobSlot(Value):
    """One of the places that a tenant has for running jobs of one kind. An environment that dies leaves it at `until` (UTC)."""

    until: Moment
    # Who has it. Two jobs that take it in the same millisecond would otherwise write the same, and both would have it.
    holder: str | None = None


def free_slot(taken: Sequence[tuple[int, JobSlot]], most: int, now: datetime) -> int | None:
    """Return the number of a free place, or None if the tenant has all of its places in use."""
    in_use = {number for number, slot in taken if slot.until > now}
    return next((number for number in range(most) if number not in in_use), None)
