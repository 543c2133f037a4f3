"""Each event of the catalogue is published by its change, with an id that a repetition has as well.

The schema of whatever is published is checked in the whole suite (`tests/checks/published_events.py`).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream, drain_queues, drain_stream
from tests.builders import feedback
from tests.builders.imports import imported
from tests.builders.sending import at, communications, contact, drain, set_up, start_run, withdraw
from tests.builders.sync import Group
from tests.checks.published_events import Published, published
from tests.checks.template import reaches_stream_function
from tests.functions.contacts_api.test_kyc import DEFINITION, _run, _upload_card

PERSON = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}


@pytest.fixture
def bus(world: World) -> Iterator[Published]:
    with published() as found:
        yield found


def names(world: World, bus: Published) -> list[str]:
    drain_stream(world)
    return bus.names()


def created(api: Api, **fields: Any) -> str:
    made = api.post("/v1/contacts", PERSON | fields)
    assert made.status == 201, made.text
    return f"/v1/contacts/{made.body['contact_id']}"


@pytest.mark.feature("S7.6")
def test_what_happens_to_a_contact(world: World, api: Api, bus: Published) -> None:
    path = created(api)
    drain_stream(world)
    (event,) = bus.take()
    assert event == {
        "type": "contact.created",
        "event_id": event["event_id"],
        "timestamp": event["timestamp"],
        "tenant_id": "acme",
        "data": {"contact_id": path.rpartition("/")[2], "action": "contact.created", "fields": event["data"]["fields"]},
    }
    assert event["event_id"].startswith("evt_")
    assert {"last_name", "emails"} <= set(event["data"]["fields"])
    assert "eleni" not in str(event)
    api.patch(path, {"first_name": "Eleni"})
    api.post(f"{path}/notes", {"text": "Calls in the morning."})
    assert names(world, bus) == ["contact.changed", "contact.changed"]
    api.put(f"{path}/consent", {"state": "accepted"})
    api.put(f"{path}/preferences", {"direct_marketing": True})
    assert names(world, bus) == ["consent.changed", "preferences.changed"]
    assert api.delete(path).status == 204
    assert names(world, bus) == ["contact.deleted"]


@pytest.mark.feature("S7.6")
def test_what_happens_to_accounts_and_opportunities(world: World, api: Api, bus: Published) -> None:
    path = created(api)
    drain_stream(world)
    bus.take()
    account = f"/v1/accounts/{api.post(f'{path}/accounts', {'name': 'Checking'}).body['account_id']}"
    api.patch(account, {"name": "Savings"})
    assert api.delete(account).status == 204
    opportunity = api.post(f"{path}/opportunities", {"name": "Fibre"}).body["opportunity_id"]
    api.patch(f"{path}/opportunities/{opportunity}", {"value": "12.00"})
    api.delete(f"{path}/opportunities/{opportunity}")
    drain_stream(world)
    told = bus.take()
    assert [one["type"] for one in told] == [
        *("account.created", "account.changed", "account.deleted"),
        *("opportunity.added", "opportunity.changed", "opportunity.changed"),
    ]
    assert {one["data"]["account_id"] for one in told[:3]} == {account.rpartition("/")[2]}
    assert {one["data"]["opportunity_id"] for one in told[3:]} == {opportunity}
    assert [one["data"]["action"] for one in told[4:]] == ["opportunity.changed", "opportunity.removed"]


@pytest.mark.feature("S7.6")
def test_lists_that_contacts_join_and_leave(world: World, api: Api, bus: Published) -> None:
    one, two = (api.post("/v1/lists", {"name": name}).body["list_id"] for name in ("News", "Events"))
    path = created(api, list_ids=[one])
    assert sorted(names(world, bus)) == ["contact.created", "list.joined"]
    api.put(f"{path}/lists", {"list_ids": [two]})
    drain_stream(world)
    told = {event["type"]: event["data"].get("list_id") for event in bus.take()}
    assert told == {"contact.changed": None, "list.joined": two, "list.left": one}
    api.delete(f"/v1/lists/{two}")
    assert "list.left" in names(world, bus)


@pytest.mark.feature("S7.6")
def test_merges_and_their_undo(world: World, api: Api, bus: Published) -> None:
    survivor, source = created(api), created(api, first_name="E.", emails=[])
    drain_stream(world)
    bus.take()
    merged = api.post(f"{survivor}/merge", {"source_ids": [source.rpartition("/")[2]]})
    assert merged.status == 200, merged.text
    drain_stream(world)
    told = bus.take()
    assert {(one["type"], one["data"]["role"], one["data"]["contact_id"]) for one in told} == {
        ("contact.merged", "survivor", survivor.rpartition("/")[2]),
        ("contact.merged", "source", source.rpartition("/")[2]),
    }
    merge_id = told[0]["data"]["merge_id"]
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    drain_stream(world)
    assert [(one["type"], one["data"]["merge_id"]) for one in bus.take()] == [("contact.merge_undone", merge_id)] * 2


@pytest.mark.feature("S7.6")
def test_an_anonymization(world: World, api: Api, bus: Published) -> None:
    path = created(api)
    drain_stream(world)
    bus.take()
    assert api.post(f"{path}/anonymize").status == 200
    drain_queue_and_stream(world, "anonymization")
    told = bus.take()
    assert told[-1]["type"] == "contact.anonymized"
    assert "eleni" not in str(told)


@pytest.mark.feature("S7.6")
def test_the_states_of_a_kyc_profile(world: World, api: Api, bus: Published, now: datetime) -> None:
    api.register(time_zone="Europe/Nicosia")
    api.put("/v1/settings/kyc", DEFINITION)
    drain_queue_and_stream(world, "kyc_expiry")
    card = {"identifiers": {"id_card": {"number": "X1", "country": "CY", "expires_on": "2026-06-30"}}}
    with at(now):
        path = created(api, **card)
        api.post(f"{path}/accounts", {"name": "Checking"})
        assert "kyc.assigned" in names(world, bus)
        _upload_card(api, world, path.rpartition("/")[2])
        assert api.post(f"{path}/kyc/refute", {"reason": "blurred"}).status == 200
        assert "kyc.refuted" in names(world, bus)
    with at(now + timedelta(days=1)):
        _upload_card(api, world, path.rpartition("/")[2])
        assert api.post(f"{path}/kyc/assign", {"profile": "full"}).status == 200
        assert api.post(f"{path}/kyc/verify").status == 200
        assert names(world, bus)[-2:] == ["kyc.assigned", "kyc.verified"]
    with at(datetime(2026, 7, 3, 9, tzinfo=UTC)):
        _run(world)
        assert names(world, bus) == ["kyc.expired"]
        assert api.post(f"{path}/kyc/change", {"profile": "basic"}).status == 200
        assert names(world, bus) == ["kyc.changed"]


@pytest.mark.feature("S7.6")
def test_a_name_day(world: World, api: Api, bus: Published) -> None:
    api.register(time_zone="Europe/Nicosia")
    with at(datetime(2026, 8, 14, 22, 30, tzinfo=UTC)):
        created(api, name_day="08-15")
        drain_stream(world)
        bus.take()
        drain_queue_and_stream(world, "name_days", {"tenant_id": "acme"})
    assert bus.names() == ["name_day.reached"]


@pytest.mark.feature("S7.6")
def test_what_becomes_of_communications_and_their_run(world: World, api: Api, bus: Published, now: datetime) -> None:
    set_up()
    told, left_out = contact(1), contact(2)
    withdraw(left_out)
    drain_stream(world)
    bus.take()
    run_id = start_run(api, {"contact_ids": [told, left_out]})
    drain(world)
    drain_stream(world)
    found = bus.take()
    states = {(one["type"], one["data"].get("contact_id"), one["data"].get("reason")) for one in found}
    assert states == {
        ("communication.sent", told, None),
        ("communication.skipped", left_out, "direct_marketing_opted_out"),
        ("run.finished", None, None),
    }
    ended = [one for one in found if one["type"] == "run.finished"]
    assert {one["event_id"] for one in ended} == {ended[0]["event_id"]}
    assert ended[0]["data"] == {"run_id": run_id, "kind": "notification", "state": "finished"}
    (sent,) = [one for one in communications(world) if one["state"] == "sent"]
    feedback.tell(feedback.delivered(sent, now))
    assert names(world, bus)[0] == "communication.delivered"
    feedback.tell(feedback.bounced(sent, now, kind="Permanent"))
    assert "communication.bounced" in names(world, bus)
    feedback.tell(feedback.complained(sent, now))
    assert "communication.complained" in names(world, bus)


@pytest.mark.feature("S7.6")
def test_a_run_that_is_cancelled_or_reaches_nobody_has_its_end(world: World, api: Api, bus: Published, now: datetime) -> None:
    set_up()
    later = (now + timedelta(days=400)).isoformat()
    run_id = start_run(api, {"contact_ids": [contact(1)]}, scheduled_for=later)
    drain_stream(world)
    bus.take()
    api.post(f"/v1/notification-runs/{run_id}/cancel")
    drain(world)
    drain_stream(world)
    told = bus.take()
    assert {(one["data"]["run_id"], one["data"]["state"]) for one in told} == {(run_id, "cancelled")}
    cancelled_at = api.get(f"/v1/notification-runs/{run_id}").body["cancelled_at"]
    assert {one["timestamp"] for one in told} == {cancelled_at}
    empty = api.post("/v1/lists", {"name": "Nobody"}).body["list_id"]
    start_run(api, {"list_id": empty})
    drain(world)
    assert names(world, bus)[-1:] == ["run.finished"]


@pytest.mark.feature("S7.6")
def test_work_in_the_background_has_its_end(world: World, api: Api, bus: Published) -> None:
    imported(world, api)
    told = names(world, bus)
    assert told.count("import.finished") == 1
    assert told.count("contact.created") == 2
    path = created(api)
    drain_stream(world)
    bus.take()
    body = {"audience": {"contact_ids": [path.rpartition("/")[2]]}, "change": {"add_tags": ["vip"]}}
    assert api.post("/v1/contacts/bulk-changes", body).status == 202
    drain_queues(world, "bulk_changes")
    assert names(world, bus) == ["contact.changed", "run.finished"]
    api.put("/v1/settings/anonymization", {"conditions": [{"field": "tags", "contains": "leaver"}]})
    assert api.post("/v1/anonymization-runs").status == 202
    drain_queues(world, "anonymization")
    assert names(world, bus) == ["run.finished"]


@pytest.mark.feature("S7.6")
def test_the_sync_tells_the_top_account(world: World, bus: Published, now: datetime) -> None:
    group = Group(world, now)
    group.configure()
    group.follow_stream()
    bus.take()
    run = group.sync()
    group.follow_stream()
    (told,) = [one for one in bus.take() if one["type"] == "sync.finished"]
    assert (told["tenant_id"], told["data"]["sync_run_id"]) == ("acme", run.sync_run_id)


@pytest.mark.feature("S7.6")
def test_an_off_boarding_says_that_it_begins(world: World, bus: Published) -> None:
    from tests.builders.offboarding import begin, make_family

    make_family(world)
    bus.take()
    begin()
    records = [record for record in world.take_stream_records() if reaches_stream_function(record)]
    drain_stream(world, records)
    told = bus.take()
    assert [(one["type"], one["tenant_id"]) for one in told] == [("tenant.closing", "acme-north")]
    with at(datetime(2027, 1, 1, tzinfo=UTC)):
        drain_stream(world, records)
    assert bus.take() == told


@pytest.mark.feature("S7.6")
def test_a_change_that_the_stream_brings_twice_has_the_same_ids(world: World, api: Api, bus: Published) -> None:
    listed = api.post("/v1/lists", {"name": "News"}).body["list_id"]
    created(api, list_ids=[listed])
    imported(world, api)
    records = world.take_stream_records()
    selected = [record for record in records if reaches_stream_function(record)]
    drain_stream(world, selected)
    first = bus.take()
    with at(datetime(2027, 1, 1, tzinfo=UTC)):
        drain_stream(world, selected)
    again = bus.take()
    assert [one["event_id"] for one in again] == [one["event_id"] for one in first]
    assert len({one["event_id"] for one in first}) == len(first)
