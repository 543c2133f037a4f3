"""The lists that a person leaves and joins by itself, and what was said about them at its addresses (S5.7)."""

from collections.abc import Iterable
from datetime import datetime

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import JoinedTopic, LeftTopic
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.scopes import topic_scope
from contactbook.domain.permissions.standing import is_own, with_nos_kept
from contactbook.domain.refusals.marks import RefusedAddress, Through


def topic_nos(contact: Contact, list_id: str, marks: Iterable[RefusedAddress]) -> list[datetime]:
    """Return when the person, or one with an address of the contact, left the list each time that no yes of its own has answered."""
    own = [topic.at for topic in contact.left_topics if topic.list_id == list_id]
    at_addresses = [mark for mark in marks if mark.through is not Through.BOUNCE and topic_scope(list_id) in mark.scopes]
    return [*own, *(mark.said_at for mark in at_addresses if not answers_topic(contact, list_id, mark))]


def answers_topic(contact: Contact, list_id: str, mark: RefusedAddress) -> bool:
    """True if the person joined the list after this no at an address, and said so once the contact had the address."""
    joined = next((topic for topic in contact.joined_topics if topic.list_id == list_id), None)
    since = contact.gained.get(mark.address)
    return joined is not None and joined.at > mark.said_at and (since is None or (joined.told_at or joined.at) >= since)


def without_left_lists(contact: Contact) -> Contact:
    """Return the contact without the lists that were left at an address of it, which another record may still be on."""
    kept = tuple(one for one in contact.list_ids if not topic_nos(contact, one, contact.refusals)) if contact.refusals else ()
    return contact if not contact.refusals or kept == contact.list_ids else with_fields(contact, list_ids=kept)


def joined_at(contact: Contact, list_id: str) -> datetime | None:
    """Return when the person last joined the list by itself, or asked for it as a user shows with evidence."""
    return next((topic.at for topic in contact.joined_topics if topic.list_id == list_id), None)


def with_topic_joined(contact: Contact, list_id: str, at: datetime, told_at: datetime | None = None) -> Contact:
    """Return the contact with the yes of its person to the list; what it left before is not left any more.

    `told_at` is when a user recorded what the person said.
    """
    joined = [topic for topic in contact.joined_topics if topic.list_id != list_id]
    left = [topic for topic in contact.left_topics if topic.list_id != list_id or topic.at > at]
    return with_fields(
        contact, joined_topics=(*joined, JoinedTopic(list_id=list_id, at=at, told_at=told_at)), left_topics=tuple(left)
    )


def with_what_stands(before: Contact | None, after: Contact, by: Actor, now: datetime) -> Contact:
    """Return the contact after a change, with the topics that the person leaves in it, and every own no that still stands (S5.3)."""
    return with_nos_kept(before, with_topics_left(before, after, by, now)) if before else after


def with_topics_left(before: Contact, after: Contact, by: Actor, now: datetime) -> Contact:
    """Return the contact with the lists that the person has left and joined by itself in this change.

    What it left before, and has not joined since, stays left whatever the change wanted to write.
    """
    after = _still_left(before, after)
    if before.list_ids == after.list_ids or not is_own(by):
        return after
    known = {topic.list_id for topic in after.left_topics}
    new = [LeftTopic(list_id=one, at=now) for one in before.list_ids if one not in after.list_ids and one not in known]
    left = {topic.list_id for topic in new}
    joined = [topic for topic in after.joined_topics if topic.list_id not in left]
    after = with_fields(after, left_topics=(*after.left_topics, *new), joined_topics=tuple(joined))
    for list_id in after.list_ids:
        if list_id not in before.list_ids:
            after = with_topic_joined(after, list_id, now)
    return after


def _still_left(before: Contact, after: Contact) -> Contact:
    if before.left_topics == after.left_topics or after.erasure is not None:
        return after
    known = {topic.list_id: topic.at for topic in after.left_topics}
    forgotten = [
        topic
        for topic in before.left_topics
        if topic.list_id not in known
        and topic.at > (joined_at(after, topic.list_id) or datetime.min.replace(tzinfo=topic.at.tzinfo))
    ]
    return with_fields(after, left_topics=(*after.left_topics, *forgotten)) if forgotten else after
