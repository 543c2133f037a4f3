"""The rate at which a tenant may send over a channel, so that a large run leaves room for other tenants (S0).

It is a leaky bucket: a booking fills it, it empties at the rate, and the next booking waits until it is empty. One booking is at
most ten seconds' worth, so the next booking of the same tenant waits at most that long.
"""

from datetime import datetime, timedelta

from contactbook.domain.base.values import Moment, Value

_LONGEST_BOOKING = timedelta(seconds=10)
# Queues delay by whole seconds, so a shorter wait is skipped. It stays in the bucket, so the rate is kept all the same.
_SHORTEST_WAIT = timedelta(seconds=1)


# Only a clock that was put back, or a hundred thousand urgent messages, fill a bucket for longer.
_LONGEST_WAIT = timedelta(hours=1)


class SendingRate(Value):
    """The bucket of one tenant and channel: it is empty at `spent_until` (UTC).

    `booking_id` names the last booking. Without it, two senders that book the same amount at the same moment would write the same
    item, and each would take the other's booking for its own.
    """

    spent_until: Moment
    booking_id: str


def booking_of(wanted: int, per_second: int) -> int:
    """Return how many of the wanted messages one booking covers."""
    return min(wanted, max(1, int(per_second * _LONGEST_BOOKING.total_seconds())))


def wait_before_booking(rate: SendingRate | None, now: datetime) -> timedelta:
    """Return how long to wait before the next booking; zero if it may be made now."""
    wait = _spent_until(rate, now) - now
    return wait if wait >= _SHORTEST_WAIT else timedelta(0)


def booked(rate: SendingRate | None, count: int, per_second: int, now: datetime, *, booking_id: str) -> SendingRate:
    """Return the bucket with `count` more messages in it."""
    return SendingRate(spent_until=_spent_until(rate, now) + timedelta(seconds=count / per_second), booking_id=booking_id)


def _spent_until(rate: SendingRate | None, now: datetime) -> datetime:
    """Return when the bucket is empty, not before now. A bucket from a clock that was put back counts as empty."""
    if rate is None or rate.spent_until - now > _LONGEST_WAIT:
        return now
    return max(now, rate.spent_until)
