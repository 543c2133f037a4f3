"""The model keeps its promises in every state, each broken rule is found out, and the code does what the model may do."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from unittest.mock import patch

import pytest

from tests.aws_in_process.aws import World
from tests.faults.exploring import Schedule, many_seeds
from tests.faults.faults import Fault, Injection, WorkerDied
from tests.faults.race import Step
from tests.services.sending.driver import START, states, written_states
from tests.services.sending.protocol_model import Broken, Comm, Rules, State, Worker, explore, possible_after, settled
from tests.services.sending.test_fenced_send_races import planned, restore, send

WORKERS = ("first", "second")


def test_no_reachable_state_breaks_a_promise() -> None:
    reached = explore(Rules())
    assert len(reached) > 200
    assert {state.comm for state in reached} == set(Comm)
    assert any(state.comm is Comm.UNKNOWN and state.acceptances == 1 for state in reached)


def test_nor_with_three_workers() -> None:
    assert len(explore(Rules(), State(workers=(Worker(),) * 3, deliveries=3))) > 1_000


@pytest.mark.parametrize(
    ("rules", "promise"),
    [
        (Rules(check_contact=False), "armed after the withdrawal committed"),
        (Rules(check_version=False), "accepted twice"),
        (Rules(arm_first=False), "accepted twice"),
        (Rules(give_up_expired=False), "accepted twice"),
        (Rules(lost_is_unknown=False), "accepted twice"),
    ],
    ids=["no check of the contact", "no check of the version", "send before arming", "send what expired", "send what was lost"],
)
def test_each_broken_rule_breaks_a_promise(rules: Rules, promise: str) -> None:
    start = State(may_withdraw=promise.startswith("armed"))
    with pytest.raises(Broken, match=promise):
        explore(rules, start)


@pytest.fixture
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    with patch("contactbook.clock.source", lambda: START):
        yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_quiet")
@many_seeds(40, torture=2_000)
def test_what_the_code_does_is_what_the_model_may_do(world: World, seeds: range) -> None:
    """Traces of the code, with workers, redelivery and faults from a seed, replayed on the model's own transitions."""
    records = planned(world, 1)
    faults = (Fault.TIMED_OUT, Fault.THROTTLED, Fault.DEATH, Fault.CONFLICT)
    ends: set[str] = set()
    for seed in seeds:
        restore(world)
        schedule = Schedule(seed)
        injection = Injection(schedule.random.randrange(14), schedule.random.choice(faults), worker="first")
        with suppress(WorkerDied):
            outcome = schedule.run(
                dict.fromkeys(WORKERS, lambda: send(records)),
                injection,
                may_raise=(ConnectionError,),
                deliveries=2,
            )
        (end,) = states(world)
        ends.add(end)
        check_against_the_model(outcome.trace, end)
    assert {"sent"} <= ends


def check_against_the_model(trace: list[Step], end: str) -> None:
    """Every call that matters is one that the model may make, and it ends where the model may end."""
    rules = Rules()
    possible = {State(deliveries=6, refusals=6, may_withdraw=False)}
    for step in trace:
        for call in calls_of(step):
            possible = possible_after(possible, rules, WORKERS.index(step.worker), call)
            assert possible, f"the model may not {call} here: {[str(found) for found in trace]}"
    assert end in {state.comm.value for state in settled(possible, rules)}


def calls_of(step: Step) -> list[str]:
    if step.call.operation == "SendEmail":
        return ["send"]
    return ["arm" if state == "sending" else state for _, state in written_states(step.call)]


def test_a_trace_that_sends_unarmed_is_not_the_models() -> None:
    possible = {State(may_withdraw=False)}
    assert not possible_after(possible, Rules(), 0, "send")
    armed = possible_after(possible, Rules(), 0, "arm")
    assert armed
    assert not possible_after(possible_after(armed, Rules(), 0, "sent"), Rules(), 0, "send")
