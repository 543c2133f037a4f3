"""Taking back what a press of a button ended: within the hour, with the same link, and what ended then alone (S7.10)."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.sealing import seal
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.undos import Undo, ended_by, is_last_word, read_undo, sealed_undo
from tests.builders.contacts import CONTACT_ID, NOW, a_contact

RING = KeyRing(current="1", secrets={"1": SecretStr("11" * 32)})
LATER = NOW + timedelta(minutes=1)
BOTH = ("direct_marketing", "affiliate_marketing")


def permitting(*flags: str, **fields: Any) -> Contact:
    return a_contact(preferences={one: {"value": one in flags, "asked": True} for one in BOTH}, **fields)


def ended(*flags: str, at: Any = NOW, **fields: Any) -> Contact:
    no = {"asked": True, "changed_at": at, "changed_by": {"type": "link", "id": CONTACT_ID}}
    return a_contact(preferences=dict.fromkeys(flags, no), **fields)


@pytest.mark.feature("S7.10")
@pytest.mark.parametrize(
    ("before", "after", "list_id", "undo"),
    [
        (permitting(*BOTH), permitting(), None, Undo(at=NOW, flags=BOTH)),
        (permitting(*BOTH), permitting("direct_marketing"), None, Undo(at=NOW, flags=("affiliate_marketing",))),
        (permitting("direct_marketing"), permitting(), "lst_1", Undo(at=NOW, flags=("direct_marketing",))),
        (permitting(list_ids=["lst_1", "lst_2"]), permitting(list_ids=["lst_2"]), "lst_1", Undo(at=NOW, list_id="lst_1")),
        (permitting(list_ids=["lst_1"]), permitting(list_ids=["lst_1"]), "lst_1", None),
        (permitting(list_ids=["lst_1"]), permitting(), "lst_2", None),
        (permitting(), permitting(*BOTH), None, None),
    ],
)
def test_an_undo_names_what_ended_and_nothing_else(
    before: Contact, after: Contact, list_id: str | None, undo: Undo | None
) -> None:
    assert ended_by(before, after, list_id, NOW) == undo


@pytest.mark.feature("S7.10", "S5.3")
@pytest.mark.parametrize(
    ("contact", "undo", "minutes", "counts"),
    [
        (ended("direct_marketing"), Undo(at=NOW, flags=("direct_marketing",)), 59, True),
        (ended("direct_marketing"), Undo(at=NOW, flags=("direct_marketing",)), 60, False),
        # It said no again since, or yes.
        (ended("direct_marketing", at=LATER), Undo(at=NOW, flags=("direct_marketing",)), 5, False),
        (permitting("direct_marketing"), Undo(at=NOW, flags=("direct_marketing",)), 5, False),
        (ended("direct_marketing"), Undo(at=NOW, flags=BOTH), 5, False),
        (ended(*BOTH), Undo(at=NOW, flags=BOTH), 5, True),
        (a_contact(left_topics=[{"list_id": "lst_1", "at": NOW}]), Undo(at=NOW, list_id="lst_1"), 5, True),
        (a_contact(left_topics=[{"list_id": "lst_1", "at": LATER}]), Undo(at=NOW, list_id="lst_1"), 5, False),
        (a_contact(left_topics=[{"list_id": "lst_2", "at": NOW}]), Undo(at=NOW, list_id="lst_1"), 5, False),
        (ended("direct_marketing"), Undo(at=NOW, flags=("direct_marketing",), list_id="lst_1"), 5, False),
    ],
)
def test_it_counts_for_an_hour_and_while_it_is_the_last_word(contact: Contact, undo: Undo, minutes: int, counts: bool) -> None:
    assert is_last_word(undo, contact, NOW + timedelta(minutes=minutes)) is counts


@pytest.mark.feature("S7.10")
def test_the_note_opens_with_its_own_link_alone() -> None:
    undo = Undo(at=NOW, flags=("direct_marketing",), list_id="lst_1")
    note = sealed_undo(undo, "token", RING)
    assert read_undo(note, "token", RING) == undo
    assert read_undo(note, "another token", RING) is None
    assert read_undo(note[:-1], "token", RING) is None
    assert read_undo(seal(RING, b"{}", "undo", "token"), "token", RING) is None
    assert read_undo(seal(RING, undo.model_dump_json().encode(), "link", "token"), "token", RING) is None


@pytest.mark.feature("S7.10")
def test_a_longer_text_than_any_note_is_not_read() -> None:
    notes = [sealed_undo(Undo(at=NOW, list_id="l" * size), "token", RING) for size in range(590, 610)]
    assert {len(note) for note in notes} >= {900, 902}
    assert [read_undo(note, "token", RING) is not None for note in notes] == [len(note) <= 900 for note in notes]
