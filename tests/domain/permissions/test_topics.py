"""The lists that a person leaves and joins itself, and what was said about them at its addresses (S5.7)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.topics import (
    answers_topic,
    joined_at,
    topic_nos,
    with_topic_joined,
    with_topics_left,
    with_what_stands,
    without_left_lists,
)
from contactbook.domain.refusals.marks import RefusedAddress, Through
from tests.builders.contacts import CONTACT_ID, NOW, USER, a_contact

LINK = Actor(type=ActorType.LINK, id=CONTACT_ID)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def mark(at: int = 1, *, through: Through = Through.PREFERENCE_CENTRE, scope: str = "topic:lst_a") -> RefusedAddress:
    return RefusedAddress(address="hash", through=through, scopes=(scope, "topic:lst_z"), said_at=day(at))


def joined(at: int, told_at: int | None = None, **fields: Any) -> Contact:
    told = None if told_at is None else day(told_at)
    return a_contact(joined_topics=[{"list_id": "lst_a", "at": day(at), "told_at": told}], **fields)


def left(contact: Contact) -> dict[str, datetime]:
    return {one.list_id: one.at for one in contact.left_topics}


@pytest.mark.feature("S5.7", "S5.4")
@pytest.mark.parametrize(
    ("contact", "answers"),
    [
        (joined(2), True),
        (joined(1), False),
        (joined(0), False),
        (a_contact(), False),
        (joined(2, gained={"hash": day(2)}), True),
        (joined(2, gained={"hash": day(3)}), False),
        (joined(2, told_at=4, gained={"hash": day(3)}), True),
        (joined(2, told_at=2, gained={"hash": day(3)}), False),
        (joined(2, gained={"another": day(9)}), True),
    ],
)
def test_a_no_at_an_address_is_answered_by_a_younger_joining_while_the_contact_has_it(contact: Contact, answers: bool) -> None:
    assert answers_topic(contact, "lst_a", mark()) is answers
    assert not answers_topic(contact, "lst_b", mark())
    assert topic_nos(contact, "lst_a", [mark()]) == ([] if answers else [day(1)])


@pytest.mark.feature("S5.7")
def test_the_nos_to_a_list_are_the_contacts_and_those_at_its_addresses_but_no_bounce() -> None:
    contact = a_contact(left_topics=[{"list_id": "lst_a", "at": day(3)}, {"list_id": "lst_b", "at": day(4)}])
    marks = [mark(5), mark(6, through=Through.BOUNCE), mark(7, scope="topic:lst_b")]
    assert topic_nos(contact, "lst_a", marks) == [day(3), day(5)]
    assert topic_nos(contact, "lst_b", marks) == [day(4), day(7)]


@pytest.mark.feature("S5.7")
def test_a_record_of_the_address_is_taken_off_what_was_left_there() -> None:
    contact = a_contact(list_ids=["lst_a", "lst_b"], refusals=[mark()])
    assert without_left_lists(contact).list_ids == ("lst_b",)
    for unchanged in (a_contact(list_ids=["lst_a"]), joined(2, list_ids=["lst_a"], refusals=[mark()])):
        assert without_left_lists(unchanged) is unchanged


@pytest.mark.feature("S5.7", "S5.5")
def test_who_joins_has_one_yes_and_what_it_left_later_stays_left() -> None:
    topics = [{"list_id": "lst_a", "at": day(2)}, {"list_id": "lst_b", "at": day(1)}]
    contact = a_contact(left_topics=topics, joined_topics=[{"list_id": one, "at": day(0)} for one in ("lst_a", "lst_b")])
    earlier, later = (with_topic_joined(contact, "lst_a", day(at), day(9)) for at in (1, 2))
    assert left(earlier) == {"lst_a": day(2), "lst_b": day(1)}
    assert left(later) == {"lst_b": day(1)}
    assert [(one.list_id, one.at, one.told_at) for one in later.joined_topics] == [
        ("lst_b", day(0), None),
        ("lst_a", day(2), day(9)),
    ]
    assert (joined_at(later, "lst_a"), joined_at(later, "lst_c")) == (day(2), None)


@pytest.mark.feature("S5.7")
def test_what_the_person_takes_off_and_puts_on_itself_is_its_word_and_a_users_is_not() -> None:
    before = a_contact(
        list_ids=["lst_a", "lst_b"],
        joined_topics=[{"list_id": "lst_a", "at": day(0)}],
        left_topics=[{"list_id": "lst_c", "at": day(0)}],
    )
    after = before.model_copy(update={"list_ids": ("lst_b", "lst_c")})
    own = with_topics_left(before, after, LINK, day(5))
    assert left(own) == {"lst_a": day(5)}
    assert [(one.list_id, one.at) for one in own.joined_topics] == [("lst_c", day(5))]
    users = with_topics_left(before, after, USER, day(5))
    assert left(users) == {"lst_c": day(0)}
    # Nobody but the person puts it back.
    assert with_what_stands(before, after, USER, day(5)).list_ids == ("lst_b",)
    assert with_what_stands(before, after, LINK, day(5)).list_ids == ("lst_b", "lst_c")
    assert with_what_stands(None, after, USER, day(5)) is after


@pytest.mark.feature("S5.7")
def test_no_change_forgets_what_was_left_unless_it_was_joined_since_or_is_erased() -> None:
    before = a_contact(left_topics=[{"list_id": "lst_a", "at": day(2)}, {"list_id": "lst_b", "at": day(2)}])
    assert left(with_topics_left(before, a_contact(), USER, day(5))) == {"lst_a": day(2), "lst_b": day(2)}
    assert left(with_topics_left(before, joined(3), USER, day(5))) == {"lst_b": day(2)}
    assert left(with_topics_left(before, joined(2), USER, day(5))) == {"lst_b": day(2)}
    assert left(with_topics_left(before, joined(1), USER, day(5))) == {"lst_a": day(2), "lst_b": day(2)}
    moved = a_contact(left_topics=[{"list_id": "lst_a", "at": day(4)}])
    assert left(with_topics_left(before, moved, USER, day(5))) == {"lst_a": day(4), "lst_b": day(2)}
    assert left(with_topics_left(before, a_contact(erasure="erasing"), USER, day(5))) == {}
