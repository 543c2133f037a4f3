"""What stands of a ledger, whatever it holds: the person's own no until a younger yes of the person (S5.2, S5.3)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.permissions.derivation import PermissionEvent, derived, events_of, rebuilt, view_of
from contactbook.domain.permissions.said import Answer, Said
from contactbook.domain.refusals.marks import Through
from tests.builders.contacts import CONTACT_ID, NOW, USER, a_contact

SCOPE = "direct_marketing"


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def event(said: str, at: int, *, own: bool = False, told: int | None = None, **fields: Any) -> PermissionEvent:
    evidence = None if told is None else {"said_through": "phone", "said_at": day(told)}
    known = {"event_id": f"his_{at}", "scope": SCOPE, "through": "portal" if own else "user", "by": USER, "evidence": evidence}
    return PermissionEvent.model_validate({**known, "said": said, "own": own, "at": day(at), "recorded_at": day(at), **fields})


@pytest.mark.feature("S5.2", "S5.3")
@pytest.mark.parametrize(
    ("events", "allowed", "own_no", "because"),
    [
        ([event("yes", 1)], True, None, 0),
        ([event("no", 1)], False, None, 0),
        ([event("no", 1), event("yes", 2)], True, None, 1),
        # What no user lifts, whichever order the ledger has it in.
        ([event("no", 1, own=True), event("yes", 2)], False, 1, 0),
        ([event("no", 1, own=True), event("yes", 2), event("yes", 3)], False, 1, 0),
        ([event("no", 1, own=True), event("no", 2), event("yes", 3)], False, 1, 0),
        ([event("no", 1, own=True), event("yes", 2, own=True)], True, None, 1),
        ([event("no", 2, own=True), event("yes", 2, own=True)], True, None, 1),
        ([event("no", 2, own=True), event("yes", 1, own=True)], False, 2, 0),
        ([event("no", 1, own=True), event("yes", 3, told=2)], True, None, 1),
        ([event("no", 2, own=True), event("yes", 3, told=2)], False, 2, 0),
        ([event("no", 2, own=True), event("yes", 3, told=1)], False, 2, 0),
        ([event("no", 3, told=2), event("yes", 4)], False, 2, 0),
        ([event("no", 3, told=2), event("yes", 3, told=3)], True, None, 1),
        # The last own no decides, and an older one that is told later does not.
        ([event("no", 1, own=True), event("no", 2, own=True)], False, 2, 1),
        ([event("no", 2, own=True), event("no", 1, own=True)], False, 2, 0),
        ([event("no", 2, own=True), event("no", 2, own=True)], False, 2, 1),
    ],
)
def test_the_persons_no_stands_until_its_own_younger_yes(
    events: list[PermissionEvent], allowed: bool, own_no: int | None, because: int
) -> None:
    standing = derived(events)[SCOPE]
    assert (standing.allowed, standing.own_no) == (allowed, None if own_no is None else day(own_no))
    assert standing.because is events[because]
    assert rebuilt(events) == {SCOPE: (standing.allowed, standing.own_no)}


@pytest.mark.feature("S5.2", "S5.4")
def test_each_scope_stands_by_itself_and_what_is_said_of_an_address_alone_is_not_the_contacts() -> None:
    other = event("yes", 2, scope="processing")
    at_address = event("no", 3, own=True, of_address=True)
    found = derived([event("no", 1, own=True), other, at_address])
    assert {scope: one.allowed for scope, one in found.items()} == {SCOPE: False, "processing": True}
    assert found[SCOPE].own_no == day(1)
    assert derived([at_address]) == {}


@pytest.mark.feature("S5.2", "S5.7")
def test_a_contact_carries_no_default_and_of_topics_what_the_person_left() -> None:
    events = [
        event("yes", 1, through="default"),
        event("no", 1, scope="topic:lst_a"),
        event("no", 2, own=True, scope="topic:lst_b"),
        event("yes", 3, own=True, scope="topic:lst_c"),
        event("no", 4, own=True, scope="processing"),
    ]
    assert rebuilt(events) == {"topic:lst_b": (False, day(2)), "processing": (False, day(4))}


@pytest.mark.feature("S5.2")
@pytest.mark.parametrize(
    ("consent", "carried"),
    [
        ({}, None),
        ({"state": "accepted"}, (True, None)),
        ({"state": "rejected", "updated_at": NOW, "updated_by": {"type": "link", "id": CONTACT_ID}}, (False, NOW)),
        ({"state": "withdrawn", "updated_at": NOW, "updated_by": USER}, (False, None)),
        ({"state": "pending", "answer_required": True, "refused_at": NOW}, (False, NOW)),
    ],
)
def test_a_view_has_what_the_contact_carries_of_its_ledger(consent: dict[str, Any], carried: Any) -> None:
    flags = {"direct_marketing": {"value": True, "asked": True}, "affiliate_marketing": {"value": True}}
    left = [{"list_id": "lst_1", "at": NOW}]
    view = view_of(a_contact(consent=consent, preferences=flags, left_topics=left))
    expected = {"direct_marketing": (True, None), "topic:lst_1": (False, NOW)}
    assert view == expected | ({} if carried is None else {"processing": carried})


@pytest.mark.feature("S5.1", "S5.5")
def test_the_events_of_an_entry_have_its_author_and_its_time_unless_they_name_one() -> None:
    proof = {"said_through": "phone", "said_at": day(-2)}
    said = [
        Said.model_validate({"scope": SCOPE, "said": "yes", "through": "user", "evidence": proof}),
        Said(
            scope="processing", said=Answer.NO, through=Through.ONE_CLICK, own=True, at=day(-1), address="hash", of_address=True
        ),
    ]
    link = Actor(type=ActorType.LINK, id=CONTACT_ID)
    first, second = events_of(said, entry_id="his_1", at=NOW, by=link, note="called")
    assert first == event("yes", 0, event_id="his_1.1", by=link, evidence=proof, note="called")
    assert second == event(
        "no", -1, own=True, event_id="his_1.2", scope="processing", through="one_click", by=link, recorded_at=NOW,
        address="hash", of_address=True,
    )  # fmt: skip
