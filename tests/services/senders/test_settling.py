"""What happens to a domain between us and SES: half-way faults, the sweeper's looks, and what others left at SES."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from contactbook import clock
from contactbook.domain.base.errors import ContactbookError
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import at, identity_tags, set_up, sweep, verified_domain
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Moment, WorkerDied, to
from tests.faults.injecting import inject

ACME = "contactbook-acme"
IDENTITY, SET = "identity/acme.example", "configuration-set/contactbook"


def register(tenant_id: str = "acme", domain: str = "acme.example") -> int:
    return Api(tenant_id).post("/v1/sending-identities", {"domain": domain}).status


def domains(tenant_id: str = "acme") -> dict[str, str]:
    return {one["domain"]: one["state"] for one in Api(tenant_id).get("/v1/sending-identities").body["items"]}


def sweep_at(world: World, moment: datetime) -> None:
    with at(moment):
        sweep(world)


def resources(world: World, tenant: str = ACME) -> set[str]:
    return {arn.rpartition(":")[2] for arn in world.senders.tenants[tenant].resources}


@pytest.mark.feature("S8.2")
def test_a_tenant_is_apart_at_ses_and_ses_suppresses_nobody_for_it(world: World) -> None:
    register()
    assert world.senders.tenants[ACME].suppression == {"SuppressionScope": "TENANT", "SuppressedReasons": []}
    assert resources(world) == {IDENTITY, SET}
    assert world.senders.identities == {"acme.example": identity_tags("acme")}


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.TIMED_OUT, Fault.SERVER_ERROR, Fault.DEATH])
@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("index", range(5))
def test_a_registration_that_fails_half_way_at_ses_is_finished_by_the_sweeper(
    world: World, index: int, moment: Moment, fault: Fault
) -> None:
    now = clock.now()
    with inject(Injection(index, fault, moment, which=to("sesv2"))), suppress(WorkerDied):
        assert register() == 201
    assert set(domains()) == {"acme.example"}
    assert register("stranger") == 409

    sweep_at(world, now + timedelta(minutes=3))

    assert domains() == {"acme.example": "verified"}
    assert resources(world) == {IDENTITY, SET}


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("index", range(2))
def test_a_registration_whose_saving_fails_leaves_before_or_after(world: World, index: int, moment: Moment) -> None:
    with inject(Injection(index, Fault.DEATH, moment, which=to("TransactWriteItems"))), pytest.raises(WorkerDied):
        register()
    assert set(domains()) <= {"acme.example"}
    sweep_at(world, clock.now() + timedelta(minutes=3))
    assert set(domains().values()) <= {"verified"}
    assert register() == 201
    assert domains() == {"acme.example": "verified"}


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.TIMED_OUT, Fault.DEATH])
@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("call", ["DeleteTenantResourceAssociation", "DeleteEmailIdentity"])
def test_a_deletion_that_fails_half_way_at_ses_is_finished_by_the_sweeper(
    world: World, call: str, moment: Moment, fault: Fault
) -> None:
    register()
    with inject(Injection(0, fault, moment, which=to(call))), suppress(WorkerDied):
        assert Api().delete("/v1/sending-identities/acme.example").status == 204
    assert domains() == {}
    assert Api().put("/v1/settings/senders", {"email": {"from_address": "news@acme.example"}}).status == 422

    sweep_at(world, clock.now() + timedelta(minutes=3))

    assert (world.senders.identities, resources(world)) == ({}, {SET})


def test_a_domain_that_is_leaving_may_come_back(world: World) -> None:
    register()
    with inject(Injection(0, Fault.TIMED_OUT, Moment.AFTER, which=to("DeleteEmailIdentity"))), suppress(ContactbookError):
        Api().delete("/v1/sending-identities/acme.example")
    assert register() == 201
    assert domains() == {"acme.example": "verified"}
    assert resources(world) == {IDENTITY, SET}


@pytest.mark.feature("S8.2")
def test_the_sweeper_sees_that_a_domain_is_proven_and_that_its_proof_is_gone(world: World) -> None:
    now = clock.now()
    world.senders.unproven.add("acme.example")
    register()
    sweep_at(world, now + timedelta(minutes=4))
    assert domains() == {"acme.example": "pending"}
    world.senders.unproven.clear()
    sweep_at(world, now + timedelta(minutes=6))
    assert domains() == {"acme.example": "verified"}
    world.senders.unproven.add("acme.example")
    sweep_at(world, now + timedelta(days=2))
    assert domains() == {"acme.example": "pending"}


def test_a_look_at_a_domain_costs_one_call_of_ses_and_nothing_while_none_is_due(world: World) -> None:
    now = clock.now()
    set_up()
    with count_calls() as calls:
        sweep_at(world, now + timedelta(minutes=5))
    assert calls.counts == {"dynamodb.Query": 1}
    with count_calls() as calls:
        sweep_at(world, now + timedelta(days=1, minutes=5))
    assert [call.name for call in calls.made if call.service == "sesv2"] == ["sesv2.GetEmailIdentity"]


def test_a_domain_that_is_never_proven_is_released(world: World) -> None:
    now = clock.now()
    world.senders.unproven.add("acme.example")
    register("squatter")
    with at(now + timedelta(days=3, minutes=5)):
        sweep(world, "squatter")
    assert domains("squatter") == {}
    assert world.senders.identities == {}
    assert register("acme") == 201


def test_an_identity_that_ses_lost_is_made_again(world: World) -> None:
    register()
    world.senders.identities.clear()
    world.senders.tenants[ACME].resources.clear()
    sweep_at(world, clock.now() + timedelta(days=1, minutes=5))
    assert domains() == {"acme.example": "verified"}
    assert resources(world) == {IDENTITY, SET}


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize("tags", [[], identity_tags("other"), identity_tags("acme", "contactbook-staging")])
def test_an_identity_that_somebody_else_made_at_ses_is_not_taken_over(world: World, tags: list[dict[str, str]]) -> None:
    # Such as the operator's own domain, in the same account.
    world.senders.identities["acme.example"] = tags
    assert register() == 409
    assert domains() == {}
    assert world.senders.identities == {"acme.example": tags}


@pytest.mark.feature("S8.2")
def test_an_identity_that_somebody_else_made_at_ses_is_not_deleted(world: World) -> None:
    world.senders.identities["acme.example"] = []
    # The function dies before it can take the registration back, and the tenant deletes the domain.
    with inject(Injection(0, Fault.DEATH, Moment.BEFORE, which=to("GetEmailIdentity"))), pytest.raises(WorkerDied):
        register()
    assert Api().delete("/v1/sending-identities/acme.example").status == 204
    assert (domains(), world.senders.identities) == ({}, {"acme.example": []})


@pytest.mark.feature("S8.2")
def test_an_identity_of_another_stack_in_the_account_is_not_deleted(world: World) -> None:
    register()
    # Both stacks have a tenant of this name, and the other one has made the identity anew meanwhile.
    world.senders.identities["acme.example"] = identity_tags("acme", "contactbook-staging")
    assert Api().delete("/v1/sending-identities/acme.example").status == 204
    assert world.senders.identities == {"acme.example": identity_tags("acme", "contactbook-staging")}


@pytest.mark.feature("S8.2")
def test_an_identity_that_a_first_version_made_is_its_tenants(world: World) -> None:
    world.senders.identities["acme.example"] = identity_tags("acme")[:1]
    assert register() == 201
    assert Api().delete("/v1/sending-identities/acme.example").status == 204
    assert world.senders.identities == {}


def test_a_domain_below_a_proven_one_of_the_account_needs_its_own_proof(world: World) -> None:
    # SES says that such a domain may send, because the one above is verified.
    world.senders.identities["corp.example"] = []
    world.senders.unproven.add("mail.corp.example")
    register(domain="mail.corp.example")
    assert domains() == {"mail.corp.example": "pending"}


def test_the_group_that_proves_overlapping_domains_first_has_them(world: World) -> None:
    world.senders.unproven |= {"acme.example", "mail.acme.example"}
    register("acme", "acme.example")
    register("other", "mail.acme.example")
    world.senders.unproven.clear()
    sweep_at(world, clock.now() + timedelta(minutes=6))
    with at(clock.now() + timedelta(minutes=6)):
        sweep(world, "other")
    assert (domains("acme"), domains("other")) == ({"acme.example": "verified"}, {"mail.acme.example": "pending"})


def test_a_long_name_of_a_tenant_fits_at_ses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.config import config
    from contactbook.gateways.sending_identities import ses_tenant

    assert ses_tenant("acme") == ACME
    monkeypatch.setenv("SES_CONFIGURATION_SET", "a-stack-with-a-very-long-name-of-43-letters")
    config.cache_clear()
    try:
        names = {ses_tenant(f"{number}{'t' * 37}") for number in range(3)}
    finally:
        monkeypatch.undo()
        config.cache_clear()
    assert len(names) == 3
    assert all(len(name) <= 64 and name.startswith("a-stack-with-a-very-long-name-of-43-letters-") for name in names)


def test_a_domain_is_claimed_by_one_of_two_groups(world: World) -> None:
    verified_domain("acme.example", "acme")
    assert [register(tenant) for tenant in ("other", "acme")] == [409, 201]
