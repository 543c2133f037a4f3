"""The events of one change: at most one for each scope and address, as who said it, and none for what nobody said (S5.1)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.ledger import said_in
from contactbook.domain.permissions.said import Said, Way
from contactbook.domain.refusals.evidence import KeptEvidence
from contactbook.domain.refusals.marks import RefusedAddress
from tests.builders.contacts import CONTACT_ID, NOW, USER, a_contact

LINK, PORTAL = (Actor(type=kind, id=CONTACT_ID) for kind in (ActorType.LINK, ActorType.CONTACT))
JOB = Actor(type=ActorType.JOB, id="job")
EARLIER = NOW - timedelta(days=1)
PROOF = KeptEvidence.model_validate({"said_through": "phone", "said_at": EARLIER})
BOTH = ("affiliate_marketing", "direct_marketing")


def said(before: Contact | None, after: Contact, by: Actor = USER, **fields: Any) -> list[dict[str, Any]]:
    """Return the events, each with what is not usual of it."""
    way = Way.model_validate({"by": by, "at": NOW, "action": "contact.changed", **fields})
    return [one.model_dump(mode="python", exclude_defaults=True) for one in said_in(before, after, way)]


def event(scope: str, answer: str, through: str, **fields: Any) -> dict[str, Any]:
    made = Said.model_validate({"scope": scope, "said": answer, "through": through, **fields})
    return made.model_dump(mode="python", exclude_defaults=True)


def mark(through: str, *scopes: str, address: str = "hash", at: Any = NOW, **fields: Any) -> RefusedAddress:
    return RefusedAddress.model_validate({"address": address, "through": through, "scopes": scopes, "said_at": at, **fields})


def no(by: Actor = LINK, through: str = "one_click", **fields: Any) -> dict[str, Any]:
    return {"asked": True, "value": False, "changed_at": NOW, "changed_by": by, "changed_through": through, **fields}


def yes(by: Actor = USER, through: str = "api", **fields: Any) -> dict[str, Any]:
    return {**no(by, through), "value": True, **fields}


@pytest.mark.feature("S5.1", "S5.4")
def test_a_no_through_a_link_is_one_event_with_the_address_it_was_sent_to() -> None:
    after = a_contact(preferences={"direct_marketing": no()}, refusals=[mark("one_click", "direct_marketing")])
    assert said(a_contact(), after, LINK, through="one_click") == [
        event("direct_marketing", "no", "one_click", own=True, address="hash")
    ]
    # A user's no names no address; what stands at the address is an event of its own.
    users = a_contact(preferences={"direct_marketing": no(USER, "api")}, refusals=[mark("one_click", "direct_marketing")])
    assert said(a_contact(), users) == [
        event("direct_marketing", "no", "user"),
        event("direct_marketing", "no", "one_click", own=True, address="hash", of_address=True),
    ]


@pytest.mark.feature("S5.1", "S5.4")
@pytest.mark.parametrize(
    ("through", "fields", "own"),
    [
        ("one_click", {}, True),
        ("complaint", {}, True),
        ("bounce", {}, False),
        ("sync", {}, False),
        ("user", {}, False),
        ("import", {}, False),
        ("user", {"with_evidence": True}, True),
    ],
)
def test_what_comes_with_an_address_is_told_as_of_the_address(through: str, fields: dict[str, Any], own: bool) -> None:
    known = a_contact(refusals=[mark("one_click", "processing", at=EARLIER)])
    after = a_contact(refusals=[*known.refusals, mark(through, *BOTH, address="new", at=EARLIER, **fields)])
    assert said(known, after) == [
        event(scope, "no", through, own=own, at=EARLIER, address="new", of_address=True) for scope in BOTH
    ]
    assert {one["through"] for one in said(known, after, JOB, through="tenant_sync")} == {"sync"}
    assert said(after, after) == said(after, known) == []
    assert len(said(None, after)) == 3


@pytest.mark.feature("S5.1")
def test_a_mark_that_is_said_again_tells_only_what_is_new() -> None:
    before = a_contact(refusals=[mark("one_click", "direct_marketing", at=EARLIER)])
    wider = a_contact(refusals=[mark("one_click", *BOTH, at=EARLIER)])
    assert said(before, wider) == [
        event("affiliate_marketing", "no", "one_click", own=True, at=EARLIER, address="hash", of_address=True)
    ]
    again = a_contact(refusals=[mark("one_click", "direct_marketing")])
    assert said(before, again) == [event("direct_marketing", "no", "one_click", own=True, address="hash", of_address=True)]


@pytest.mark.feature("S5.6")
def test_start_is_the_persons_yes_of_each_number_whose_stop_is_gone() -> None:
    stop = mark("sms_stop", "channel:sms", at=EARLIER)
    other = mark("sms_stop", "channel:sms", address="other", at=EARLIER)
    before = a_contact(refusals=[stop, other, mark("complaint", "direct_marketing", at=EARLIER)])
    after = a_contact(refusals=[other])
    assert said(before, after, JOB, through="sms_start") == [
        event("channel:sms", "yes", "sms_start", own=True, address="hash", of_address=True)
    ]
    # A number that the contact has no more is no yes.
    assert (
        said(before, after, USER, through="api")
        == said(None, after.model_copy(update={"refusals": ()}), through="sms_start")
        == []
    )


@pytest.mark.feature("S5.1", "S5.5")
@pytest.mark.parametrize(
    ("before", "after", "way", "expected"),
    [
        ({}, yes(), {}, event("channel:sms", "yes", "user")),
        ({}, yes(PORTAL, "portal"), {"by": PORTAL}, event("channel:sms", "yes", "portal", own=True)),
        (
            {},
            yes(evidence_at=EARLIER),
            {"evidence": PROOF},
            event("channel:sms", "yes", "user", evidence=PROOF.model_dump()),
        ),
        # The evidence of another field is none of this one.
        ({"evidence_at": EARLIER}, yes(evidence_at=EARLIER), {"evidence": PROOF}, event("channel:sms", "yes", "user")),
        (yes(), no(), {"by": LINK}, event("channel:sms", "no", "one_click", own=True)),
        # Told by a user with evidence: the no has its time.
        (
            yes(),
            no(USER, "api", refused_at=EARLIER, refused_through="api"),
            {"evidence": PROOF},
            event("channel:sms", "no", "user", evidence=PROOF.model_dump()),
        ),
        (
            yes(),
            no(USER, "api", refused_at=EARLIER, refused_through="one_click"),
            {"action": "contact.merged"},
            event("channel:sms", "no", "merge", own=True, at=EARLIER),
        ),
        (no(), no(USER, "api", refused_at=NOW), {}, None),
        # A yes that is said again with evidence keeps its stamps, and so does a default that is confirmed.
        (
            yes(PORTAL, "portal", changed_at=EARLIER),
            yes(PORTAL, "portal", changed_at=EARLIER, evidence_at=EARLIER),
            {"through": "api", "evidence": PROOF},
            event("channel:sms", "yes", "user", evidence=PROOF.model_dump()),
        ),
        (
            {"value": False},
            {"asked": True, "value": False},
            {"by": JOB, "through": "complaint"},
            event("channel:sms", "no", "complaint", own=True),
        ),
        # What was said is taken back: the default counts again.
        (yes(), {"value": False}, {}, event("channel:sms", "no", "default")),
        (no(), {"value": True}, {}, event("channel:sms", "yes", "default")),
        ({}, {"value": True}, {}, None),
    ],
)
def test_one_event_tells_what_a_change_says_about_a_scope(before: Any, after: Any, way: Any, expected: Any) -> None:
    one, other = (a_contact(preferences={"channels": {"sms": state}}) for state in (before, after))
    assert said(one, other, **way) == ([expected] if expected else [])
    flags = [a_contact(preferences={"direct_marketing": state}) for state in (before, after)]
    assert said(*flags, **way) == ([{**expected, "scope": "direct_marketing"}] if expected else [])


def consent(state: str, by: Actor = LINK, at: Any = NOW, **fields: Any) -> Contact:
    return a_contact(consent={"state": state, "updated_at": at, "updated_by": by, **fields})


@pytest.mark.feature("S5.1", "S2.112")
@pytest.mark.parametrize(
    ("before", "after", "way", "expected"),
    [
        (None, consent("accepted"), {"by": LINK}, event("processing", "yes", "consent_page", own=True)),
        (None, consent("accepted", USER), {"evidence": PROOF}, event("processing", "yes", "user", evidence=PROOF.model_dump())),
        (a_contact(), consent("rejected"), {"by": LINK}, event("processing", "no", "consent_page", own=True)),
        (a_contact(), consent("withdrawn", PORTAL), {"by": PORTAL}, event("processing", "no", "portal", own=True)),
        (a_contact(), consent("rejected", USER), {}, event("processing", "no", "user")),
        (
            a_contact(),
            consent("rejected", USER, at=EARLIER),
            {"action": "contact.merged"},
            event("processing", "no", "merge", at=EARLIER),
        ),
        (consent("accepted"), consent("pending", USER), {}, event("processing", "yes", "default")),
        (consent("rejected", USER), consent("pending", USER, answer_required=True), {}, None),
        (consent("accepted"), consent("accepted", form_attachment_id="att_1"), {}, None),
        (consent("accepted", USER, at=EARLIER), consent("accepted", USER), {}, event("processing", "yes", "user")),
    ],
)
def test_one_event_tells_what_a_change_says_about_the_processing(before: Any, after: Any, way: Any, expected: Any) -> None:
    assert said(before, after, **way) == ([expected] if expected else [])


@pytest.mark.feature("S5.7")
@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (LINK, [("topic:lst_off", "no", True), ("topic:lst_on", "yes", True)]),
        (PORTAL, [("topic:lst_off", "no", True), ("topic:lst_on", "yes", True)]),
        # Who is put on a list by somebody else has said nothing.
        (USER, [("topic:lst_off", "no", False)]),
        (JOB, [("topic:lst_off", "no", False)]),
    ],
)
def test_leaving_a_list_is_a_no_and_joining_it_is_a_yes_of_the_person_alone(by: Actor, expected: list[Any]) -> None:
    before, after = (a_contact(list_ids=["lst_stays", one]) for one in ("lst_off", "lst_on"))
    assert [(one["scope"], one["said"].value, one.get("own", False)) for one in said(before, after, by)] == expected
    assert [one["scope"] for one in said(None, after, by)] == []


@pytest.mark.feature("S5.7", "S5.5", "S1.23")
def test_a_topic_is_told_with_its_evidence_and_a_copied_no_with_its_time() -> None:
    joined = a_contact(list_ids=["lst_1"], joined_topics=[{"list_id": "lst_1", "at": EARLIER}])
    assert said(a_contact(), joined, evidence=PROOF) == [event("topic:lst_1", "yes", "user", evidence=PROOF.model_dump())]
    assert said(None, joined, evidence=PROOF) == [event("topic:lst_1", "yes", "user", evidence=PROOF.model_dump())]
    assert said(a_contact(list_ids=["lst_1"]), joined, LINK) == [event("topic:lst_1", "yes", "preference_centre", own=True)]
    assert said(a_contact(list_ids=["lst_1"]), joined, USER) == []
    left = a_contact(left_topics=[{"list_id": "lst_1", "at": EARLIER}])
    assert said(a_contact(list_ids=["lst_1"]), left, action="contact.merged") == [
        event("topic:lst_1", "no", "merge", own=True, at=EARLIER)
    ]
    assert said(left, left) == []
