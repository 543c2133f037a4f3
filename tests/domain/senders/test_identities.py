"""When a domain may be sent from, and when SES is asked about it next."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.senders import identities as rules
from contactbook.domain.senders.identities import DnsRecord, DomainClaim, IdentityState, Proof, SendingIdentities

THEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RECORDS = (DnsRecord(name="a._domainkey.acme.example", value="a.dkim.amazonses.com"),)
PROVEN, UNPROVEN = Proof(proven=True, dns_records=RECORDS), Proof(proven=False, dns_records=RECORDS)


def registered() -> SendingIdentities:
    return rules.registered(SendingIdentities(), "acme.example", THEN)


@pytest.mark.feature("S8.2")
def test_only_a_verified_domain_is_sent_from() -> None:
    pending = rules.checked(registered(), "acme.example", UNPROVEN, THEN)
    verified = rules.checked(pending, "acme.example", PROVEN, THEN)
    assert not registered().may_send_as("news@acme.example")
    assert not pending.may_send_as("news@acme.example")
    assert [verified.may_send_as(f"news@{domain}") for domain in ("Acme.Example", "mail.acme.example", "other.example")] == [
        True,
        True,
        False,
    ]
    assert not rules.checked(verified, "acme.example", UNPROVEN, THEN).may_send_as("news@acme.example")
    assert not rules.leaving(verified, "acme.example", THEN).may_send_as("news@acme.example")
    assert not verified.may_send_as("no address")


def test_a_new_domain_is_looked_at_often_and_a_verified_one_daily() -> None:
    def next_look(proof: Proof, now: datetime) -> timedelta:
        return (rules.checked(registered(), "acme.example", proof, now).check_at or now) - now

    assert next_look(UNPROVEN, THEN) == timedelta(minutes=5)
    assert next_look(UNPROVEN, THEN + timedelta(hours=2)) == timedelta(hours=1)
    assert next_look(PROVEN, THEN) == timedelta(days=1)


def test_a_domain_that_is_never_proven_is_abandoned_and_one_that_was_is_not() -> None:
    later = THEN + timedelta(days=3)
    (pending,) = registered().identities
    (lost,) = rules.checked(rules.checked(registered(), "acme.example", PROVEN, THEN), "acme.example", UNPROVEN, later).identities
    assert [rules.is_abandoned(pending, moment) for moment in (THEN, later)] == [False, True]
    assert (lost.state, rules.is_abandoned(lost, later)) == (IdentityState.PENDING, False)


def test_registering_again_keeps_what_is_known_and_gives_the_time_of_proof_again() -> None:
    later = THEN + timedelta(days=2)
    pending = rules.leaving(rules.checked(registered(), "acme.example", UNPROVEN, THEN), "acme.example", THEN)
    (again,) = rules.registered(pending, "acme.example", later).identities
    assert (again.leaving, again.registered_at, again.dns_records) == (False, later, RECORDS)


def test_a_claim_is_foreign_to_another_group_unless_it_is_free() -> None:
    claim = DomainClaim(domain="acme.example", group_id="acme", holders=("acme-north",))
    assert [claim.is_foreign(*who) for who in (("acme-south", "acme"), ("acme-north", "moved"), ("other", "other"))] == [
        False,
        False,
        True,
    ]
    left = DomainClaim(domain="acme.example", group_id="acme", holders=())
    proven = DomainClaim(domain="acme.example", group_id="acme", holders=(), proven=True)
    assert [one.is_foreign("other", "other") for one in (left, proven)] == [False, True]
