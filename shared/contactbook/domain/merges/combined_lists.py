"""The lists of values of several contacts, united in one contact (S1.22)."""

from collections.abc import Container, Iterable, Sequence
from typing import TypeVar

from contactbook.domain.base.text import fold
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Address, Email, JoinedTopic, LeftTopic, Phone
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.tags import is_reserved

P = TypeVar("P", Email, Phone)
T = TypeVar("T")
Topic = TypeVar("Topic", LeftTopic, JoinedTopic)


def united(values: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """Return each value once, in the order of its first appearance. Unknown fields make no difference."""
    found: dict[T, T] = {}
    for each in values:
        for value in each:
            found.setdefault(without_unknown(value), value)
    return tuple(found.values())


def own_tags(source: Contact) -> tuple[str, ...]:
    """Return the tags that people gave. Tags of the daily sync describe the record that goes (S4.11)."""
    return tuple(tag for tag in source.tags if tag not in source.sync_tags and not _is_of_sync(tag))


def _is_of_sync(tag: str) -> bool:
    return is_reserved(tag, in_top_account=True) or is_reserved(tag, in_top_account=False)


def united_points(found: Iterable[tuple[str, P]]) -> tuple[P, ...]:
    """Return each email or phone once, given with its comparable value. The first primary one stays primary."""
    points: dict[str, P] = {}
    has_primary = False
    for value, point in found:
        if value not in points:
            points[value] = with_fields(point, primary=point.primary and not has_primary)
            has_primary = has_primary or point.primary
    return tuple(points.values())


def united_addresses(found: Iterable[Address]) -> tuple[Address, ...]:
    """Return each address once.

    A second active address of a type becomes inactive (S2.37). The first primary address stays primary (S2.38).
    """
    addresses: dict[tuple[str, ...], Address] = {}
    active_types: set[str | None] = set()
    has_primary = False
    for address in found:
        place = _place(address)
        if place in addresses:
            continue
        active = address.active and address.type not in active_types
        primary = active and address.primary and not has_primary
        addresses[place] = with_fields(address, active=active, primary=primary)
        has_primary = has_primary or primary
        if active:
            active_types.add(address.type)
    return with_one_primary(addresses.values())


def united_left_topics(contacts: Sequence[Contact]) -> tuple[LeftTopic, ...]:
    """Return each list that the person of any contact left, with the last time: leaving is a stop, and a stop beats a go (S5.7)."""
    return _last_of_each(topic for contact in contacts for topic in contact.left_topics)


def united_joined_topics(contacts: Sequence[Contact], left: Container[str]) -> tuple[JoinedTopic, ...]:
    """Return each list that the person of any contact joined by itself and of none left, with the last time."""
    last = _last_of_each(topic for contact in contacts for topic in contact.joined_topics)
    return tuple(topic for topic in last if topic.list_id not in left)


def with_one_primary(addresses: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses; if none is primary, the first active one becomes primary (S2.38)."""
    settled = list(addresses)
    active = [place for place, address in enumerate(settled) if address.active]
    if active and not any(settled[place].primary for place in active):
        settled[active[0]] = with_fields(settled[active[0]], primary=True)
    return tuple(settled)


def _last_of_each(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return the last of these topics for each list."""
    return tuple({topic.list_id: topic for topic in sorted(topics, key=lambda topic: topic.at)}.values())


def _place(address: Address) -> tuple[str, ...]:
    """Return what makes two addresses the same. An inactive one differs from an active one: it is kept for later (S2.39)."""
    parts = (address.type, address.line_1, address.line_2, address.city, address.region, address.postal_code, address.country)
    return (*(fold(part or "") for part in parts), str(address.active))
