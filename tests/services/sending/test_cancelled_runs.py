"""A run that is cancelled while it is planned or sent: little is sent after it, and nothing of it stays open."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.callers import job
from contactbook.services.runs import planning
from contactbook.services.runs.runs import cancel_run
from tests.aws_in_process.aws import World
from tests.builders.sending import states, store
from tests.checks.permissions import acting_as
from tests.faults.calls import Answer, Call, Json
from tests.faults.taps import Tap, tapped
from tests.services.sending.driver import START, Driver, set_up_run


class CancelAfter(Tap):
    """Cancels the run once so many messages were handed over."""

    place = 2

    def __init__(self, run_id: str, sends: int) -> None:
        self.run_id, self.left = run_id, sends

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        answer = proceed(call.params)
        if call.operation == "SendEmail":
            self.left -= 1
            if self.left == 0:
                with acting_as("notifications_api"):
                    cancel_run(store(), self.run_id, by=job("test"), now=START)
        return answer


@pytest.mark.feature("S3.20")
@pytest.mark.parametrize("sends", [3, 25])
def test_a_cancelled_run_sends_nothing_more(world: World, sends: int) -> None:
    run_id = set_up_run(world, sends + 3)
    with tapped(CancelAfter(run_id, sends)):
        Driver(world).work()
    ends = states(world)
    assert (ends.count("sent"), ends.count("cancelled")) == (sends, 3)


@pytest.mark.feature("S3.20")
def test_a_slice_that_was_planned_while_its_run_was_cancelled_is_closed(world: World) -> None:
    run_id = set_up_run(world, 3)
    advance = planning.Planner._advance

    def cancelled_before(self: planning.Planner, *args: Any, **fields: Any) -> Any:
        if not store().runs.get(run_id).cancelled_at:
            cancel_run(store(), run_id, by=job("test"), now=START)
        return advance(self, *args, **fields)

    driver = Driver(world)
    with patch.object(planning.Planner, "_advance", cancelled_before):
        driver.work()
    (planned,) = world.documents("notification_slice")
    assert planned["due_at"]
    driver.tick()
    (planned,) = world.documents("notification_slice")
    assert "due_at" not in planned
    assert world.sent_emails() == []
