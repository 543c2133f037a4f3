"""The account that a report is about: whom it reaches, which account it names, and what its Service says (S0)."""

import json
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import account, contact, drain, notification_type, recipients, set_up, start_run, template


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def segment_of_accounts(api: Api, criteria: dict[str, Any]) -> str:
    answer = api.post("/v1/segments", {"name": "Accounts", "of": "account", "criteria": criteria})
    assert answer.status == 201, answer.text
    return str(answer.body["segment_id"])


def of_group(*groups: str) -> dict[str, Any]:
    return {"field": "account.service_group", "in": list(groups)}


def sent_by(api: Api, run_id: str) -> list[dict[str, Any]]:
    items = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
    return [api.get(f"/v1/communications/{item['communication_id']}").body for item in items]


@pytest.mark.feature("S0.6")
def test_a_contact_report_over_accounts_reaches_a_contact_once(world: World, api: Api) -> None:
    one, other = contact(1), contact(2)
    for contact_id, group in ((one, "chk"), (one, "sav"), (one, "sav"), (other, "chk")):
        account(contact_id, service_group=group)
    run_id = start_run(api, {"segment_id": segment_of_accounts(api, of_group("chk", "sav"))}, origin="contact_report")
    drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["planned"], run["sent"], sorted(recipients(world))) == (2, 2, ["c1@example.com", "c2@example.com"])


@pytest.mark.feature("S0.10", "S0.26")
def test_a_service_group_narrows_a_segment_of_accounts(world: World, api: Api) -> None:
    holder, without = contact(1), contact(2)
    account(holder, service="basic", service_group="chk", contact_information={"email": "chk@example.com"})
    saving = account(holder, service="gold-saver", service_group="sav", contact_information={"email": "sav@example.com"})
    account(without, service="basic", service_group="chk", contact_information={"email": "other@example.com"})
    audience = {"segment_id": segment_of_accounts(api, of_group("chk", "sav"))}
    run_id = start_run(api, audience, origin="account_report", service_group="sav")
    drain(world)
    assert recipients(world) == ["sav@example.com"]
    found = {one["contact_id"]: one for one in sent_by(api, run_id)}
    assert (found[holder]["account_id"], found[holder]["service"]) == (saving, "gold-saver")
    assert (found[without]["state"], found[without]["reason"]) == ("skipped", "no_account")


@pytest.mark.feature("S0.10", "S0.18")
@pytest.mark.parametrize("state", [None, "closed"])
def test_who_holds_no_open_account_of_the_group_is_skipped(world: World, api: Api, state: str | None) -> None:
    contact_id = contact(1)
    account(contact_id, service_group="chk")
    if state:
        closed = account(contact_id, service_group="sav", contact_information={"email": "sav@example.com"})
        assert api.patch(f"/v1/accounts/{closed}", {"state": state}).status == 200
    run_id = start_run(api, {"contact_ids": [contact_id]}, origin="account_report", service_group="sav")
    dry = start_run(api, {"contact_ids": [contact_id]}, origin="account_report", service_group="sav", dry_run=True)
    drain(world)
    for one in (run_id, dry):
        run = api.get(f"/v1/notification-runs/{one}").body
        assert (run["sent"], run["skipped_because"]) == (0, {"no_account": 1}), one
    assert recipients(world) == []


@pytest.mark.feature("S0.21")
def test_a_closed_account_is_in_no_audience(world: World, api: Api) -> None:
    contact_id, other = contact(1), contact(2)
    closed = account(contact_id, service_group="sav", contact_information={"email": "sav@example.com"})
    account(other, service_group="sav")
    assert api.patch(f"/v1/accounts/{closed}", {"state": "closed"}).status == 200
    run_id = start_run(api, {"segment_id": segment_of_accounts(api, of_group("sav"))}, origin="account_report")
    drain(world)
    assert (api.get(f"/v1/notification-runs/{run_id}").body["planned"], recipients(world)) == (1, ["c2@example.com"])


