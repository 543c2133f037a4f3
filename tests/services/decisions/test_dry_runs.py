"""What a dry run tells beforehand of the tenant's policies at sending: quiet hours, and the cap on marketing."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import BODIES, account, at, contact, drain, notification_type, recipients, set_up, start_run

NOON = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
# 22:00 in Nicosia.
NIGHT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
QUIET = {"from": "21:00", "to": "08:00", "channels": ["email", "sms"]}
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _tenant(world: World, api: Api) -> None:
    set_up()
    assert api.put("/v1/settings/localization", {"time_zone": "Europe/Nicosia"}).status == 200


@pytest.mark.feature("S7.9", "S0.28")
def test_a_dry_run_of_a_scheduled_run_tells_at_once_what_will_be_then(world: World, api: Api) -> None:
    body = {"quiet_hours": QUIET, "marketing_cap": {"most": 1, "days": 7}}
    assert api.put("/v1/settings/contact_policy", body).status == 200
    one, direct = contact(1), notification_type(api)
    with at(NOON):
        draft = {"channel": "email", "notification_type_id": direct, "bodies": BODIES}
        assert api.post(f"/v1/contacts/{one}/communications", draft).status == 201
        drain(world)
        for when, told in (
            (NIGHT, {"reason": "capped", "put_off_until": None}),
            (NIGHT + 8 * DAY, {"reason": None, "put_off_until": "2026-03-11T06:00:00.000Z"}),
            (NOON + 8 * DAY, {"reason": None, "put_off_until": None}),
        ):
            dry = start_run(
                api, {"contact_ids": [one]}, dry_run=True, notification_type_id=direct, scheduled_for=when.isoformat()
            )
            drain(world)
            assert api.get(f"/v1/notification-runs/{dry}").body["state"] == "finished"
            (decision,) = api.get(f"/v1/notification-runs/{dry}/decisions").body["items"]
            assert {name: decision[name] for name in told} == told
    assert len(recipients(world)) == 1


@pytest.mark.feature("S7.9", "S0.28")
def test_a_dry_run_counts_what_a_contact_would_get_for_its_other_accounts(world: World, api: Api) -> None:
    assert api.put("/v1/settings/contact_policy", {"marketing_cap": {"most": 2, "days": 7}}).status == 200
    one, direct = contact(1), notification_type(api)
    for number in range(4):
        account(one, service_group="loans", name=f"Loan {number}", contact_information={"email": f"l{number}@example.com"})
    criteria = {"field": "account.service_group", "is": "loans"}
    made = api.post("/v1/segments", {"name": "Loans", "of": "account", "criteria": criteria})
    fields = {"origin": "account_report", "notification_type_id": direct}
    counts = []
    for dry_run in (True, False):
        run_id = start_run(api, {"segment_id": made.body["segment_id"]}, dry_run=dry_run, **fields)
        drain(world)
        run = api.get(f"/v1/notification-runs/{run_id}").body
        counts.append((run["sent"], run["skipped_because"]))
        path, cursor = f"/v1/notification-runs/{run_id}/decisions", None
        seen: list[str | None] = []
        while cursor or not seen:
            page = api.get(path, limit=1, **({"cursor": cursor} if cursor else {})).body
            seen += [item["reason"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert sorted(str(reason) for reason in seen) == ["None", "None", "capped", "capped"]
    assert counts == [(2, {"capped": 2})] * 2
