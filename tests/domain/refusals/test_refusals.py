"""What stands at an address, whatever is said in whichever order."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.refusals.marks import with_marks_of
from contactbook.domain.refusals.refusals import (
    Refusal,
    RefusalEvent,
    marks_of,
    not_stored,
    repeats,
    with_event,
    without_what_the_provider_told,
)
from tests.builders.refusals import an_event

EVENTS = st.builds(
    lambda number, through, contact: an_event(through, event_id=f"ref_{number}", contact_id=contact),
    st.integers(0, 60),
    st.sampled_from(["bounce", "complaint", "one_click", "anonymization"]),
    st.sampled_from(["con_1", "con_2"]),
)


def after(events: list[RefusalEvent]) -> Refusal:
    refusal = not_stored("hash")
    for event in events:
        refusal = with_event(refusal, event)
    return refusal


@pytest.mark.feature("S5.1", "S5.4")
@pytest.mark.hypothesis
@given(st.lists(EVENTS, max_size=80))
def test_no_scope_is_ever_lost_and_the_item_stays_small(events: list[RefusalEvent]) -> None:
    first: dict[str, RefusalEvent] = {}
    for event in events:
        first.setdefault(event.event_id, event)
    refusal = after(list(first.values()))
    assert set(refusal.scopes) == {scope for event in first.values() for scope in event.scopes}
    assert {mark.through for mark in marks_of([refusal])} == {event.through for event in first.values()}
    assert len(refusal.events) <= 4 * 20
    assert refusal.version == len(first)


@pytest.mark.feature("S5.1")
def test_an_event_that_comes_again_changes_nothing() -> None:
    refusal = after([an_event()])
    assert with_event(refusal, an_event()) is refusal


def test_what_a_person_said_stays_when_the_providers_word_is_removed() -> None:
    refusal = after([an_event("bounce"), an_event("complaint")])
    assert refusal.can_be_removed
    rest = without_what_the_provider_told(refusal)
    assert (rest.scopes, rest.can_be_removed) == (("affiliate_marketing", "direct_marketing"), False)


def test_a_contact_repeats_what_it_has_just_said() -> None:
    said = an_event("one_click", contact_id="con_1")
    assert repeats(after([said]), said)
    assert not repeats(after([said]), an_event("one_click", contact_id="con_2"))
    assert not repeats(after([said]), said.model_copy(update={"at": said.at + timedelta(minutes=1)}))
    assert not repeats(not_stored("hash"), said)


def test_marks_of_an_address_are_replaced_and_those_of_others_stay() -> None:
    one, other = marks_of([after([an_event()])]), marks_of([not_stored("other"), Refusal(address="z", events=(an_event(),))])
    assert with_marks_of(one, other, ["z"]) == (*one, *other)
    assert with_marks_of((*one, *other), (), ["hash"]) == other
