"""What a contact permits as callers see it: each scope, whether it is allowed, and the word that decides (S5.9)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.derivation import PermissionEvent
from contactbook.domain.permissions.said import Answer
from contactbook.domain.permissions.views import Permission, permissions_of, shown
from contactbook.domain.refusals.marks import RefusedAddress, Through
from tests.builders.contacts import CONTACT_ID, NOW, USER, a_contact

LINK = Actor(type=ActorType.LINK, id=CONTACT_ID)
YES = {"value": True, "asked": True, "changed_at": NOW, "changed_by": USER}
BOTH = {"direct_marketing": YES, "affiliate_marketing": YES}
EARLIER, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)


def event(scope: str, said: str = "no", *, at: Any = NOW, **fields: Any) -> PermissionEvent:
    known = {"event_id": f"{scope}.{said}", "through": "one_click", "own": True, "by": LINK, "recorded_at": at}
    return PermissionEvent.model_validate({**known, "scope": scope, "said": said, "at": at, **fields})


def mark(*scopes: str, through: Through = Through.ONE_CLICK, address: str = "hash") -> RefusedAddress:
    return RefusedAddress(address=address, through=through, scopes=scopes, said_at=NOW)


def at_address(scope: str, through: str = "one_click", address: str = "hash") -> PermissionEvent:
    return event(scope, address=address, of_address=True, through=through)


def permitted(contact: Contact, *events: PermissionEvent, topics: tuple[str, ...] = ()) -> dict[str, Permission]:
    return {one.scope: one for one in permissions_of(contact, events, topics)}


@pytest.mark.feature("S5.9")
def test_each_scope_is_told_with_its_default_where_nobody_said_anything() -> None:
    left = [{"list_id": "lst_left", "at": NOW}]
    found = permitted(a_contact(list_ids=["lst_on"], left_topics=left), topics=("lst_on", "lst_off"))
    assert {scope: one.allowed for scope, one in found.items()} == {
        "direct_marketing": False,
        "affiliate_marketing": False,
        "processing": True,
        "channel:email": True,
        "channel:sms": True,
        "channel:print": True,
        "topic:lst_on": True,
        "topic:lst_off": False,
        "topic:lst_left": False,
    }
    assert {(one.because.said is Answer.YES) is one.allowed for one in found.values()} == {True}
    assert {(one.because.through, one.because.event_id, one.because.own) for one in found.values()} == {("default", None, False)}


@pytest.mark.feature("S5.9", "S5.5")
def test_the_word_that_decides_is_shown_with_its_evidence_and_note() -> None:
    evidence = {"said_through": "phone", "said_at": EARLIER, "attachment_id": "att_1"}
    said = event("direct_marketing", "yes", through="user", own=False, by=USER, evidence=evidence, note="called")
    because = permitted(a_contact(preferences=BOTH), said)["direct_marketing"].because
    assert because.model_dump() == {
        "event_id": "direct_marketing.yes",
        "said": "yes",
        "through": "user",
        "own": False,
        "by": USER.model_dump(),
        "at": NOW,
        "recorded_at": NOW,
        "evidence": {**evidence, "note": "called"},
    }
    assert (shown(said).scope, shown(said).of_address) == ("direct_marketing", False)
    assert shown(at_address("processing")).of_address


@pytest.mark.feature("S5.9", "S5.4")
def test_what_was_refused_at_the_address_decides_until_the_contact_answers_it() -> None:
    refusals = [mark("direct_marketing", "topic:lst_a")]
    words = (at_address("direct_marketing"), at_address("topic:lst_a"))
    contact = a_contact(preferences=BOTH, refusals=refusals, list_ids=["lst_a"])
    found = permitted(contact, *words, topics=("lst_a",))
    assert [found[one].allowed for one in ("direct_marketing", "affiliate_marketing", "topic:lst_a")] == [False, True, False]
    assert found["direct_marketing"].because.event_id == "direct_marketing.no"
    own = {**YES, "changed_at": LATER, "changed_by": {"type": "contact", "id": CONTACT_ID}}
    joined = [{"list_id": "lst_a", "at": LATER}]
    answered = a_contact(
        preferences={**BOTH, "direct_marketing": own}, refusals=refusals, list_ids=["lst_a"], joined_topics=joined
    )
    again = permitted(answered, *words, topics=("lst_a",))
    assert [again[one].allowed for one in ("direct_marketing", "topic:lst_a")] == [True, True]


@pytest.mark.feature("S5.9", "S5.4")
def test_the_contacts_own_no_is_named_before_the_address_and_that_before_a_default() -> None:
    refusals = [mark("direct_marketing")]
    own = event("direct_marketing", event_id="own", at=EARLIER)
    said = permitted(a_contact(refusals=refusals), own, at_address("direct_marketing"))["direct_marketing"]
    assert (said.allowed, said.because.event_id) == (False, "own")
    default = permitted(a_contact(refusals=refusals), at_address("direct_marketing"))["direct_marketing"]
    assert (default.allowed, default.because.event_id) == (False, "direct_marketing.no")


@pytest.mark.feature("S5.9", "S5.6")
def test_a_yes_answers_no_stop() -> None:
    yes = {**YES, "changed_at": LATER, "changed_by": {"type": "contact", "id": CONTACT_ID}}
    contact = a_contact(preferences={"channels": {"sms": yes}}, refusals=[mark("channel:sms", through=Through.SMS_STOP)])
    found = permitted(contact, at_address("channel:sms", "sms_stop"))["channel:sms"]
    assert (found.allowed, found.because.through) == (False, "sms_stop")
    # Another scope, another address, and a yes are no word about it.
    for other in (
        event("channel:email", address="hash"),
        event("channel:sms", address="x"),
        event("channel:sms", "yes", address="hash"),
    ):
        assert permitted(contact, other)["channel:sms"].allowed


@pytest.mark.feature("S5.9", "S2.112")
@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_who_refuses_the_processing_permits_no_marketing_because_of_that(state: str) -> None:
    contact = a_contact(preferences=BOTH, consent={"state": state, "updated_at": NOW, "updated_by": LINK})
    found = permitted(contact, event("processing"), event("direct_marketing", "yes"))
    for scope in ("processing", "direct_marketing", "affiliate_marketing"):
        assert (found[scope].allowed, found[scope].because.event_id) == (False, "processing.no")
    assert found["channel:email"].allowed
    own_no = permitted(
        a_contact(consent={"state": state, "updated_at": NOW, "updated_by": LINK}), event("processing"), event("direct_marketing")
    )
    assert own_no["direct_marketing"].because.event_id == "direct_marketing.no"


@pytest.mark.feature("S5.4", "S2.131")
def test_an_erasure_at_one_of_two_addresses_stops_no_marketing_and_at_all_of_them_does() -> None:
    two = {"emails": [{"address": "a@example.com"}, {"address": "b@example.com"}], "preferences": BOTH}
    one, other = (mark("processing", through=Through.ANONYMIZATION, address=address) for address in ("hash", "other"))
    words = (at_address("processing", "anonymization"), at_address("processing", "anonymization", "other"))
    some = permitted(a_contact(**two, refusals=[one]), words[0])
    assert [some[scope].allowed for scope in ("processing", "direct_marketing")] == [True, True]
    everywhere = permitted(a_contact(**two, refusals=[one, other]), *words)
    assert [everywhere[scope].allowed for scope in ("processing", "direct_marketing")] == [False, False]
    said = permitted(a_contact(**two, refusals=[mark("processing")]), at_address("processing"))
    assert [said[scope].allowed for scope in ("processing", "direct_marketing")] == [False, False]


@pytest.mark.feature("S5.9", "S2.131")
def test_who_is_erased_permits_nothing() -> None:
    found = permitted(
        a_contact(preferences=BOTH, erasure="anonymized"), event("direct_marketing"), event("affiliate_marketing", "yes")
    )
    assert not any(one.allowed for one in found.values())
    assert found["direct_marketing"].because.event_id == "direct_marketing.no"
    assert (found["affiliate_marketing"].because.through, found["affiliate_marketing"].because.said) == ("anonymization", "no")
    assert found["channel:sms"].because.through is Through.ANONYMIZATION
