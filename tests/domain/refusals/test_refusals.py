"""What stands at an address, whatever is said in whichever order."""

from datetime import timedelta
from typing import Any

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
    with_events,
    with_start,
    without_users_nos,
    without_what_the_provider_told,
)
from tests.builders.refusals import THEN, an_event

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


def recorded(**fields: Any) -> RefusalEvent:
    """Return a no that a user recorded for a contact."""
    known = {"through": "user", "scopes": ("affiliate_marketing", "direct_marketing"), "at": THEN}
    return RefusalEvent.model_validate(known | fields)


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


@pytest.mark.feature("S5.6")
def test_start_takes_back_each_stop_before_it_and_nothing_else() -> None:
    moments = [THEN + timedelta(minutes=minute) for minute in range(4)]
    stops = [an_event("sms_stop", event_id=f"stop-{place}", at=at) for place, at in enumerate(moments)]
    stopped = after([*stops, an_event("complaint", at=moments[0])])
    started = with_start(stopped, moments[2])
    # Of the same moment nobody knows which came last.
    assert [one.event_id for one in started.events] == ["stop-2", "stop-3", "complaint-1"]
    assert (started.started_at, started.version) == (moments[2], stopped.version + 1)
    assert with_start(started, moments[2]) is started
    assert with_start(started, moments[1]) is started
    assert with_start(started, moments[3]).started_at == moments[3]
    # A STOP that is told later than it was said.
    late = an_event("sms_stop", event_id="late", at=moments[1])
    assert with_event(started, late) is started
    assert with_event(started, late.model_copy(update={"at": moments[2]})).has("late")


@pytest.mark.feature("S5.3")
def test_a_users_yes_takes_back_what_users_recorded_for_the_same_contact_about_the_same() -> None:
    def users(event_id: str, contact_id: str = "con_1", **fields: Any) -> RefusalEvent:
        return recorded(event_id=event_id, contact_id=contact_id, **fields)

    events = [
        users("taken"),
        users("imported", through="import"),
        users("other", "con_2"),
        users("more", scopes=("direct_marketing", "processing")),
        users("told", with_evidence=True),
        an_event("one_click", event_id="own", contact_id="con_1"),
    ]
    before = after(events)
    scopes = ("affiliate_marketing", "direct_marketing")
    found = without_users_nos(before, before, ["con_1"], scopes)
    assert [one.event_id for one in found.events] == ["other", "more", "told", "own"]
    assert found.version == before.version + 1
    assert without_users_nos(before, before, ["con_3"], scopes) is before


def test_several_events_are_one_version() -> None:
    events = [an_event(event_id=f"ref_{number}") for number in range(3)]
    assert (with_events(not_stored("hash"), events).version, len(with_events(not_stored("hash"), events).events)) == (1, 3)
    known = after(events)
    assert with_events(known, events) is known


@pytest.mark.feature("S5.1")
def test_the_oldest_of_a_kind_goes_and_other_kinds_stay() -> None:
    many = [an_event("one_click", event_id=f"ref_{number}", at=THEN + timedelta(days=number)) for number in range(20)]
    refusal = after([an_event("complaint"), *reversed(many)])
    assert len(refusal.events) == 21
    found = with_event(refusal, an_event("one_click", event_id="new", at=THEN + timedelta(days=30)))
    assert len(found.events) == 21
    assert not found.has("ref_0")
    assert found.has("ref_1")
    assert found.has("complaint-1")


@pytest.mark.feature("S5.1", "S5.4")
def test_each_scope_has_the_time_of_its_own_last_no() -> None:
    direct, both = ("direct_marketing",), ("affiliate_marketing", "direct_marketing")
    later = THEN + timedelta(days=1)
    said = [
        an_event("one_click", event_id="a", scopes=both),
        an_event("one_click", event_id="b", scopes=direct, at=later),
        an_event("one_click", event_id="c", scopes=direct, at=THEN),
        recorded(event_id="d", scopes=direct, contact_id="con_1", at=later),
        recorded(event_id="e", scopes=direct, contact_id="con_1", with_evidence=True),
    ]
    marks = marks_of([after(said)])
    assert {(one.through.value, one.scopes, one.said_at, one.with_evidence) for one in marks} == {
        ("one_click", ("affiliate_marketing",), THEN, False),
        ("one_click", direct, later, False),
        ("user", direct, later, False),
        ("user", direct, THEN, True),
    }
    assert {one.address for one in marks} == {"hash"}
    # The contact carries itself what users recorded for it, but not what they tell for the person.
    assert [one.with_evidence for one in marks_of([after(said)], ["con_1"]) if one.through == "user"] == [True]


@pytest.mark.feature("S5.1")
def test_what_is_said_twice_within_a_minute_is_one_request_whichever_scopes_it_names() -> None:
    both = an_event("one_click", contact_id="con_1")
    known = after([both])
    second = timedelta(seconds=1)
    for scopes in (("direct_marketing",), both.scopes):
        assert repeats(known, both.model_copy(update={"scopes": scopes, "at": both.at + timedelta(minutes=1) - second}))
    assert not repeats(known, both.model_copy(update={"scopes": (*both.scopes, "topic:lst_1")}))
    assert not repeats(known, an_event("complaint", contact_id="con_1"))
