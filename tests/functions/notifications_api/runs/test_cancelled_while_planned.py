"""A run that is cancelled while it is planned (S3.20): what was planned is counted, and nothing waits for ever."""

from datetime import timedelta

import pytest

from contactbook import clock
from contactbook.services.runs.planning import plan_run
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import at, contact, drain, recipients, set_up, start_run, store, sweep


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize("pages", [1, 2])
def test_what_was_planned_of_a_cancelled_run_is_counted_as_cancelled(world: World, api: Api, pages: int) -> None:
    ids = [contact(number) for number in range(210)]
    run_id = start_run(api, {"contact_ids": ids})
    left = iter([True] * pages)
    plan_run(store(), run_id, now=clock.now(), has_time=lambda: next(left, False))
    assert api.post(f"/v1/notification-runs/{run_id}/cancel").status == 200
    drain(world)
    with at(clock.now() + timedelta(hours=1)):
        sweep(world)
        drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["planned"], run["cancelled"], run["sent"]) == ("cancelled", 100 * pages, 100 * pages, 0)
    assert recipients(world) == []
    states = {one["state"] for one in api.get(f"/v1/contacts/{ids[0]}/communications").body["items"]}
    assert states == {"cancelled"}
