"""The tenant's policies at sending: quiet hours put marketing off, the cap stops it, and neither touches bills and customer care."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contactbook.domain.sending.deliveries import Outcome, OutcomeKind
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import (
    at,
    communications,
    contact,
    drain,
    notification_type,
    recipients,
    set_up,
    start_run,
    states,
    sweep,
)

# 22:00 in Nicosia, and the morning after.
NIGHT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
QUIET = {"from": "21:00", "to": "08:00", "channels": ["email", "sms"]}
DAY = timedelta(days=1)
POLICY = "/v1/settings/contact_policy"


@pytest.fixture(autouse=True)
def _tenant(world: World, api: Api) -> None:
    set_up()
    assert api.put("/v1/settings/localization", {"time_zone": "Europe/Nicosia"}).status == 200


def policy(api: Api, **body: Any) -> None:
    answer = api.put(POLICY, body)
    assert answer.status == 200, answer.body


def send_one(api: Api, contact_id: str, type_id: str, **fields: Any) -> str:
    draft = {"channel": "email", "notification_type_id": type_id, "bodies": {"email": {"subject": "A", "text": "B"}}, **fields}
    answer = api.post(f"/v1/contacts/{contact_id}/communications", draft)
    assert answer.status == 201, answer.body
    return str(answer.body["communication_id"])


def read(api: Api, communication_id: str) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/v1/communications/{communication_id}").body
    return found


@pytest.mark.feature("S7.9")
def test_a_run_in_the_night_is_put_off_to_each_recipients_morning(world: World, api: Api) -> None:
    policy(api, quiet_hours=QUIET)
    ids = [
        contact(1),
        contact(2, time_zone="America/New_York"),
        contact(3, phones=[{"number": "+97798412345678"}]),
        contact(4, time_zone="Asia/Kathmandu", phones=[{"number": "+12125551234"}]),
    ]
    with at(NIGHT):
        dry = start_run(api, {"contact_ids": ids}, dry_run=True)
        drain(world)
        items = api.get(f"/v1/notification-runs/{dry}/decisions").body["items"]
        until = {one["contact_id"]: (one["contacted"], one["put_off_until"]) for one in items}
        assert [until[one] for one in ids] == [
            (True, "2026-03-03T06:00:00.000Z"),
            # It is 15:00 there.
            (True, None),
            (True, "2026-03-03T02:15:00.000Z"),
            (True, "2026-03-03T02:15:00.000Z"),
        ]
        run = start_run(api, {"contact_ids": ids})
        drain(world)
        assert recipients(world) == ["c2@example.com"]
        queued = api.get("/v1/communications", state="queued").body["items"]
        assert sorted(one["scheduled_for"] for one in queued) == [
            "2026-03-03T02:15:00.000Z",
            "2026-03-03T02:15:00.000Z",
            "2026-03-03T06:00:00.000Z",
        ]
        assert all(one["put_off_until"] == one["scheduled_for"] for one in queued)
        shown = api.get(f"/v1/notification-runs/{run}/decisions").body["items"]
        assert {one["contact_id"]: one["put_off_until"] for one in shown} == {
            one: until_then for one, (_, until_then) in until.items()
        }
    with at(MORNING - timedelta(minutes=1)):
        sweep(world)
        drain(world)
        assert sorted(recipients(world)) == ["c2@example.com", "c3@example.com", "c4@example.com"]
        assert api.get(f"/v1/notification-runs/{run}").body["state"] == "running"
    with at(MORNING):
        sweep(world)
        drain(world)
        found = api.get(f"/v1/notification-runs/{run}").body
    assert (found["state"], found["sent"]) == ("finished", 4)


@pytest.mark.feature("S7.9")
def test_bills_customer_care_and_other_channels_are_not_put_off(world: World, api: Api) -> None:
    policy(api, quiet_hours={**QUIET, "channels": ["sms"]}, marketing_cap={"most": 1, "days": 1})
    one = contact(1)
    with at(NIGHT):
        for purpose in ("direct_marketing", "financial", "customer_care", "customer_care"):
            send_one(api, one, notification_type(api, purpose))
        drain(world)
    assert states(world) == ["sent"] * 4


@pytest.mark.feature("S7.9")
def test_a_zone_of_a_contact_is_one_that_exists(api: Api) -> None:
    one = contact(1, time_zone="Europe/Nicosia")
    refused = api.patch(f"/v1/contacts/{one}", {"time_zone": "Mars/Olympus"})
    assert (refused.status, refused.body["errors"][0]["code"]) == (422, "unknown_time_zone")
    assert api.patch(f"/v1/contacts/{one}", {"time_zone": "Mars Olympus"}).status == 422
    assert api.get(f"/v1/contacts/{one}").body["time_zone"] == "Europe/Nicosia"
    assert api.patch(f"/v1/contacts/{one}", {"time_zone": None}).body["time_zone"] is None


@pytest.mark.feature("S7.9")
def test_a_message_that_was_put_off_can_be_moved_and_cancelled(world: World, api: Api) -> None:
    policy(api, quiet_hours=QUIET)
    type_id = notification_type(api)
    with at(NIGHT):
        one, two = (send_one(api, contact(number), type_id) for number in (1, 2))
        drain(world)
        assert read(api, one)["put_off_until"] == "2026-03-03T06:00:00.000Z"
        assert api.patch(f"/v1/communications/{one}", {"bodies": {"email": {"subject": "C", "text": "D"}}}).status == 200
        assert read(api, one)["put_off_until"] == "2026-03-03T06:00:00.000Z"
        # At once is still in the night.
        assert api.patch(f"/v1/communications/{one}", {"scheduled_for": None}).status == 200
        drain(world)
        assert read(api, one)["scheduled_for"] == "2026-03-03T06:00:00.000Z"
        later = (MORNING + timedelta(hours=2)).isoformat()
        moved = api.patch(f"/v1/communications/{one}", {"scheduled_for": later}).body
        assert (moved["put_off_until"], moved["scheduled_for"]) == (None, "2026-03-03T08:00:00.000Z")
        assert api.delete(f"/v1/communications/{two}").status == 204
    with at(MORNING + timedelta(hours=3)):
        sweep(world)
        drain(world)
    assert (read(api, one)["state"], read(api, two)["state"]) == ("sent", "cancelled")


@pytest.mark.feature("S7.9")
def test_the_cap_counts_the_person_over_its_channels_and_types(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted = Outcome(kind=OutcomeKind.ACCEPTED, message_id="1")
    monkeypatch.setattr("contactbook.services.sending.handing_over.send_sms", lambda _: accepted)
    policy(api, marketing_cap={"most": 2, "days": 7})
    direct, affiliate = notification_type(api), notification_type(api, "affiliate_marketing", name="Partners")
    one = contact(1, phones=[{"number": "+35799123456"}], preferences={"direct_marketing": True, "affiliate_marketing": True})
    with at(NOON):
        send_one(api, one, direct)
        send_one(api, one, affiliate, channel="sms", bodies={"sms": {"text": "B"}})
        drain(world)
        assert [(one["state"], one.get("reason")) for one in communications(world)] == [("sent", None)] * 2
        third = send_one(api, one, direct)
        drain(world)
        assert (read(api, third)["state"], read(api, third)["reason"]) == ("skipped", "capped")
        dry = start_run(api, {"contact_ids": [one]}, dry_run=True, notification_type_id=direct)
        drain(world)
        assert api.get(f"/v1/notification-runs/{dry}").body["skipped_because"] == {"capped": 1}
        (decision,) = api.get(f"/v1/notification-runs/{dry}/decisions").body["items"]
        assert (decision["contacted"], decision["reason"]) == (False, "capped")
    with at(NOON + 7 * DAY - timedelta(seconds=1)):
        assert_reason(world, api, send_one(api, one, direct), "capped")
    with at(NOON + 7 * DAY):
        assert_reason(world, api, send_one(api, one, direct), None)


def assert_reason(world: World, api: Api, communication_id: str, reason: str | None) -> None:
    drain(world)
    found = read(api, communication_id)
    assert (found["state"], found["reason"]) == ("skipped" if reason else "sent", reason)


@pytest.mark.feature("S7.9")
def test_a_message_that_did_not_leave_gives_its_place_back(world: World, api: Api) -> None:
    policy(api, marketing_cap={"most": 1, "days": 7})
    type_id = notification_type(api)
    one = contact(1)
    with at(NOON), pytest.MonkeyPatch.context() as patched:
        answers = iter([OutcomeKind.REFUSED, OutcomeKind.THROTTLED, OutcomeKind.UNKNOWN])
        patched.setattr(
            "contactbook.services.sending.handing_over.send_email", lambda _: Outcome(kind=next(answers), reason="because")
        )
        refused = send_one(api, one, type_id)
        drain_once(world)
        assert read(api, refused)["state"] == "failed"
        throttled = send_one(api, one, type_id)
        drain_once(world)
        assert read(api, throttled)["state"] == "queued"
        # Its message would be delivered again.
        world.take_messages("notification_sender")
        # It waits with its place, which it gives back when it is cancelled.
        assert_reason(world, api, send_one(api, one, type_id), "capped")
        assert api.delete(f"/v1/communications/{throttled}").status == 204
        unknown = send_one(api, one, type_id)
        drain_once(world)
        assert read(api, unknown)["state"] == "unknown"
        assert_reason(world, api, send_one(api, one, type_id), "capped")
        resolution = {"outcome": "not_delivered", "reason": "She says that she got nothing."}
        assert api.post(f"/v1/communications/{unknown}/resolve", resolution).status == 200
    with at(NOON):
        assert_reason(world, api, send_one(api, one, type_id), None)
        assert_reason(world, api, send_one(api, one, type_id), "capped")


def drain_once(world: World) -> None:
    from tests.aws_in_process.jobs import deliver

    deliver(world, "notification_sender", world.take_messages("notification_sender"))


@pytest.mark.feature("S7.9")
def test_a_survivor_has_the_counts_of_those_merged_into_it_until_an_undo(world: World, api: Api) -> None:
    policy(api, marketing_cap={"most": 2, "days": 7})
    type_id = notification_type(api)
    with at(NOON):
        survivor, source = contact(1), contact(2)
        for one in (survivor, source):
            assert_reason(world, api, send_one(api, one, type_id), None)
        merge = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]}).body
        assert_reason(world, api, send_one(api, survivor, type_id), "capped")
        assert api.post(f"/v1/merges/{merge['merge_id']}/undo").status == 200
        for one in (survivor, source):
            assert_reason(world, api, send_one(api, one, type_id), None)
            assert_reason(world, api, send_one(api, one, type_id), "capped")


@pytest.mark.feature("S7.9", "S2.141")
def test_a_count_goes_with_its_contact(world: World, api: Api) -> None:
    policy(api, marketing_cap={"most": 2, "days": 7})
    one = contact(1)
    with at(NOON):
        send_one(api, one, notification_type(api))
        drain(world)
        assert counts(world) == 1
        assert api.post(f"/v1/contacts/{one}/anonymize", {}).status in (200, 202)
        from tests.aws_in_process.jobs import drain_queues

        drain_queues(world, "anonymization")
    assert counts(world) == 0


def counts(world: World) -> int:
    return len([item for item in world.items() if item["kind"]["S"] == "marketing_count"])


@pytest.mark.feature("S7.9")
def test_nothing_is_counted_while_there_is_no_cap(world: World, api: Api) -> None:
    type_id = notification_type(api)
    one = contact(1)
    with at(NOON):
        send_one(api, one, type_id)
        drain(world)
    assert counts(world) == 0
    assert "counted_at" not in communications(world)[0]


@pytest.mark.feature("S7.9")
def test_a_policy_is_read_and_refused_in_plain_words(api: Api) -> None:
    assert {name: api.get(POLICY).body[name] for name in ("quiet_hours", "marketing_cap")} == {
        "quiet_hours": None,
        "marketing_cap": None,
    }
    saved = api.put(POLICY, {"quiet_hours": {"from": "21:00", "to": "08:00"}, "marketing_cap": {"most": 3, "days": 7}})
    assert saved.body["quiet_hours"] == {"from": "21:00", "to": "08:00", "channels": ["sms", "email"]}
    assert api.put(POLICY, {**saved.body}).status == 200
    for body in (
        {"quiet_hours": {"from": "21:00", "to": "21:00"}},
        {"quiet_hours": {"from_": "21:00", "to": "08:00"}},
        {"quiet_hours": {"from": "25:00", "to": "08:00"}},
        {"marketing_cap": {"most": 0, "days": 7}},
        {"quiet": None},
    ):
        refused = api.put(POLICY, body)
        assert (refused.status, bool(refused.body["errors"])) == (422, True), refused.body
    assert api.get(POLICY).body["marketing_cap"] == {"most": 3, "days": 7}
