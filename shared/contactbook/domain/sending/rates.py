"""How fast a tenant may send over a channel, so that its hundred thousand leave room for another's ten (S0).

A bucket that runs empty at the rate: what is booked fills it, and nothing more is booked before it has run empty. One booking is ten
seconds' worth at most, which is how long the next one of the same tenant waits.
"""

from datetime import datetime, timedelta

from contactbook.domain.base.values import Moment, Value

_AT_ONCE = timedelta(seconds=10)
# A queue counts whole seconds: less than one is not waited for. It stays in the bucket, so the rate holds all the same.
_NOT_WORTH_IT = timedelta(seconds=1)


class SendingRate(Value):
    """The bucket of one tenant and channel: what was booked is used up at `spent_until` (UTC).

    `booking_id` names the last booking: without it two senders that book as much at one moment would take each other's for their own.
    """

    spent_until: Moment
    booking_id: str


def booking_of(wanted: int, per_second: int) -> int:
    """How many of those wanted one booking takes."""
    return min(wanted, max(1, int(per_second * _AT_ONCE.total_seconds())))


def wait_before_booking(rate: SendingRate | None, now: datetime) -> timedelta:
    """How long until the next may be booked; zero if that is now."""
    wait = rate.spent_until - now if rate else timedelta(0)
    return wait if wait >= _NOT_WORTH_IT else timedelta(0)


def booked(rate: SendingRate | None, count: int, per_second: int, now: datetime, *, booking_id: str) -> SendingRate:
    """The bucket with so many more."""
    start = max(now, rate.spent_until) if rate else now
    return SendingRate(spent_until=start + timedelta(seconds=count / per_second), booking_id=booking_id)
