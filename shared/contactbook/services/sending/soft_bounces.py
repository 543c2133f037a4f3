"""Counts soft bounces of an address in a row; the last one allowed makes the address unusable (S5.10).

A delivery costs nothing here: whether the address took a message in between is looked up when the limit is reached, from the
communications to whoever has the address.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.refusals.soft_bounces import (
    REPORTED_WITHIN,
    SoftBounce,
    SoftBounces,
    settled,
    with_bounce,
    with_deliveries,
)
from contactbook.domain.search.words import word_of_address
from contactbook.domain.sending.deliveries import Feedback
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# Contacts with the address, and of each its newest messages, among which a delivery is looked for.
_MOST_CONTACTS = 20
_MOST_MESSAGES = 100


@dataclass(frozen=True)
class Counted:
    """What saves the bounce, and whether the address is unusable from now on."""

    writes: tuple[Write, ...] = ()
    is_unusable: bool = False


def counted(store: TenantStore, feedback: Feedback, found: Communication, address: str) -> Counted:
    """Return what counts a soft bounce of the address. One read; a bounce that is counted already is nothing new.

    At the limit: one query for the contacts with the address, and one for the messages of each.
    """
    before = store.refusals.soft_bounces(store.refusals.name_of(address))
    bounce = SoftBounce(communication_id=found.communication_id, contact_id=found.contact_id, at=feedback.at)
    after = with_bounce(before, bounce)
    if after == before:
        return Counted()
    limit = store.settings.current().senders.soft_bounce_limit
    is_unusable = False
    if len(after.bounces) >= limit:
        bounced = {one.communication_id for one in after.bounces}
        others = [one for one in _messages_to(store, address, after) if one.communication_id not in bounced]
        after = with_deliveries(after, [one.delivered_at for one in others if one.delivered_at])
        is_unusable = len(after.bounces) >= limit and not _may_still_arrive(others, after.bounces[-1].at)
        after = settled(after) if is_unusable else after
    return Counted((store.refusals.save_soft_bounces_of(after),), is_unusable)


def _messages_to(store: TenantStore, address: str, known: SoftBounces) -> Iterator[Communication]:
    """Yield the newest messages to the address."""
    wanted = comparable_address(address)
    holders = store.search.holders_of(word_of_address(wanted))
    contact_ids = list(dict.fromkeys([*(one.contact_id for one in known.bounces), *holders]))[:_MOST_CONTACTS]
    for contact in contact_ids:
        page, _ = store.communications.page([contact], limit=_MOST_MESSAGES, after=None)
        yield from (one for one in page if one.address and comparable_address(one.address) == wanted)


def _may_still_arrive(sent: Iterable[Communication], last: datetime) -> bool:
    """True if it is not told yet what became of a message that was sent before the last bounce: it may be the delivery in between."""
    return any(
        one.state is CommunicationState.SENT and one.sent_at is not None and last - REPORTED_WITHIN < one.sent_at <= last
        for one in sent
    )
