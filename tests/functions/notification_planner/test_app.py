"""The planner: one communication for each recipient, one message for each shard of slices."""

import pytest

from tests.aws_in_process.aws import World
from tests.builders.sending import at, communications, deliver, states
from tests.services.sending.driver import START, run_is_planned, runs, set_up_run


@pytest.mark.feature("S3.20")
def test_a_run_is_planned_once_even_if_its_message_is_delivered_twice(world: World) -> None:
    set_up_run(world, 3)
    message = world.take_messages("notification_planner")

    with at(START):
        for _ in range(2):
            assert deliver(world, "notification_planner", message) == []

    assert all(run_is_planned(run) for run in runs(world))
    assert states(world) == ["queued"] * 3
    assert len({found["contact_id"] for found in communications(world)}) == 3
    assert len(world.messages("notification_sender")) == 1
