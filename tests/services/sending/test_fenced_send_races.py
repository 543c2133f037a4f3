"""Races of withdrawals and sends, and of two senders: nothing is armed after a withdrawal committed, nothing is sent twice."""

import importlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communications import Communication
from contactbook.services.communications.communication_changes import change_communication
from contactbook.services.sending.arming import LEASE
from contactbook.services.sending.fenced_send import send_communications
from contactbook.storage.base import table
from contactbook.storage.base.rows import Check, Write
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.builders.contacts import a_caller
from tests.builders.sending import communications, drain, mails, states, store, withdraw
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, many_seeds
from tests.faults.faults import Fault, Injection, Moment, WorkerDied
from tests.faults.injecting import inject
from tests.faults.race import Outcome
from tests.services.sending.driver import START, doubled, set_up_run, written_states

BY = a_caller()
Ending = Callable[[Communication, str | None, datetime], Communication]


pytestmark = pytest.mark.usefixtures("quiet_at_start")


def planned(world: World, recipients: int) -> list[dict[str, Any]]:
    """Plan a run and return the sender's messages, taken from its queue."""
    set_up_run(world, recipients)
    planner = world.take_messages("notification_planner")
    importlib.import_module("notification_planner.app").handler({"Records": planner}, LambdaContext())
    records = world.take_messages("notification_sender")
    world.keep()
    return records


def send(records: Sequence[dict[str, Any]]) -> None:
    answer = importlib.import_module("notification_sender.app").handler({"Records": list(records)}, LambdaContext())
    if answer["batchItemFailures"]:
        raise ConnectionError("the message is delivered again")


def restore(world: World) -> None:
    from contactbook.storage.settings.sections import forget_cached

    world.restore()
    forget_cached()
    # Cache the settings, so that reading them is not part of the race.
    store().settings.current()


def armed_after(outcome: Outcome, withdrawing: str) -> bool:
    """True if the last arming came after the withdrawal was committed."""
    arming = [place for place, step in enumerate(outcome.trace) if "sending" in [s for _, s in written_states(step.call)]]
    committing = [
        place
        for place, step in enumerate(outcome.trace)
        if step.worker == withdrawing and step.call.operation == "TransactWriteItems"
    ]
    return bool(arming) and bool(committing) and arming[-1] > committing[-1]


def withdrawal(world: World, records: Sequence[dict[str, Any]]) -> Scenario:
    def scenario(schedule: Schedule) -> None:
        restore(world)
        (contact_id,) = [found["contact_id"] for found in communications(world)]
        outcome = schedule.run({"sender": partial(send, records), "person": partial(withdraw, contact_id)})
        (state,) = states(world)
        sent = len(mails(world))
        assert (state, sent) in {("sent", 1), ("skipped", 0)}, (state, sent)
        if sent:
            assert not armed_after(outcome, "person"), "armed after the withdrawal committed"

    return scenario


@pytest.mark.feature("S2.53", "S3.21")
@many_seeds(150, torture=10_000)
def test_nothing_is_armed_after_a_withdrawal_committed(world: World, seeds: range) -> None:
    records = planned(world, 1)
    explored = explore(withdrawal(world, records), seeds)
    ends = len(explored.orders)
    assert ends > 20


def test_without_the_check_on_the_contact_a_withdrawn_one_is_armed(world: World) -> None:
    """Deliberately broken: the arming checks the communication only."""
    records = planned(world, 1)

    def without_checks(writes: Sequence[Write]) -> None:
        table.transact([write for write in writes if not isinstance(write, Check)])

    with (
        patch("contactbook.services.sending.arming.table", Table(without_checks)),
        pytest.raises(RaceFailedError, match="armed after"),
    ):
        explore(withdrawal(world, records), seeds=range(300))


def two_senders(world: World, records: Sequence[dict[str, Any]]) -> Scenario:
    def scenario(schedule: Schedule) -> None:
        restore(world)
        schedule.run({"first": partial(send, records), "second": partial(send, records)})
        assert doubled(world) == []
        assert len(mails(world)) == len(states(world))

    return scenario


