"""Soft bounces of one address: a mailbox that bounces so many times in a row is as unusable as one that does not exist (S5.10).

A usual delivery touches none of this. Whether a message was delivered in between is looked up when the limit is reached.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from contactbook.domain.base.values import Moment, Record, Value
from contactbook.domain.base.versions import next_version, with_fields

# The provider tells within this time what became of a message. Until then it may still be a delivery.
REPORTED_WITHIN = timedelta(days=1)
_MOST_KEPT = 50


class SoftBounce(Value):
    """One message that soft-bounced."""

    communication_id: str
    contact_id: str
    at: Moment


class SoftBounces(Record):
    """The soft bounces of one address since it was last known to work. `address` is its keyed hash; `version` 0 is not stored yet.

    Bounces up to `settled_until` are counted already, or were followed by a delivery.
    """

    address: str
    bounces: tuple[SoftBounce, ...] = ()
    settled_until: Moment | None = None


def with_bounce(known: SoftBounces, bounce: SoftBounce) -> SoftBounces:
    """Return the next version with the bounce; the same value if it is known or settled. A message counts once."""
    if known.settled_until is not None and bounce.at <= known.settled_until:
        return known
    if any(one.communication_id == bounce.communication_id for one in known.bounces):
        return known
    kept = sorted([*known.bounces, bounce], key=lambda one: (one.at, one.communication_id))[-_MOST_KEPT:]
    return next_version(known, bounces=tuple(kept))


def with_deliveries(known: SoftBounces, delivered_at: Iterable[datetime]) -> SoftBounces:
    """Return the bounces after the last delivery to the address. The version stays: it is saved with the bounce that asked."""
    last = max(delivered_at, default=None)
    if last is None or not known.bounces or last < known.bounces[0].at:
        return known
    return with_fields(known, bounces=tuple(one for one in known.bounces if one.at > last), settled_until=last)


def settled(known: SoftBounces) -> SoftBounces:
    """Return the bounces as counted: the next ones begin to count anew. The version stays."""
    return with_fields(known, bounces=(), settled_until=known.bounces[-1].at)
