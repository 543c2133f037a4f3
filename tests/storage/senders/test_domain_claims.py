"""Claims on domains, and the domains of a tenant beside its settings."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken
from contactbook.domain.senders import identities as rules
from contactbook.domain.senders.identities import DomainClaim, SendingIdentities
from contactbook.storage.base import table
from contactbook.storage.senders import domain_claims
from contactbook.storage.sending.due import DueIdentities
from tests.aws_in_process.aws import World
from tests.builders.sending import store
from tests.faults.counting import count_calls

THEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def claim(domain: str = "acme.example", *, proven: bool = True) -> DomainClaim:
    return DomainClaim(domain=domain, group_id="acme", holders=("acme",), proven=proven)


def save(*claims: DomainClaim) -> None:
    table.transact([domain_claims.put_claim_of(one, replacing=0) for one in claims])


@pytest.mark.feature("S8.2")
def test_a_domain_is_claimed_once(world: World) -> None:
    save(claim())
    with pytest.raises(RuleBroken) as refused:
        save(DomainClaim(domain="acme.example", group_id="other", holders=("other",)))
    assert refused.value.code == "domain_taken"
    assert domain_claims.find_claim("acme.example") == (claim(), 1)
    with pytest.raises(ConcurrentUpdate):
        table.transact([domain_claims.put_claim_of(claim(), replacing=7)])


def test_what_lies_below_a_domain_is_found_with_one_query_and_nothing_beside_it(world: World) -> None:
    save(claim("mail.acme.example"), claim("acme-corp.example"), claim("pending.corp.example", proven=False))
    with count_calls() as calls:
        assert domain_claims.is_foreign_below("acme.example", "other", "other")
    assert calls.counts == {"dynamodb.Query": 1}
    assert not domain_claims.is_foreign_below("acme.example", "acme", "acme")
    assert not domain_claims.is_foreign_below("corp.example", "other", "other")
    assert not domain_claims.is_foreign_below("me.example", "other", "other")
    assert [one.domain for one in domain_claims.claims_on(["mail.acme.example", "nobody.example"])] == ["mail.acme.example"]


@pytest.mark.feature("S8.2")
def test_domains_are_read_with_the_settings_by_one_query_and_are_due_when_they_are_to_be_looked_at(world: World) -> None:
    acme = store()
    identities = rules.registered(SendingIdentities(), "acme.example", THEN)
    table.transact([acme.sending_identities.put_of(identities, replacing=0)])
    with count_calls() as calls:
        assert acme.settings.fresh().sending_identities == identities
    assert calls.counts == {"dynamodb.Query": 1}
    assert acme.sending_identities.read() == (identities, 1)
    assert acme.due.find(THEN, limit=10).others == []
    assert acme.due.find(THEN + timedelta(minutes=2), limit=10).others == [DueIdentities()]
    with pytest.raises(ConcurrentUpdate):
        table.transact([acme.sending_identities.put_of(identities, replacing=0)])
