"""Races for a domain: one tenant group has it, whoever registers and deletes at the same moment."""

from datetime import timedelta
from functools import partial
from unittest.mock import patch

import pytest

from contactbook import clock
from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.senders.identities import DomainClaim, SendingIdentityDraft
from contactbook.services.senders import identities
from contactbook.storage.base.rows import Put, Row
from contactbook.storage.base.shared_keys import sending_domain
from contactbook.storage.senders import domain_claims
from tests.aws_in_process.aws import World
from tests.builders.sending import at, identity_tags, store, sweep, verified_domain
from tests.faults.exploring import RaceFailedError, Schedule, explore, many_seeds

DOMAIN = "acme.example"
BY = job("test")


pytestmark = pytest.mark.usefixtures("quiet")


def register(tenant_id: str) -> None:
    identities.register_domain(store(tenant_id), SendingIdentityDraft(domain=DOMAIN), by=BY, now=clock.now())


def delete(tenant_id: str) -> None:
    identities.delete_domain(store(tenant_id), DOMAIN, by=BY, now=clock.now())


def holders(*tenants: str) -> list[str]:
    return [one for one in tenants if store(one).sending_identities.read()[0].shown]


def two_groups(world: World, schedule: Schedule) -> None:
    world.restore()
    schedule.run({"acme": partial(register, "acme"), "other": partial(register, "other")}, may_raise=[RuleBroken])
    (holder,) = holders("acme", "other")
    claim, _ = domain_claims.find_claim(DOMAIN)
    assert claim == DomainClaim(domain=DOMAIN, group_id=holder, holders=(holder,), proven=True)
    assert world.senders.identities == {DOMAIN: identity_tags(holder)}


@pytest.mark.feature("S8.2")
@many_seeds(40, torture=2_000)
def test_two_groups_that_register_a_domain_at_once_do_not_both_have_it(world: World, seeds: range) -> None:
    world.keep()
    explore(partial(two_groups, world), seeds)


def test_a_claim_without_its_condition_lets_both_have_it(world: World) -> None:
    """The broken variant: the claim is saved whatever is there."""

    def unconditional(claim: DomainClaim, *, replacing: int) -> Put:
        return Put(Row(sending_domain(claim.domain), "sending_domain", claim.model_dump_json(), version=replacing + 1))

    world.keep()
    with patch.object(domain_claims, "put_claim_of", unconditional), pytest.raises(RaceFailedError):
        explore(partial(two_groups, world), seeds=range(40))


@many_seeds(30, torture=2_000)
def test_a_tenant_that_registers_while_another_of_its_group_deletes_has_the_domain_in_the_end(world: World, seeds: range) -> None:
    from tests.functions.settings_api.test_senders import family

    family()
    verified_domain(DOMAIN, "acme-north")
    world.keep()

    def scenario(schedule: Schedule) -> None:
        world.restore()
        schedule.run({"north": partial(delete, "acme-north"), "south": partial(register, "acme-south")})
        with at(clock.now() + timedelta(days=1, minutes=5)):
            for tenant in ("acme-north", "acme-south"):
                sweep(world, tenant)
        assert holders("acme-north", "acme-south") == ["acme-south"]
        assert store("acme-south").sending_identities.read()[0].may_send_as(f"news@{DOMAIN}")
        names = {arn.rpartition("/")[2] for arn in world.senders.tenants["contactbook-acme-south"].resources}
        assert DOMAIN in world.senders.identities
        assert names == {DOMAIN, "contactbook"}

    explore(scenario, seeds)
