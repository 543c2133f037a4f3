"""A person who answers STOP, and a number that the SMS service says has opted out, get no text any more (S5.6)."""

import importlib
import json
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from botocore.stub import Stubber

from contactbook.domain.notification_types.channels import Channel
from contactbook.gateways import sms
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import drain_stream
from tests.aws_in_process.sns_signing import event, notification, served, signed
from tests.builders.refusals import refuse
from tests.builders.sending import at, contact, drain, notification_type, set_up, start_run, store
from tests.checks.permissions import acting_as

NUMBER = "+35799123456"


@pytest.fixture(autouse=True)
def _tenants(world: World) -> None:
    registered("acme", "+35799000000", "ACME")
    registered("other", "+35799000000")
    registered("third", "THIRD")
    set_up()


def registered(tenant_id: str, *sender_ids: str) -> None:
    from contactbook.domain.tenants.registry import Tenant
    from contactbook.storage.base import table
    from contactbook.storage.tenants.registry import add_of

    made = Tenant(tenant_id=tenant_id, name=tenant_id, sms_sender_ids=sender_ids, created_at=datetime(2026, 1, 1, tzinfo=UTC))
    table.transact(add_of(made))


def answer(
    text: str = "STOP", *, to: str = "+35799000000", number: str = NUMBER, text_id: str = "in-1", hour: int = 9, **fields: Any
) -> None:
    """Deliver the text that somebody sent to a number of ours, as SNS does."""
    published = {"originationNumber": number, "destinationNumber": to, "messageBody": text, "inboundMessageId": text_id, **fields}
    with served(), acting_as("delivery_feedback"):
        told = event(signed(notification(json.dumps(published), Timestamp=f"2026-03-02T{hour:02}:00:02.000Z")))
        importlib.import_module("delivery_feedback.app").handler(told, LambdaContext())


def with_phone(world: World, tenant_id: str = "acme") -> str:
    """Return a contact with the number, which the stream has settled."""
    contact_id = contact(1, tenant_id, phones=[{"number": NUMBER}])
    drain_stream(world)
    return contact_id


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize("purpose", ["direct_marketing", "financial"])
def test_who_answers_stop_gets_no_text_not_even_a_bill(world: World, api: Api, purpose: str) -> None:
    contact_id = with_phone(world)
    answer()
    (mark,) = store().contacts.get(contact_id).refusals
    assert (mark.through, mark.scopes) == ("sms_stop", ("channel:sms",))
    run_id = start_run(
        api, {"contact_ids": [contact_id]}, channel="sms", notification_type_id=notification_type(api, purpose), dry_run=True
    )
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == {"unsendable_address": 1}


@pytest.mark.feature("S5.6")
def test_a_stop_leaves_email_alone(world: World, api: Api) -> None:
    contact_id = with_phone(world)
    answer()
    run_id = start_run(api, {"contact_ids": [contact_id]}, dry_run=True)
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["sent"] == 1


@pytest.mark.feature("S5.6")
def test_a_stop_to_a_shared_number_holds_for_every_tenant_that_sends_from_it(world: World, api: Api) -> None:
    ours, theirs, elsewhere = with_phone(world), with_phone(world, "other"), with_phone(world, "third")
    answer()
    refused = [
        store(tenant).contacts.get(one).refusals for tenant, one in (("acme", ours), ("other", theirs), ("third", elsewhere))
    ]
    assert [bool(marks) for marks in refused] == [True, True, False]


@pytest.mark.feature("S5.6")
def test_a_stop_to_a_number_of_its_own_concerns_one_tenant(world: World, api: Api) -> None:
    ours, theirs = with_phone(world), with_phone(world, "other")
    answer(to="acme")
    assert store().contacts.get(ours).refusals
    assert store("other").contacts.get(theirs).refusals == ()


@pytest.mark.feature("S5.6")
def test_a_stop_that_is_told_twice_changes_nothing(world: World, api: Api) -> None:
    with_phone(world)
    answer()
    before = world.items()
    answer()
    assert world.items() == before


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize("text", ["stop", " Stop. ", "STOP please", "Arrêt", "opt-out", "OPT OUT", "ΣΤΟΠ", "Unsubscribe!"])
def test_every_way_to_say_stop_counts(world: World, api: Api, text: str) -> None:
    contact_id = with_phone(world)
    answer(text)
    assert store().contacts.get(contact_id).refusals


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize("text", ["", "Thanks", "Do not stop", "Opting out of what?"])
def test_other_texts_are_no_stop(world: World, api: Api, text: str) -> None:
    with_phone(world)
    before = world.items()
    answer(text, messageKeyword="KEYWORD_123456789012")
    assert world.items() == before


