"""Notification runs through their routes and functions."""

import pytest

from tests.aws import World
from tests.builders_sending import (
    account,
    contact,
    deliver,
    drain,
    notification_type,
    recipients,
    run_body,
    set_up,
    start_run,
    states,
    template,
)
from tests.http import Api


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


@pytest.mark.feature("S3.20", "S3.21")
def test_a_run_contacts_whom_it_may_and_says_why_it_left_out_the_others(world: World, api: Api) -> None:
    yes, no = contact(1), contact(2, preferences={"direct_marketing": False})
    run_id = start_run(api, {"contact_ids": [yes, no]})
    drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["planned"], run["sent"], run["skipped"], run["failed"], run["unknown"]) == ("finished", 2, 1, 1, 0, 0)
    assert run["skipped_because"] == {"direct_marketing_opted_out": 1}
    assert recipients(world) == ["c1@example.com"]
    decisions = {item["contact_id"]: item for item in api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]}
    assert (decisions[yes]["contacted"], decisions[yes]["address"], decisions[yes]["address_level"]) == (True, "c1@example.com", "contact")
    assert (decisions[no]["contacted"], decisions[no]["reason"]) == (False, "direct_marketing_opted_out")
