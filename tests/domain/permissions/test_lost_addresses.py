"""What was refused at an address goes with the address; a STOP of a number was a word of the person, and stays (S5.4, S5.6)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.contacts.record import Contact, Erasure, Preference
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.lost_addresses import with_marks_at
from contactbook.domain.permissions.standing import own_no
from contactbook.domain.refusals.marks import RefusedAddress, Through
from tests.builders.contacts import NOW, a_contact

KEPT, LOST = "hash of the email", "hash of the number"
DAY = timedelta(days=1)


def mark(through: Through, address: str = LOST, day: int = 0) -> RefusedAddress:
    return RefusedAddress(address=address, through=through, scopes=("channel:sms",), said_at=NOW + day * DAY)


def contact(*marks: RefusedAddress, sms: Preference | None = None, **fields: Any) -> Contact:
    found = a_contact(refusals=marks, **fields)
    if sms is None:
        return found
    return found.model_copy(update={"preferences": found.preferences.model_copy(update={"channels": {Channel.SMS: sms}})})


def texts(found: Contact) -> Preference:
    return found.preferences.of_channel(Channel.SMS)


@pytest.mark.feature("S5.4")
def test_the_marks_of_a_lost_address_go_and_the_others_stay() -> None:
    kept = mark(Through.ONE_CLICK, KEPT)
    before = contact(kept, mark(Through.ONE_CLICK), mark(Through.BOUNCE))
    after = with_marks_at(before, before, {KEPT}, gives_back=False)
    assert (after.refusals, after.preferences) == ((kept,), before.preferences)
    assert with_marks_at(after, after, {KEPT, LOST}, gives_back=False) is after


@pytest.mark.feature("S5.6")
def test_the_last_stop_of_a_lost_number_becomes_the_persons_own_no_to_texts() -> None:
    before = contact(mark(Through.SMS_STOP, day=2), mark(Through.SMS_STOP, "another number", day=1))
    after = with_marks_at(before, before, {KEPT}, gives_back=False)
    assert after.refusals == ()
    said = texts(after)
    assert (said.value, said.asked, said.refused_at, said.refused_through) == (False, True, NOW + 2 * DAY, "sms_stop")
    assert own_no(said) == NOW + 2 * DAY


@pytest.mark.feature("S5.6")
def test_a_stop_of_a_number_that_stays_stays_a_mark() -> None:
    before = contact(mark(Through.SMS_STOP))
    assert with_marks_at(before, before, {LOST}, gives_back=False) is before


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize("way", ["created", "given back", "erased"])
def test_no_stop_becomes_the_contacts_own_where_nothing_is_lost_by_its_person(way: str) -> None:
    before = contact(mark(Through.SMS_STOP))
    after = before
    if way == "erased":
        after = before.model_copy(update={"erasure": Erasure.ERASING})
    found = with_marks_at(None if way == "created" else before, after, {KEPT}, gives_back=way == "given back")
    assert found.refusals == ()
    assert own_no(texts(found)) is None


@pytest.mark.feature("S5.3", "S5.6")
@pytest.mark.parametrize(("day", "stands"), [(-1, True), (0, True), (1, False)])
def test_a_yes_of_the_person_answers_the_stop_if_it_is_younger(day: int, stands: bool) -> None:
    yes = Preference(value=True, asked=True, changed_at=NOW + day * DAY, evidence_at=NOW + day * DAY)
    before = contact(mark(Through.SMS_STOP), sms=yes)
    found = with_marks_at(before, before, {KEPT}, gives_back=False)
    assert (own_no(texts(found)) == NOW) is stands


@pytest.mark.feature("S5.3", "S5.6")
@pytest.mark.parametrize(("day", "last"), [(-1, 0), (0, 0), (1, 1)])
def test_a_later_no_of_the_person_keeps_its_time(day: int, last: int) -> None:
    no = Preference(value=False, asked=True, refused_at=NOW + day * DAY, refused_through="portal")
    before = contact(mark(Through.SMS_STOP), sms=no)
    found = with_marks_at(before, before, {KEPT}, gives_back=False)
    assert own_no(texts(found)) == NOW + last * DAY
    assert texts(found).refused_through == ("sms_stop" if day < 0 else "portal")


@pytest.mark.feature("S5.6")
def test_what_was_said_of_other_channels_stays() -> None:
    before = contact(mark(Through.SMS_STOP))
    letters = {Channel.PRINT: Preference(value=False, asked=True)}
    before = before.model_copy(update={"preferences": before.preferences.model_copy(update={"channels": letters})})
    found = with_marks_at(before, before, {KEPT}, gives_back=False)
    assert found.preferences.of_channel(Channel.PRINT) == letters[Channel.PRINT]
    assert found.preferences.direct_marketing == before.preferences.direct_marketing
