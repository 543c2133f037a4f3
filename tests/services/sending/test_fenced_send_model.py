"""The model keeps its promises in every state, each broken rule breaks a promise, and the code does only what the model may."""

from contextlib import suppress

import pytest

from tests.aws_in_process.aws import World
from tests.builders.sending import states
from tests.faults.exploring import Schedule, many_seeds
from tests.faults.faults import Fault, Injection, WorkerDied
from tests.faults.race import Step
from tests.services.sending.driver import written_states
from tests.services.sending.protocol_model import (
    BrokenPromiseError,
    CommunicationState,
    Rules,
    State,
    Worker,
    explore,
    possible_after,
    settled,
)
from tests.services.sending.test_fenced_send_races import planned, restore, send

WORKERS = ("first", "second")


def test_no_reachable_state_breaks_a_promise() -> None:
    reached = explore(Rules())
    assert len(reached) > 200
    assert {state.comm for state in reached} == set(CommunicationState)
    assert any(state.comm is CommunicationState.UNKNOWN and state.acceptances == 1 for state in reached)


def test_no_reachable_state_of_three_workers_breaks_a_promise() -> None:
    assert len(explore(Rules(), State(workers=(Worker(),) * 3, deliveries=3))) > 1_000


@pytest.mark.parametrize(
    ("rules", "promise"),
    [
        (Rules(check_contact=False), "armed after the withdrawal committed"),
        (Rules(check_version=False), "accepted twice"),
        (Rules(arm_first=False), "accepted twice"),
        (Rules(expired_is_unknown=False), "accepted twice"),
        (Rules(lost_is_unknown=False), "accepted twice"),
    ],
    ids=["no check of the contact", "no check of the version", "send before arming", "send what expired", "send what was lost"],
)
def test_each_broken_rule_breaks_a_promise(rules: Rules, promise: str) -> None:
    start = State(may_withdraw=promise.startswith("armed"))
    with pytest.raises(BrokenPromiseError, match=promise):
        explore(rules, start)


@pytest.mark.usefixtures("quiet_at_start")
@many_seeds(40, torture=2_000)
def test_the_code_does_only_what_the_model_may_do(world: World, seeds: range) -> None:
    """Traces of the code, with workers, redelivery and faults from a seed, are replayed on the model's transitions."""
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
    """Fail unless the model allows every relevant call of the trace, and its end."""
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


def test_the_model_refuses_a_send_without_arming() -> None:
    possible = {State(may_withdraw=False)}
    assert not possible_after(possible, Rules(), 0, "send")
    armed = possible_after(possible, Rules(), 0, "arm")
    assert armed
    assert not possible_after(possible_after(armed, Rules(), 0, "sent"), Rules(), 0, "send")