@pytest.mark.feature("S3.20")
@many_seeds(60, torture=2_000)
def test_two_deliveries_at_once_send_each_communication_once(world: World, seeds: range) -> None:
    records = planned(world, 2)
    explore(two_senders(world, records), seeds)


def test_without_arming_two_deliveries_at_once_send_twice(world: World) -> None:
    """Deliberately broken: a worker that loses the arming sends all the same."""
    records = planned(world, 2)

    def careless(writes: Sequence[Write]) -> None:
        try:
            table.transact(writes)
        except ConcurrentUpdate:
            return

    with patch("contactbook.services.sending.arming.table", Table(careless)), pytest.raises(RaceFailedError):
        explore(two_senders(world, records), seeds=range(60))


def requeued(found: Communication, reason: str | None, now: datetime) -> Communication:
    return transitions.returned(found, reason, now, due_at=None)


@pytest.mark.parametrize(
    ("ending", "accepted"), [(transitions.unknown, 1), (requeued, 2)], ids=["unknown", "broken: queued again"]
)
def test_a_communication_whose_sender_died_after_the_hand_over_is_never_sent_again(
    world: World, ending: Ending, accepted: int
) -> None:
    """The second case is deliberately broken: it takes `sending` for not sent."""
    records = planned(world, 1)
    restore(world)
    death = Injection(0, Fault.DEATH, Moment.AFTER, which=lambda call: call.operation == "SendEmail")
    with inject(death), pytest.raises(WorkerDied):
        send(records)
    (found,) = communications(world)
    assert found["state"] == "sending"
    later = START + LEASE + timedelta(seconds=1)
    with patch.object(transitions, "unknown", ending):
        for _ in range(3):
            send_communications(store(), [found["communication_id"]], run_id=None, now=later, has_time=lambda: True)
    assert len(mails(world)) == accepted
    assert states(world) == ["unknown" if accepted == 1 else "sent"]


def edit_while_it_is_skipped(world: World, records: Sequence[dict[str, Any]]) -> Scenario:
    def scenario(schedule: Schedule) -> None:
        restore(world)
        (found,) = communications(world)
        withdraw(found["contact_id"])
        edit = partial(change_communication, store(), found["communication_id"], {"channel": "sms"}, by=BY, now=START)
        schedule.run({"sender": partial(send, records), "user": edit}, may_raise=[RuleBroken])
        drain(world)
        assert states(world) == ["skipped"]

    return scenario


@pytest.mark.feature("S0.23", "S3.20")
@many_seeds(80, torture=2_000)
def test_a_communication_edited_while_a_sender_skips_it_gets_a_final_state(world: World, seeds: range) -> None:
    explore(edit_while_it_is_skipped(world, planned(world, 1)), seeds)


EDITS = {
    "put off": ({"scheduled_for": (START + timedelta(days=1)).isoformat()}, "queued"),
    "over another channel": ({"channel": "print"}, "sent"),
}


@pytest.mark.feature("S0.23", "S0.27")
@pytest.mark.parametrize("edit", EDITS)
@many_seeds(60, torture=2_000)
def test_an_accepted_edit_is_what_is_sent(world: World, edit: str, seeds: range) -> None:
    records = planned(world, 1)
    patched, state = EDITS[edit]
    (planned_one,) = communications(world)
    address = {"line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}
    assert Api().post(f"/v1/contacts/{planned_one['contact_id']}/addresses", address).status == 201
    world.keep()

    def scenario(schedule: Schedule) -> None:
        restore(world)
        (found,) = communications(world)
        change = partial(change_communication, store(), found["communication_id"], dict(patched), by=BY, now=START)
        outcome = schedule.run({"sender": partial(send, records), "user": change}, may_raise=[RuleBroken])
        drain(world)
        # A late edit is refused, and the message is sent unchanged.
        is_late = "user" in outcome.errors
        assert (states(world), len(mails(world))) == ((["sent"], 1) if is_late else ([state], 0))

    explored = explore(scenario, seeds)
    assert len(explored.orders) > 10


class Table:
    """The table with another `transact`."""

    def __init__(self, transact: Callable[[Sequence[Write]], None]) -> None:
        self.transact = transact
