"""What was on its way to a merged contact, and what had been sent to it, is the survivor's."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver
from tests.builders.sending import (
    BODIES,
    account,
    at,
    contact,
    drain,
    notification_type,
    recipients,
    run_body,
    set_up,
    start_run,
    store,
    sweep,
    withdraw,
)


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def one_off(api: Api, contact_id: str, **fields: Any) -> str:
    body = {"bodies": BODIES, "channel": "email", "notification_type_id": notification_type(api), **fields}
    answer = api.post(f"/v1/contacts/{contact_id}/communications", body)
    assert answer.status == 201, answer.body
    return str(answer.body["communication_id"])


def merge(api: Api, survivor: str, source: str) -> str:
    answer = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert answer.status == 200, answer.body
    return str(answer.body["merge_id"])


@pytest.mark.feature("S1.23", "S2.66")
def test_what_was_scheduled_for_a_merged_contact_goes_to_the_survivor(world: World, api: Api) -> None:
    survivor, source = contact(1), contact(2)
    owned = account(source, contact_information={"email": "biz@example.com"})
    later = clock.now() + timedelta(days=1)
    of_contact = one_off(api, source, scheduled_for=later.isoformat())
    of_account = one_off(api, source, scheduled_for=later.isoformat(), account_id=owned)
    merge(api, survivor, source)
    with at(later + timedelta(minutes=1)):
        sweep(world)
        drain(world)
    assert sorted(recipients(world)) == ["biz@example.com", "c1@example.com"]
    for communication in (of_contact, of_account):
        assert api.get(f"/v1/communications/{communication}").body["state"] == "sent"


@pytest.mark.feature("S1.23")
def test_a_stop_of_the_survivor_holds_for_what_was_scheduled_for_the_source(world: World, api: Api) -> None:
    survivor, source = contact(1), contact(2)
    later = clock.now() + timedelta(days=1)
    communication = one_off(api, source, scheduled_for=later.isoformat())
    merge(api, survivor, source)
    withdraw(survivor)
    with at(later + timedelta(minutes=1)):
        sweep(world)
        drain(world)
    assert recipients(world) == []
    read = api.get(f"/v1/communications/{communication}").body
    assert (read["state"], read["reason"]) == ("skipped", "direct_marketing_opted_out")


@pytest.mark.feature("S1.23", "S0.22")
def test_the_history_of_a_merged_contact_is_the_survivors_newest_first(world: World, api: Api) -> None:
    survivor, source = contact(1), contact(2)
    sent = []
    for minute, contact_id in enumerate((survivor, source, survivor, source, source)):
        with at(clock.now() + timedelta(minutes=minute)):
            sent.append(one_off(api, contact_id))
    merge_id = merge(api, survivor, source)
    newest_first = sent[::-1]
    assert [one["communication_id"] for one in api.get(f"/v1/contacts/{survivor}/communications").body["items"]] == newest_first
    found, cursor = [], None
    while True:
        page = api.get(f"/v1/contacts/{survivor}/communications", limit=2, cursor=cursor).body
        found += [one["communication_id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == newest_first
    api.post(f"/v1/merges/{merge_id}/undo", {})
    assert len(api.get(f"/v1/contacts/{source}/communications").body["items"]) == 3


@pytest.mark.feature("S1.23")
def test_a_run_for_named_contacts_reaches_whoever_they_live_on_in_once(world: World, api: Api) -> None:
    survivor, source, other = contact(1), contact(2), contact(3)
    body = run_body(api, {"contact_ids": [source, survivor, other]}, scheduled_for=(clock.now() + timedelta(days=1)).isoformat())
    assert api.post("/v1/notification-runs", body).status == 202
    merge(api, survivor, source)
    with at(clock.now() + timedelta(days=1, minutes=1)):
        sweep(world)
        drain(world)
    assert sorted(recipients(world)) == ["c1@example.com", "c3@example.com"]


def test_a_run_that_had_planned_a_merged_contact_skips_it(world: World, api: Api) -> None:
    survivor, source = contact(1), contact(2)
    run = start_run(api, {"contact_ids": [source, survivor]})
    assert deliver(world, "notification_planner") == []
    merge(api, survivor, source)
    drain(world)
    assert recipients(world) == ["c1@example.com"]
    assert api.get(f"/v1/notification-runs/{run}").body["skipped_because"] == {"merged": 1}


def test_the_members_of_a_list_are_those_who_say_so_themselves(api: Api) -> None:
    list_id = api.post("/v1/lists", {"name": "News"}).body["list_id"]
    contact_id = contact(1)
    table.put_many([put.row for put in store().merges.list_member_puts(contact_id, [list_id])])
    assert api.get(f"/v1/lists/{list_id}/contacts").body["items"] == []
