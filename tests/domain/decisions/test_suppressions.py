"""Why an address is suppressed where several reasons apply, and what a told refusal says (S2.46, S5.4)."""

from datetime import timedelta

import pytest

from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import (
    EntryKind,
    Suppressions,
    Target,
    address_targets,
    contact_target,
    domain_target,
    email_target,
    phone_target,
    strongest,
    told_reason,
)
from contactbook.domain.refusals.marks import RefusedAddress, Through
from contactbook.domain.refusals.refusals import Refusal, RefusalEvent
from tests.builders.notifications import THEN

BOUNCED, COMPLAINED, SUPPRESSED = SkipReason.BOUNCED, SkipReason.COMPLAINED, SkipReason.SUPPRESSED


def event(through: Through, event_id: str) -> RefusalEvent:
    return RefusalEvent(event_id=event_id, through=through, scopes=("unusable",), at=THEN + timedelta(days=int(event_id)))


def marked(through: Through) -> tuple[RefusedAddress, ...]:
    return (RefusedAddress(address="hash", through=through, scopes=("unusable",), said_at=THEN),)


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize(
    ("said", "reason", "event_id"),
    [
        ([(Through.COMPLAINT, "1"), (Through.BOUNCE, "2"), (Through.BOUNCE, "3")], BOUNCED, "2"),
        ([(Through.COMPLAINT, "1"), (Through.ANONYMIZATION, "2")], SUPPRESSED, "2"),
        ([(Through.ANONYMIZATION, "1"), (Through.SMS_STOP, "2")], SkipReason.UNSENDABLE_ADDRESS, "2"),
        ([(Through.COMPLAINT, "1"), (Through.COMPLAINT, "2")], COMPLAINED, "1"),
        # No word of the provider: it is a no of the person, which is told as a suppression.
        ([(Through.ONE_CLICK, "1"), (Through.COMPLAINT, "2")], SUPPRESSED, "1"),
    ],
)
def test_a_refusal_is_told_by_its_strongest_reason_and_the_first_event_that_gives_it(
    said: list[tuple[Through, str]], reason: SkipReason, event_id: str
) -> None:
    told = told_reason(Refusal(address="hash", events=tuple(event(*one) for one in said)))
    assert (told[0], told[1].event_id) == (reason, event_id)


def test_the_reason_that_lets_less_through_is_the_strongest() -> None:
    order = [BOUNCED, SkipReason.UNSENDABLE_ADDRESS, SUPPRESSED, COMPLAINED]
    assert [strongest(reversed(order[place:])) for place in range(4)] == order
    assert strongest([]) is None


@pytest.mark.feature("S2.46")
def test_an_address_is_stopped_by_its_entry_its_domain_and_what_was_told_of_it() -> None:
    known = Suppressions(
        reasons={domain_target("@Example.org"): SUPPRESSED, phone_target("+35722000000"): SUPPRESSED},
        refused={"eleni@example.com": marked(Through.BOUNCE), "+35799123456": marked(Through.SMS_STOP)},
    )
    assert known.of_email("Eleni@example.com") is BOUNCED
    assert known.of_email("anyone@example.org") is SUPPRESSED
    assert known.of_email("anyone@mail.example.org") is None
    assert known.of_phone("+35799123456") is SkipReason.UNSENDABLE_ADDRESS
    assert known.of_phone("+35722000000") is SUPPRESSED
    assert known.of_phone("+35722999999") is None


def test_a_contact_is_stopped_under_each_id_that_it_has() -> None:
    known = Suppressions(reasons={contact_target("con_2"): SUPPRESSED})
    assert known.of_contact("con_1", "con_2") is SUPPRESSED
    assert known.of_contact("con_1") is None


def test_what_an_entry_may_name_is_the_email_and_its_domain_or_the_phone() -> None:
    assert address_targets("Eleni@Example.com") == (email_target("eleni@example.com"), domain_target("example.com"))
    assert address_targets("+35799123456") == (phone_target("+35799123456"),)
    assert domain_target("@Example.com") == Target(kind=EntryKind.DOMAIN, value="example.com")
    assert {contact_target("x").kind, email_target("a@b.c").kind, phone_target("+1").kind} == {
        EntryKind.CONTACT,
        EntryKind.EMAIL,
        EntryKind.PHONE,
    }
