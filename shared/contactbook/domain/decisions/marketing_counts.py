"""How much marketing a contact got lately, and whether that is as much as the tenant's cap allows (S7.9).

What was handed to a provider counts, and what may have been: an `unknown` message. A message that definitely did not leave gives
its place back.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from contactbook.domain.base.values import Record
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.settings.contact_policy import MOST_DAYS, MOST_MESSAGES, MarketingCap

# A clock that was put back leaves times ahead. So far ahead they count as now; further ahead they tell nothing.
_AHEAD = timedelta(days=1)
KEPT = timedelta(days=MOST_DAYS)


class MarketingCount(Record):
    """When a contact was sent marketing, the earliest first, in seconds since 1970. It exists from version 1 on.

    It has as much as the largest cap asks for, so that a tenant may change its cap.
    """

    version: int = 0
    contact_id: str
    sent: tuple[int, ...] = ()


def is_reached(counts: Iterable[MarketingCount], cap: MarketingCap, now: datetime, *, own: datetime | None = None) -> bool:
    """True if no further message may leave now. `counts` are those of the contact and of each contact merged into it.

    `own` is when the message itself was counted, if it was and did not leave.
    """
    since = int((now - timedelta(days=cap.days)).timestamp())
    until = int((now + _AHEAD).timestamp())
    times = [one for count in counts for one in count.sent]
    if own is not None and int(own.timestamp()) in times:
        times.remove(int(own.timestamp()))
    return len([one for one in times if since < one <= until]) >= cap.most


def with_message(counts: Sequence[MarketingCount], now: datetime, *, own: datetime | None = None) -> tuple[MarketingCount, ...]:
    """Return which of a contact's counts to save with a message that leaves now: the first one, and one that it leaves.

    The first count is the contact's own. A message that was counted before, at `own`, takes no second place.
    """
    left = without_message(counts, own) if own else None
    first = left if left and left.contact_id == counts[0].contact_id else counts[0]
    moment = int(now.timestamp())
    after, until = moment - int(KEPT.total_seconds()), moment + int(_AHEAD.total_seconds())
    kept = sorted([*(min(one, moment) for one in first.sent if after < one <= until), moment])
    counted = with_fields(counts[0], version=counts[0].version + 1, sent=tuple(kept[-MOST_MESSAGES:]))
    return (counted,) if left is None or left.contact_id == counted.contact_id else (counted, left)


def without_message(counts: Iterable[MarketingCount], counted_at: datetime) -> MarketingCount | None:
    """Return the first count that holds a message counted then, without it; None if none does."""
    moment = int(counted_at.timestamp())
    for count in counts:
        if moment in count.sent:
            place = count.sent.index(moment)
            return next_version(count, sent=count.sent[:place] + count.sent[place + 1 :])
    return None