@pytest.mark.feature("S5.6")
def test_a_word_that_the_service_read_as_its_keyword_counts(world: World, api: Api) -> None:
    contact_id = with_phone(world)
    answer("...", messageKeyword="STOP")
    assert store().contacts.get(contact_id).refusals


@pytest.mark.feature("S5.6", "S5.4")
def test_a_contact_that_comes_later_with_the_number_is_refused_too(world: World, api: Api) -> None:
    answer()
    contact_id = with_phone(world)
    drain_stream(world)
    assert [mark.through for mark in store().contacts.get(contact_id).refusals] == ["sms_stop"]


@pytest.mark.feature("S5.6")
def test_a_number_that_opted_out_at_the_service_is_tried_once(world: World, api: Api) -> None:
    contact_id = with_phone(world)
    with Stubber(sms._client()) as stubber:
        stubber.add_client_error(
            "send_text_message",
            "ConflictException",
            "no",
            400,
            modeled_fields={"Reason": "DESTINATION_PHONE_NUMBER_OPTED_OUT"},
        )
        start_run(api, {"contact_ids": [contact_id]}, channel="sms")
        drain(world)
        (found,) = world.documents("communication")
        assert (found["state"], found["reason"]) == ("failed", "unsendable_address")
        again = start_run(api, {"contact_ids": [contact_id]}, channel="sms")
        drain(world)
        stubber.assert_no_pending_responses()
    assert api.get(f"/v1/notification-runs/{again}").body["skipped_because"] == {"unsendable_address": 1}


@pytest.mark.feature("S5.6")
def test_a_start_that_the_service_does_not_follow_is_closed_by_the_next_try(world: World, api: Api) -> None:
    """Permissions say what the sender does: the number is no longer open than until the service refuses it again."""
    contact_id = with_phone(world)
    with Stubber(sms._client()) as stubber:
        for _ in range(2):
            refused = {"Reason": "DESTINATION_PHONE_NUMBER_OPTED_OUT"}
            stubber.add_client_error("send_text_message", "ConflictException", "no", 400, modeled_fields=refused)
        for hour in (10, 11):
            with at(datetime(2026, 3, 2, hour, tzinfo=UTC)):
                start_run(api, {"contact_ids": [contact_id]}, channel="sms")
                drain(world)
            assert allows_texts(api, contact_id) is False
            if hour == 10:
                answer("START", hour=10, text_id="in-2")
                assert allows_texts(api, contact_id) is True
        stubber.assert_no_pending_responses()


def allows_texts(api: Api, contact_id: str) -> bool:
    permissions = api.get(f"/v1/contacts/{contact_id}/permissions").body["items"]
    return next(one["allowed"] for one in permissions if one["scope"] == "channel:sms")


def texts(contact_id: str) -> list[str]:
    return [mark.through.value for mark in store().contacts.get(contact_id).refusals]


@pytest.mark.feature("S5.6", "S5.3")
@pytest.mark.parametrize("text", ["START", " start. ", "UnStop"])
def test_a_start_from_the_number_takes_its_stop_back(world: World, api: Api, text: str) -> None:
    contact_id = with_phone(world)
    answer()
    answer(text, hour=10, text_id="in-2")
    drain_stream(world)
    assert texts(contact_id) == []
    newest = api.get(f"/v1/contacts/{contact_id}/permissions/history").body["items"][0]
    assert (newest["scope"], newest["said"], newest["through"], newest["own"]) == ("channel:sms", "yes", "sms_start", True)
    run_id = start_run(api, {"contact_ids": [contact_id]}, channel="sms", dry_run=True)
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["sent"] == 1
    before = world.items()
    answer(text, hour=10, text_id="in-2")
    assert world.items() == before


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize("text", ["Start please", "Do not start", "START STOP", "restart", "YES"])
def test_other_texts_are_no_start(world: World, api: Api, text: str) -> None:
    contact_id = with_phone(world)
    answer()
    answer(text, hour=10, text_id="in-2")
    assert texts(contact_id) == ["sms_stop"]


