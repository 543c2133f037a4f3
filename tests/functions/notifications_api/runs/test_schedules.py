"""Schedules fire once for each time, at account level, and catch up once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import account, at, contact, drain, notification_type, recipients, set_up, sweep, template

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def schedule(api: Api, expression: str, audience: dict[str, Any] | None = None, **fields: Any) -> Any:
    body = {
        "name": "Daily",
        "notification_type_id": notification_type(api),
        "template_id": template(api),
        "channel": "email",
        "audience": audience or {"all": True},
        "expression": expression,
        **fields,
    }
    return api.post("/v1/notification-schedules", body)


@pytest.mark.feature("S0.9")
def test_a_schedule_runs_at_account_level_at_its_time(world: World, api: Api) -> None:
    contact_id = contact(1)
    account(contact_id, contact_information={"email": "biz@example.com"})
    with at(NOON):
        made = schedule(api, "cron(0 9 * * ? *)", time_zone="Europe/Nicosia").body
    assert made["next_at"] == "2026-03-03T07:00:00.000Z"
    with at(NOON + timedelta(hours=18)):
        sweep(world)
        drain(world)
        assert recipients(world) == []
    with at(NOON + timedelta(hours=19)):
        sweep(world)
        sweep(world)
        drain(world)
    assert recipients(world) == ["biz@example.com"]
    read = api.get(f"/v1/notification-schedules/{made['schedule_id']}").body
    assert read["next_at"] == "2026-03-04T07:00:00.000Z"
    run = api.get(f"/v1/notification-runs/{read['last_run_id']}").body
    assert (run["origin"], run["schedule_id"], run["sent"]) == ("schedule", made["schedule_id"], 1)


def test_missed_times_are_caught_up_once(world: World, api: Api) -> None:
    contact(1)
    with at(NOON):
        schedule(api, "rate(1 day)")
    with at(NOON + timedelta(days=5, hours=3)):
        for _ in range(3):
            sweep(world)
            drain(world)
        (read,) = api.get("/v1/notification-schedules").body["items"]
    assert recipients(world) == ["c1@example.com"]
    assert read["next_at"] == "2026-03-08T12:00:00.000Z"


def test_a_schedule_can_be_changed_switched_off_and_deleted(world: World, api: Api) -> None:
    with at(NOON):
        made = schedule(api, "at(2026-03-02T15:00:00)").body
        path = f"/v1/notification-schedules/{made['schedule_id']}"
        off = api.patch(path, {"enabled": False}, if_match='"1"')
        assert (off.status, off.body["next_at"], off.body["version"]) == (200, None, 2)
        assert api.patch(path, {"enabled": True, "expression": "rate(5 minutes)"}).body["next_at"] == "2026-03-02T12:05:00.000Z"
        assert api.patch(path, {"expression": "rate(5 minute)"}).status == 422
        assert api.delete(path).status == 204
        assert api.get(path).status == 404


@pytest.mark.parametrize("expression", ["cron(0 9 * * *)", "cron(0 9 1 * 2 *)", "rate(0 days)", "at(yesterday)", "every day"])
def test_an_expression_that_eventbridge_would_refuse_is_refused(world: World, api: Api, expression: str) -> None:
    refused = schedule(api, expression)
    assert (refused.status, list(refused.error_codes())) == (422, ["/expression"])


@pytest.mark.feature("S0.9")
def test_a_time_that_is_past_is_refused(world: World, api: Api) -> None:
    with at(NOON):
        for expression in ("at(2026-03-02T11:59:59)", "at(2020-01-01T00:00:00)", "cron(0 9 1 1 ? 2020)"):
            refused = schedule(api, expression)
            assert (refused.status, refused.error_codes()) == (422, {"/expression": "never"})
        # The same wall clock in a zone further west is still to come.
        assert schedule(api, "at(2026-03-02T11:59:59)", time_zone="America/New_York").status == 201
        made = schedule(api, "at(2026-03-02T15:00:00)").body
        path = f"/v1/notification-schedules/{made['schedule_id']}"
        assert api.patch(path, {"expression": "at(2026-03-01T15:00:00)"}).error_codes() == {"/expression": "never"}
        assert api.get(path).body["expression"] == "at(2026-03-02T15:00:00)"
        assert api.patch(path, {"expression": "at(2026-03-01T15:00:00)", "enabled": False}).status == 200
    with at(NOON + timedelta(hours=4)):
        assert api.patch(path, {"enabled": True}).error_codes() == {"/expression": "never"}
        assert api.patch(path, {"name": "Other"}).status == 200


def test_a_schedule_that_began_for_the_last_time_can_be_renamed(world: World, api: Api) -> None:
    with at(NOON):
        made = schedule(api, "at(2026-03-02T15:00:00)").body
    with at(NOON + timedelta(hours=4)):
        sweep(world)
        renamed = api.patch(f"/v1/notification-schedules/{made['schedule_id']}", {"name": "Other"})
        assert (renamed.status, renamed.body["name"], renamed.body["next_at"]) == (200, "Other", None)
