"""What the person's own words are, and what answers them (S5.3-S5.5)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact, ContactConsent, Preference
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.standing import (
    answered_at,
    answers,
    answers_mark,
    is_answered,
    is_erased_everywhere,
    is_own,
    is_refused,
    own_no,
    with_last_no,
    with_nos_kept,
)
from contactbook.domain.refusals.marks import RefusedAddress, Through
from tests.builders.contacts import CONTACT_ID, NOW, USER, a_contact

LINK, PORTAL = (Actor(type=kind, id=CONTACT_ID) for kind in (ActorType.LINK, ActorType.CONTACT))
JOB = Actor(type=ActorType.JOB, id="job")
SECOND = timedelta(seconds=1)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def flag(value: bool, by: Actor | None = PORTAL, at: int = 0, **fields: Any) -> Preference:
    return Preference(value=value, asked=True, changed_at=day(at), changed_by=by, **fields)


def consent(state: str, by: Actor | None = PORTAL, at: int = 0, **fields: Any) -> ContactConsent:
    return ContactConsent.model_validate({"state": state, "updated_at": day(at), "updated_by": by, **fields})


def mark(through: Through = Through.ONE_CLICK, address: str = "hash", at: int = 0) -> RefusedAddress:
    return RefusedAddress(address=address, through=through, scopes=("direct_marketing",), said_at=day(at))


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize(
    ("by", "through", "own"),
    [
        (LINK, None, True),
        (PORTAL, "api", True),
        (USER, "api", False),
        (USER, "portal", False),
        (None, None, False),
        (JOB, "list_upload", False),
        (JOB, "complaint", True),
        (JOB, "sms_stop", True),
        (None, "sms_stop", True),
        (JOB, "bounce", False),
    ],
)
def test_the_person_says_it_itself_through_a_link_in_its_portal_by_a_complaint_and_by_stop(
    by: Any, through: Any, own: bool
) -> None:
    assert is_own(by, through) is own


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize(
    ("said", "no"),
    [
        (flag(False, LINK), 0),
        (flag(False, USER), None),
        (flag(True, LINK), None),
        (flag(False, JOB, changed_through="complaint"), 0),
        # Said again, confirmed, or told by a user: then it has a time of its own.
        (flag(False, USER, refused_at=day(3)), 3),
        (flag(False, LINK, refused_at=day(3)), 3),
        (Preference(), None),
        (consent("withdrawn"), 0),
        (consent("rejected"), 0),
        (consent("withdrawn", USER), None),
        (consent("accepted"), None),
        (consent("pending"), None),
        (consent("pending", USER, refused_at=day(2)), 2),
    ],
)
def test_the_own_no_is_the_one_that_the_person_said_last(said: Any, no: int | None) -> None:
    assert own_no(said) == (None if no is None else day(no))


@pytest.mark.feature("S5.3", "S5.5")
@pytest.mark.parametrize(
    ("said", "yes"),
    [
        (flag(True), 0),
        (flag(True, USER), None),
        (flag(False), None),
        (flag(False, evidence_at=day(2)), None),
        (flag(True, USER, evidence_at=day(2)), 2),
        (flag(True, PORTAL, at=4, evidence_at=day(2)), 4),
        (flag(True, PORTAL, evidence_at=day(2)), 2),
        # A complaint is a no, and never a yes.
        (flag(True, JOB, changed_through="complaint"), None),
        (consent("accepted"), 0),
        (consent("accepted", USER), None),
        (consent("accepted", USER, evidence_at=day(1)), 1),
        (consent("pending", PORTAL, evidence_at=day(1)), None),
    ],
)
def test_a_yes_stands_at_the_time_when_the_person_said_it_itself_or_as_evidence_shows(said: Any, yes: int | None) -> None:
    assert answered_at(said) == (None if yes is None else day(yes))


@pytest.mark.feature("S5.4", "S5.5")
@pytest.mark.parametrize(
    ("said", "since", "answered"),
    [
        (flag(True, PORTAL, at=2), None, True),
        (flag(True, PORTAL, at=1), None, False),
        (flag(True, PORTAL, at=0), None, False),
        (flag(True, USER, at=2), None, False),
        (flag(False, PORTAL, at=2), None, False),
        (flag(True, PORTAL, at=2), 2, True),
        # The contact got the address after it had said so.
        (flag(True, PORTAL, at=2), 3, False),
        (flag(True, USER, at=4, evidence_at=day(2)), 3, True),
        (flag(True, USER, at=2, evidence_at=day(2)), 3, False),
        (flag(True, USER, at=2, evidence_at=day(2), told_at=day(4)), 3, True),
        (flag(True, USER, at=4, evidence_at=day(1)), None, False),
        # The evidence is too old, and what the person said itself is not.
        (flag(True, PORTAL, at=2, evidence_at=day(0)), None, True),
        (consent("accepted", PORTAL, at=2), None, True),
        (consent("accepted", PORTAL, at=2), 3, False),
        (consent("accepted", USER, at=4, evidence_at=day(2)), 3, True),
        (consent("accepted", USER, at=2, evidence_at=day(2)), 3, False),
        (Preference(value=True, evidence_at=day(2)), 3, False),
    ],
)
def test_a_no_at_an_address_is_answered_by_a_younger_yes_that_came_while_the_contact_had_it(
    said: Any, since: int | None, answered: bool
) -> None:
    assert is_answered(said, day(1), None if since is None else day(since)) is answered
    gained = {} if since is None else {"hash": day(since)}
    contact = a_contact(gained={**gained, "another": day(9)})
    assert answers_mark(contact, said, mark(at=1)) is answered


@pytest.mark.feature("S5.3", "S5.5")
@pytest.mark.parametrize(
    ("said", "lifts"),
    [
        (flag(True, PORTAL, at=1), True),
        (flag(True, PORTAL, at=2), True),
        (flag(True, PORTAL, at=0), False),
        (flag(True, USER, at=2), False),
        (flag(True, USER, at=2, evidence_at=day(2)), True),
        # A user cannot know better of the same moment.
        (flag(True, USER, at=2, evidence_at=day(1)), False),
        (flag(False, USER, at=2, evidence_at=day(2)), False),
        (flag(True, PORTAL, at=2, evidence_at=day(0)), True),
        (consent("accepted", PORTAL, at=1), True),
        (consent("accepted", USER, at=2), False),
        (consent("accepted", USER, at=2, evidence_at=day(2)), True),
    ],
)
def test_only_the_persons_yes_lifts_its_no(said: Any, lifts: bool) -> None:
    assert answers(said, day(1)) is lifts


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (consent("rejected"), True),
        (consent("withdrawn", USER), True),
        (consent("pending"), False),
        (consent("pending", answer_required=True), True),
        (consent("accepted"), False),
    ],
)
def test_who_refused_is_refused_until_it_accepts_also_while_it_is_asked_again(said: ContactConsent, refused: bool) -> None:
    assert is_refused(said) is refused


@pytest.mark.feature("S5.4")
def test_a_contact_is_erased_everywhere_where_each_of_its_addresses_is() -> None:
    contact = a_contact(emails=[{"address": "a@example.com"}], phones=[{"number": "+35799123456"}])
    erased = [mark(Through.ANONYMIZATION, address) for address in ("one", "two")]
    assert not is_erased_everywhere(contact, [])
    assert not is_erased_everywhere(contact, erased[:1])
    assert not is_erased_everywhere(contact, [erased[0], erased[0]])
    assert not is_erased_everywhere(contact, [erased[0], mark(Through.BOUNCE, "two")])
    assert is_erased_everywhere(contact, erased)
    assert not is_erased_everywhere(a_contact(), [])


def kept(before: Preference, after: Preference) -> Preference:
    """Return what the guard leaves of a change of each flag and each channel; it must be the same for all."""
    was, wanted = (
        {"direct_marketing": one, "affiliate_marketing": one, "channels": {"email": one, "sms": one}} for one in (before, after)
    )
    contact = with_nos_kept(a_contact(preferences=was), a_contact(preferences=wanted))
    said = contact.preferences
    assert said.direct_marketing == said.affiliate_marketing == said.channels[Channel.EMAIL] == said.channels[Channel.SMS]
    return said.direct_marketing


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        # A user's yes, a job's, an older yes of the person, and a default.
        (flag(False, at=1), flag(True, USER, at=2), "before"),
        (flag(False, at=1), flag(True, JOB, at=2, changed_through="tenant_sync"), "before"),
        (flag(False, at=1), flag(True, PORTAL, at=0), "before"),
        (flag(False, at=1), Preference(value=True), "before"),
        (flag(False, at=1), Preference(), "before"),
        (flag(False, at=1), flag(True, PORTAL, at=2), "after"),
        (flag(False, at=1), flag(True, USER, at=3, evidence_at=day(2)), "after"),
        (flag(False, USER, at=1), flag(True, USER, at=2), "after"),
        (flag(True, at=1), flag(False, USER, at=2), "after"),
        (flag(False, at=1), flag(False, PORTAL, at=2), "after"),
    ],
)
def test_no_change_raises_what_the_person_refused(before: Preference, after: Preference, stays: str) -> None:
    assert kept(before, after) == (before if stays == "before" else after)


@pytest.mark.feature("S5.3")
def test_a_users_no_keeps_the_persons_own_no_beside_it() -> None:
    before = flag(False, LINK, at=1, changed_through="one_click")
    found = kept(before, flag(False, USER, at=2, changed_through="api"))
    assert (found.value, found.changed_by, found.refused_at, found.refused_through) == (False, USER, day(1), "one_click")
    again = flag(False, LINK, at=1, changed_through="one_click", refused_at=day(2), refused_through="portal")
    assert kept(again, flag(False, USER, at=3)).refused_through == "portal"


@pytest.mark.feature("S5.3", "S2.124")
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (consent("withdrawn", at=1), consent("accepted", USER, at=2), consent("withdrawn", at=1)),
        (consent("withdrawn", at=1), consent("accepted", PORTAL, at=2), consent("accepted", PORTAL, at=2)),
        (consent("withdrawn", USER, at=1), consent("accepted", USER, at=2), consent("accepted", USER, at=2)),
        (consent("withdrawn", at=1), consent("rejected", USER, at=2), consent("rejected", USER, at=2, refused_at=day(1))),
        (consent("withdrawn", at=1), consent("rejected", PORTAL, at=2), consent("rejected", PORTAL, at=2)),
        (
            consent("withdrawn", at=1),
            consent("pending", USER, at=2),
            consent("pending", USER, at=2, refused_at=day(1), answer_required=True),
        ),
        (consent("rejected", USER, at=1), consent("pending", USER, at=2), consent("pending", USER, at=2, answer_required=True)),
        (consent("accepted", at=1), consent("pending", USER, at=2), consent("pending", USER, at=2)),
    ],
)
def test_a_consent_that_the_person_refused_is_raised_by_its_yes_alone(before: Any, after: Any, expected: ContactConsent) -> None:
    assert with_nos_kept(a_contact(consent=before), a_contact(consent=after)).consent == expected


@pytest.mark.feature("S5.7")
def test_nobody_is_put_back_on_a_list_that_the_person_left() -> None:
    before = a_contact(list_ids=["lst_on"])
    left = [{"list_id": one, "at": NOW} for one in ("lst_on", "lst_left")]
    after = a_contact(list_ids=["lst_on", "lst_left", "lst_new"], left_topics=left)
    assert with_nos_kept(before, after).list_ids == ("lst_on", "lst_new")


def test_a_change_of_nothing_that_was_said_is_the_same_contact() -> None:
    before: Contact = a_contact(preferences={"direct_marketing": flag(False)})
    after = before.model_copy(update={"last_name": "Other"})
    assert with_nos_kept(before, after) is after


@pytest.mark.feature("S5.3", "S1.23")
def test_a_no_that_is_chosen_of_several_records_carries_the_last_own_no() -> None:
    users, early = flag(False, USER, at=5), flag(False, LINK, at=1, changed_through="one_click")
    late = flag(False, LINK, at=0, refused_at=day(3), refused_through="complaint")
    found = with_last_no(users, [early, users, late])
    assert (found.changed_by, found.refused_at, found.refused_through) == (USER, day(3), "complaint")
    assert with_last_no(users, [users, early]).refused_through == "one_click"
    assert with_last_no(late, [early, late]) is late
    yes = flag(True, PORTAL, at=9)
    assert with_last_no(yes, [yes, early]) is yes
    assert with_last_no(users, [users]) is users
