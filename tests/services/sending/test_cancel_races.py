"""A run is cancelled at every moment of its sending: each sender sends at most what it holds, and all the rest is counted (S3.20)."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken
from contactbook.services.communications.communication_changes import change_communication
from contactbook.services.runs.runs import cancel_run
from contactbook.storage.runs.runs import RunRepository
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.contacts import a_caller
from tests.builders.sending import communications, drain, mails, states, store
from tests.faults.calls import Answer, Call, Json
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.race import Outcome
from tests.faults.taps import Tap, tapped
from tests.services.sending.driver import START, counted, runs
from tests.services.sending.test_fenced_send_races import planned, restore, send

BY = a_caller()
RECIPIENTS = 2


pytestmark = pytest.mark.usefixtures("quiet_at_start")


class CancelBefore(Tap):
    """Cancels the run before one call of the sender, and counts what leaves afterwards."""

    place = 2

    def __init__(self, run_id: str, number: int) -> None:
        self.run_id, self.number = run_id, number
        self.calls = self.sent_after = 0

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        place, self.calls = self.calls, self.calls + 1
        if place == self.number:
            cancel_run(store(), self.run_id, by=job("test"), now=START)
        if place >= self.number:
            self.sent_after += call.operation == "SendEmail"
        return proceed(call.params)


def ended(world: World) -> None:
    """Assert that every recipient has an end, and that the run's counts say the same."""
    found = Counter(states(world))
    assert set(found) <= {"sent", "cancelled"}, found
    assert found.total() == RECIPIENTS
    assert counted(world) == dict(found)


def cancel_everywhere(world: World) -> tuple[set[int], int]:
    """Cancel before each call of the sender in turn; return how many messages left after it, and how often."""
    records = planned(world, RECIPIENTS)
    (run,) = runs(world)
    left: set[int] = set()
    for number in range(1000):
        restore(world)
        tap = CancelBefore(run["run_id"], number)
        with tapped(tap):
            send(records)
        if tap.calls <= number:
            return left, number
        left.add(tap.sent_after)
        drain(world)
        ended(world)
    raise AssertionError("the sender does not end")


@pytest.mark.feature("S3.20")
def test_after_a_cancellation_at_most_the_message_in_hand_leaves(world: World) -> None:
    left, moments = cancel_everywhere(world)
    assert left == {0, 1}
    # Each recipient is a look at the stop, an arming, a hand-over and a mark.
    assert moments >= 4 * RECIPIENTS


def test_without_the_stop_the_rest_of_the_chunk_leaves(world: World) -> None:
    """Deliberately broken: the run is read once a chunk only."""
    with patch.object(RunRepository, "is_stopped", lambda *_: False):
        left, _ = cancel_everywhere(world)
    assert max(left) == RECIPIENTS


def sent_after(outcome: Outcome, user: str) -> int:
    """Count the messages that were handed over after the cancellation was committed."""
    committed = [
        place for place, step in enumerate(outcome.trace) if step.worker == user and step.call.operation == "TransactWriteItems"
    ]
    return sum(step.call.operation == "SendEmail" for step in outcome.trace[committed[-1] :])


@pytest.mark.feature("S3.20")
@many_seeds(15, torture=2_000)
def test_two_senders_and_a_cancellation_leave_nothing_open(world: World, seeds: range) -> None:
    records = planned(world, RECIPIENTS)
    (run,) = runs(world)
    left: set[int] = set()

    def scenario(schedule: Schedule) -> None:
        restore(world)
        cancel = partial(cancel_run, store(), run["run_id"], by=BY, now=START)
        workers: dict[str, Any] = {"first": partial(send, records), "second": partial(send, records), "user": cancel}
        outcome = schedule.run(workers, may_raise=[RuleBroken])
        if "user" not in outcome.errors:
            left.add(sent_after(outcome, "user"))
            assert max(left) <= 2
        drain(world)
        ended(world)
        assert len(mails(world)) == states(world).count("sent")

    explore(scenario, seeds)
    assert max(left) > 0


def put_off_while_it_is_cancelled(world: World) -> Callable[[Schedule], None]:
    records = planned(world, RECIPIENTS)
    (run,) = runs(world)

    def scenario(schedule: Schedule) -> None:
        restore(world)
        first = communications(world)[0]["communication_id"]
        later = {"scheduled_for": "2026-03-04T09:00:00Z"}
        change = partial(change_communication, store(), first, dict(later), by=BY, now=START)
        cancel = partial(cancel_run, store(), run["run_id"], by=BY, now=START)
        workers: dict[str, Any] = {"editor": change, "user": cancel}
        schedule.run(workers, may_raise=[RuleBroken, ConcurrentUpdate])
        send(records)
        drain(world)
        ended(world)

    return scenario


@pytest.mark.feature("S3.20", "S0.23")
@many_seeds(12, torture=1_000)
def test_what_is_put_off_as_its_run_is_cancelled_is_cancelled(world: World, seeds: range) -> None:
    explore(put_off_while_it_is_cancelled(world), seeds)


@pytest.mark.feature("S3.20", "S0.23")
def test_what_was_put_off_before_its_run_was_cancelled_is_cancelled(world: World) -> None:
    records = planned(world, RECIPIENTS)
    (run,) = runs(world)
    restore(world)
    api = Api()
    first = communications(world)[0]["communication_id"]
    later = {"scheduled_for": "2026-03-04T09:00:00Z"}
    assert api.patch(f"/v1/communications/{first}", later).status == 200
    send(records)
    assert Counter(states(world)) == {"sent": RECIPIENTS - 1, "queued": 1}
    assert api.post(f"/v1/notification-runs/{run['run_id']}/cancel").status == 200
    moved = api.patch(f"/v1/communications/{first}", {"scheduled_for": "2026-03-05T09:00:00Z"})
    assert (moved.status, moved.code) == (409, "run_cancelled")
    drain(world)
    ended(world)
    shown = api.get(f"/v1/notification-runs/{run['run_id']}").body
    assert (shown["planned"], shown["sent"], shown["cancelled"]) == (RECIPIENTS, RECIPIENTS - 1, 1)