@pytest.mark.feature("S0.12", "S0.18")
@pytest.mark.parametrize("group", ["sav", None])
def test_message_decision_and_history_name_the_account_that_was_written_to(world: World, api: Api, group: str | None) -> None:
    contact_id = contact(1)
    account(contact_id, name="First", service_group="sav", contact_information={"phone": "+35722000001"})
    second = account(contact_id, name="Second", service_group="sav", contact_information={"email": "second@example.com"})
    bodies = {"email": {"subject": "About #account_name", "text": "#account_name #phone #unsubscribe_link"}}
    fields = {"service_group": group} if group else {}
    run_id = start_run(
        api, {"contact_ids": [contact_id]}, origin="account_report", template_id=template(api, bodies=bodies), **fields
    )
    drain(world)
    (found,) = sent_by(api, run_id)
    (decided,) = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
    assert (found["address"], found["subject"]) == ("second@example.com", "About Second")
    assert (found["account_id"], decided["account_id"]) == (second, second)
    # What the account does not have comes from the oldest account of the group that has it (S0.18).
    assert found["text"].startswith("Second +35722000001")
    assert found["service"] == "checking"


@pytest.mark.feature("S0.12")
def test_where_no_account_has_the_item_the_oldest_one_is_named(world: World, api: Api) -> None:
    contact_id = contact(1)
    oldest, _ = account(contact_id, name="First"), account(contact_id, name="Second")
    run_id = start_run(api, {"contact_ids": [contact_id]}, origin="account_report")
    drain(world)
    (found,) = sent_by(api, run_id)
    assert (found["address"], found["address_level"], found["account_id"]) == ("c1@example.com", "contact", oldest)


@pytest.mark.feature("S0.26")
@pytest.mark.parametrize(
    ("fields", "service"),
    [
        ({"service": "gold", "service_group": "sav"}, "gold"),
        ({"service": None, "service_group": "sav"}, "sav"),
        ({"service": None, "name": "Holiday fund"}, "Holiday fund"),
    ],
)
def test_a_message_about_an_account_always_has_a_service(world: World, api: Api, fields: dict[str, Any], service: str) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, **fields)
    start_run(api, {"contact_ids": [contact_id]}, origin="account_report")
    body = {"template_id": template(api), "channel": "email", "notification_type_id": notification_type(api)}
    api.post(f"/v1/contacts/{contact_id}/communications", {**body, "account_id": account_id})
    drain(world)
    found = api.get(f"/v1/contacts/{contact_id}/communications").body["items"]
    assert [(one["service"], one["account_id"]) for one in found] == [(service, account_id)] * 2


@pytest.mark.feature("S0.26")
def test_an_account_report_to_who_has_no_account_says_contact_level(world: World, api: Api) -> None:
    contact_id = contact(1)
    run_id = start_run(api, {"contact_ids": [contact_id]}, origin="account_report")
    drain(world)
    (found,) = sent_by(api, run_id)
    assert (found["state"], found["service"], found["address_level"]) == ("sent", None, "contact")


@pytest.mark.feature("S0.21")
def test_nobody_writes_about_a_closed_account(world: World, api: Api) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, contact_information={"email": "biz@example.com"})
    body = {"template_id": template(api), "channel": "email", "notification_type_id": notification_type(api)}
    waiting = api.post(
        f"/v1/contacts/{contact_id}/communications",
        {**body, "account_id": account_id, "scheduled_for": "2030-01-01T10:00:00Z"},
    ).body
    assert api.patch(f"/v1/accounts/{account_id}", {"state": "closed"}).status == 200
    refused = api.post(f"/v1/contacts/{contact_id}/communications", {**body, "account_id": account_id})
    assert (refused.status, refused.body["code"]) == (409, "account_closed"), json.dumps(refused.body)
    path = f"/v1/communications/{waiting['communication_id']}"
    other = api.post(f"/v1/contacts/{contact_id}/communications", {**body, "scheduled_for": "2030-01-01T10:00:00Z"})
    assert api.patch(other.headers["Location"], {"account_id": account_id}).code == "account_closed"
    # One that closed while the message waits is no obstacle: the contact's own address is used.
    assert api.patch(path, {"scheduled_for": None}).status == 200
    drain(world)
    assert recipients(world) == ["c1@example.com"]


@pytest.mark.feature("S0.10")
def test_a_contact_report_with_a_service_group_is_refused_before_it_reaches_everybody(world: World, api: Api) -> None:
    body = {
        "notification_type_id": notification_type(api),
        "template_id": template(api),
        "channel": "email",
        "audience": {"contact_ids": [contact(1)]},
        "service_group": "sav",
    }
    refused = api.post("/v1/notification-runs", body)
    assert (refused.status, refused.error_codes()) == (422, {"/service_group": "not_narrowed"})
    drain(world)
    assert recipients(world) == []
    assert api.post("/v1/notification-runs", body | {"origin": "account_report"}).status == 202