@pytest.mark.feature("S5.6", "S5.3")
def test_what_was_said_last_counts_in_whatever_order_it_is_told(world: World, api: Api) -> None:
    said = [("STOP", 9, "a"), ("START", 10, "b"), ("STOP", 11, "c")]
    contact_id = with_phone(world)
    world.keep()
    for length in range(1, 4):
        for order in permutations(said[:length]):
            world.restore()
            for text, hour, text_id in (*order, order[0]):
                answer(text, hour=hour, text_id=text_id)
            assert texts(contact_id) == (["sms_stop"] if length % 2 else []), order


@pytest.mark.feature("S5.6", "S5.3")
@pytest.mark.parametrize("first", ["STOP", "START"])
def test_a_stop_of_the_same_moment_as_a_start_counts(world: World, first: str) -> None:
    contact_id = with_phone(world)
    for text in (first, "START" if first == "STOP" else "STOP"):
        answer(text, text_id=text)
    assert texts(contact_id) == ["sms_stop"]


@pytest.mark.feature("S5.6", "S5.3")
def test_a_start_takes_back_nothing_but_the_stop_of_its_number(world: World, api: Api) -> None:
    refuse(NUMBER, "one_click", scopes=("channel:sms", "direct_marketing"))
    refuse("+35799777777", "sms_stop", event_id="other", scopes=("channel:sms",))
    contact_id = contact(1, phones=[{"number": NUMBER}, {"number": "+35799777777"}], preferences={})
    assert Api(contact_id=contact_id).put(f"/v1/contacts/{contact_id}/preferences", {"channels": {"sms": False}}).status == 200
    drain_stream(world)
    answer()
    answer("START", hour=10, text_id="in-2")
    drain_stream(world)
    assert {"one_click", "sms_stop"} <= set(texts(contact_id))
    assert not store().contacts.get(contact_id).preferences.of_channel(Channel.SMS).value


@pytest.mark.feature("S5.6", "S5.4")
def test_a_start_opens_every_contact_with_the_number_and_stays_in_no_list(world: World, api: Api) -> None:
    answer()
    ours, second = with_phone(world), contact(2, phones=[{"number": NUMBER}])
    drain_stream(world)
    answer("START", hour=10, text_id="in-2")
    assert texts(ours) == texts(second) == []
    assert api.get("/v1/suppression-lists/automatic/entries").body["items"] == []


@pytest.mark.feature("S5.3", "S5.6")
@pytest.mark.parametrize("phones", [[NUMBER, "+35799654321"], [NUMBER]])
def test_a_stop_outlives_its_number_as_the_persons_own_no_to_texts(world: World, api: Api, phones: list[str]) -> None:
    contact_id = contact(1, phones=[{"number": one} for one in phones])
    drain_stream(world)
    answer()
    drain_stream(world)
    assert api.patch(f"/v1/contacts/{contact_id}", {"phones": [{"number": "+35799654321"}]}).status == 200
    drain_stream(world)
    assert texts(contact_id) == []
    for purpose, skipped in (("direct_marketing", {"channel_opted_out": 1}), ("financial", {})):
        wanted = notification_type(api, purpose)
        run_id = start_run(api, {"contact_ids": [contact_id]}, channel="sms", notification_type_id=wanted, dry_run=True)
        drain(world)
        assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == skipped
    told = api.get(f"/v1/contacts/{contact_id}/permissions").body["items"]
    (found,) = [one for one in told if one["scope"] == "channel:sms"]
    assert (found["allowed"], found["because"]["own"]) == (False, True)
    assert api.put(f"/v1/contacts/{contact_id}/preferences", {"channels": {"sms": True}}).code == "refusal_stands"


@pytest.mark.feature("S5.3", "S5.6")
def test_an_undo_gives_a_stopped_number_back_to_whom_it_came_from(world: World, api: Api) -> None:
    survivor = contact(1, phones=[{"number": "+35799654321"}])
    source = contact(2, phones=[{"number": NUMBER}])
    drain_stream(world)
    merged = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    drain_stream(world)
    answer()
    drain_stream(world)
    assert texts(survivor) == ["sms_stop"]
    assert api.post(f"/v1/merges/{merged.body['merge_id']}/undo").status == 200
    drain_stream(world)
    assert [texts(one) for one in (survivor, source)] == [[], ["sms_stop"]]
    told = {one["scope"]: one["allowed"] for one in api.get(f"/v1/contacts/{survivor}/permissions").body["items"]}
    assert told["channel:sms"]
