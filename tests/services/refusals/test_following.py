"""A no reaches every contact that has the address: by the stream within moments, and before that by whoever decides (S5.4)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import refuse, settle
from tests.builders.sending import account, at, contact, drain, set_up, settings, start_run, store
from tests.faults.counting import count_calls

SHARED = {"emails": [{"address": "family@example.com"}]}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def loaded(contact_id: str) -> Any:
    return store().contacts.get(contact_id)


def why_skipped(world: World, api: Api, contact_id: str, **fields: Any) -> dict[str, int]:
    run_id = start_run(api, {"contact_ids": [contact_id]}, **fields)
    drain(world)
    return dict(api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"])


def tell(contact_id: str, kind: str = "complaint") -> None:
    """Record feedback about a message to the contact."""
    from contactbook.domain.sending.deliveries import Feedback
    from contactbook.services.sending.feedback import record_feedback

    sent = store().communications.page([contact_id], limit=1, after=None)[0][0]
    feedback = Feedback(
        kind=kind, tenant_id="acme", communication_id=sent.communication_id, message_id=sent.message_id, at=clock.now()
    )
    record_feedback(store(), feedback, now=clock.now())


def sent_to(world: World, api: Api, contact_id: str) -> None:
    assert why_skipped(world, api, contact_id) == {}


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize(("kind", "reason"), [("complaint", "complained"), ("hard_bounce", "bounced")])
def test_what_one_contact_says_holds_for_every_contact_with_the_address(world: World, api: Api, kind: str, reason: str) -> None:
    one, other = contact(1, **SHARED), contact(2, **SHARED)
    drain_stream(world)
    sent_to(world, api, one)
    tell(one, kind)
    assert loaded(one).refusals
    drain_stream(world)
    assert loaded(other).refusals == loaded(one).refusals
    assert why_skipped(world, api, other) == {reason: 1}
    assert [entry.action for entry, _ in store().history.page(other, limit=1, after=None)[0]] == ["refusal.settled"]


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("drained", [True, False], ids=["settled by the stream", "not settled yet"])
def test_a_refusal_outlives_its_contact(world: World, api: Api, drained: bool) -> None:
    refuse("family@example.com", "complaint")
    settings("preferences", {"direct_marketing": True})
    again = contact(3, **SHARED, preferences={})
    if drained:
        drain_stream(world)
    assert (bool(loaded(again).refusals), loaded(again).settled) == (drained, drained)
    assert why_skipped(world, api, again) == {"complained": 1}


@pytest.mark.feature("S5.4")
def test_a_contact_that_takes_a_refused_address_is_not_contacted(world: World, api: Api) -> None:
    refuse("family@example.com")
    contact_id = contact(1)
    drain_stream(world)
    assert loaded(contact_id).settled
    assert api.patch(f"/v1/contacts/{contact_id}", SHARED).status == 200
    assert not loaded(contact_id).settled
    assert why_skipped(world, api, contact_id) == {"bounced": 1}
    drain_stream(world)
    assert loaded(contact_id).settled
    assert why_skipped(world, api, contact_id) == {"bounced": 1}


def test_a_contact_that_returns_to_an_address_is_settled_anew(world: World, api: Api) -> None:
    """What was refused while it had another address is found, although it was settled with this one before."""
    contact_id = contact(1, **SHARED)
    drain_stream(world)
    api.patch(f"/v1/contacts/{contact_id}", {"emails": [{"address": "new@example.com"}]})
    refuse("family@example.com")
    api.patch(f"/v1/contacts/{contact_id}", SHARED)
    assert not loaded(contact_id).settled
    assert why_skipped(world, api, contact_id) == {"bounced": 1}


def test_a_change_of_another_field_leaves_a_contact_settled(world: World, api: Api) -> None:
    contact_id = contact(1)
    drain_stream(world)
    version = loaded(contact_id).version
    api.patch(f"/v1/contacts/{contact_id}", {"title": "Dr"})
    assert (loaded(contact_id).settled, loaded(contact_id).version) == (True, version + 1)


def test_settling_is_no_change_of_the_contact(world: World) -> None:
    contact_id = contact(1)
    before = loaded(contact_id)
    settle(contact_id)
    after = loaded(contact_id)
    assert (after.settled, after.version, after.history) == (True, before.version, before.history)


def test_a_settled_contact_costs_no_look_up(world: World) -> None:
    contact_id = contact(1)
    settle(contact_id)
    from contactbook.services.refusals.standing import refused_addresses

    found = loaded(contact_id)
    with count_calls() as calls:
        assert refused_addresses(store(), [(found, ["c1@example.com"])]) == {}
    assert calls.made == []


@pytest.mark.feature("S5.4", "S0.15")
def test_an_accounts_address_is_looked_up_each_time(world: World, api: Api) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, contact_information={"email": "biz@example.com"})
    drain_stream(world)
    refuse("biz@example.com")
    used = api.get(f"/v1/contacts/{contact_id}/contact-information", account_id=account_id).body["email"]
    assert (used["value"], used["passed_over"]) == ("c1@example.com", ["account"])


@pytest.mark.feature("S5.4", "S2.141")
def test_an_erasure_refuses_its_addresses_for_every_other_contact(world: World, api: Api) -> None:
    one, other = contact(1, **SHARED), contact(2, **SHARED)
    drain_stream(world)
    assert api.post(f"/v1/contacts/{one}/anonymize").status in (200, 202)
    drain_stream(world)
    assert [mark.through for mark in loaded(other).refusals] == ["anonymization"]
    assert why_skipped(world, api, other) == {"suppressed": 1}


@pytest.mark.feature("S5.4")
def test_a_crowd_with_one_address_is_marked_together(world: World, api: Api) -> None:
    ids = [contact(number, **SHARED) for number in range(1, 41)]
    drain_stream(world)
    sent_to(world, api, ids[0])
    tell(ids[0])
    drain_stream(world)
    assert all(loaded(contact_id).refusals for contact_id in ids)


def token(contact_id: str, sent_to: str) -> str:
    from contactbook.domain.links.links import LinkPurpose
    from contactbook.services.links.links import link_url

    return link_url(store(), contact_id, LinkPurpose.PREFERENCES, now=clock.now(), sent_to=sent_to).rpartition("/")[2]


def click_once(contact_id: str, sent_to: str = "family@example.com") -> None:
    from contactbook.services.links.choices import ONE_CLICK, unsubscribe
    from contactbook.services.links.visits import Visitor

    unsubscribe(token(contact_id, sent_to), through=ONE_CLICK, visitor=Visitor(), now=clock.now())


def say_yes(contact_id: str, sent_to: str = "family@example.com") -> None:
    from contactbook.services.links.choices import save_choices
    from contactbook.services.links.opt_ins import Choices
    from contactbook.services.links.visits import Visitor

    save_choices(token(contact_id, sent_to), Choices(direct_marketing=True), visitor=Visitor(), now=clock.now())


OPTED_OUT = {"direct_marketing_opted_out": 1}


@pytest.mark.feature("S5.4")
def test_one_click_holds_for_every_contact_with_the_address_until_one_says_yes_itself(world: World, api: Api) -> None:
    one, other = contact(1, **SHARED), contact(2, **SHARED)
    click_once(one)
    drain_stream(world)
    assert [why_skipped(world, api, each) for each in (one, other)] == [OPTED_OUT, OPTED_OUT]
    # A user's yes is no word of the person.
    assert api.put(f"/v1/contacts/{other}/preferences", {"direct_marketing": True}).code == "refusal_stands"
    assert why_skipped(world, api, other) == OPTED_OUT
    with at(clock.now() + timedelta(days=1)):
        say_yes(other)
        assert [why_skipped(world, api, each) for each in (one, other)] == [OPTED_OUT, {}]
    with at(clock.now() + timedelta(days=2)):
        click_once(one)
        drain_stream(world)
        assert why_skipped(world, api, other) == OPTED_OUT, "the last word about the address is a no again"


@pytest.mark.feature("S5.4")
def test_one_click_reaches_the_address_that_the_mail_went_to_although_the_contact_has_left_it(world: World, api: Api) -> None:
    one, other = contact(1, **SHARED), contact(2, **SHARED)
    drain_stream(world)
    api.patch(f"/v1/contacts/{one}", {"emails": [{"address": "new@example.com"}]})
    click_once(one)
    drain_stream(world)
    assert why_skipped(world, api, other) == OPTED_OUT


@pytest.mark.feature("S2.52")
def test_a_type_that_applies_no_preference_passes_over_no_persons_no(world: World, api: Api) -> None:
    from tests.builders.sending import notification_type

    one = contact(1, **SHARED)
    click_once(one)
    careless = notification_type(api, apply_direct_marketing_preference=False)
    assert why_skipped(world, api, one, notification_type_id=careless) == OPTED_OUT


@pytest.mark.feature("S2.50")
def test_a_click_that_is_repeated_saves_nothing(world: World) -> None:
    one = contact(1, **SHARED)
    click_once(one)
    before = world.items()
    click_once(one)
    assert world.items() == before


@pytest.mark.feature("S5.4")
def test_an_undone_merge_brings_back_no_contact_that_forgot_a_no(world: World, api: Api) -> None:
    """The source was away, as it was before the no: it comes back unsettled."""
    survivor, source = contact(1), contact(2, **SHARED)
    drain_stream(world)
    merged = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert merged.status == 200, merged.body
    refuse("family@example.com")
    assert api.post(f"/v1/merges/{merged.body['merge_id']}/undo").status == 200
    assert not loaded(source).settled
    assert why_skipped(world, api, source) == {"bounced": 1}


def test_a_rebuild_settles_whoever_the_stream_forgot(world: World) -> None:
    from contactbook.services.stream.rebuild import derive

    refuse("c1@example.com")
    contact_id = contact(1)
    world.take_stream_records()
    derive(store(), contact_id, clock.now())
    assert (loaded(contact_id).settled, len(loaded(contact_id).refusals)) == (True, 1)
