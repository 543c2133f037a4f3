"""A model of the send protocol that is small enough to explore completely: one communication, one contact, workers that may die.

The model does not use the code. Its promises are checked in every reachable state. That the code does nothing else is checked on
traces of the code.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class CommunicationState(StrEnum):
    """The stored state of the communication."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """A worker's progress with its delivery."""

    IDLE = "idle"
    DECIDED = "decided"
    ARMED = "armed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True)
class Worker:
    """A worker, the versions that it decided on, and whether it decided to send."""

    step: Step = Step.IDLE
    comm_version: int = 0
    contact_version: int = 0
    will_send: bool = False


@dataclass(frozen=True)
class State:
    """The whole state of the model."""

    comm: CommunicationState = CommunicationState.QUEUED
    comm_version: int = 1
    # The worker that armed it, or None.
    owner: int | None = None
    contact_version: int = 1
    withdrawn: bool = False
    workers: tuple[Worker, ...] = (Worker(), Worker())
    # Deliveries that SQS will still make, duplicates included.
    deliveries: int = 3
    acceptances: int = 0
    armed_after_withdrawal: bool = False
    refusals: int = 1
    may_withdraw: bool = True


@dataclass(frozen=True)
class Rules:
    """The rules of the protocol; a switch that is off breaks one of them."""

    check_contact: bool = True
    check_version: bool = True
    arm_first: bool = True
    expired_is_unknown: bool = True
    lost_is_unknown: bool = True


class BrokenPromiseError(Exception):
    """A reachable state breaks a promise; the message names the promise and the steps to the state."""


def explore(rules: Rules, start: State | None = None) -> set[State]:
    """Return every reachable state. Raises BrokenPromiseError at the first that breaks a promise."""
    first = start or State()
    reached_by: dict[State, tuple[State, str] | None] = {first: None}
    waiting = deque([first])
    while waiting:
        state = waiting.popleft()
        following = list(steps(state, rules))
        problem = broken_promise(state) or (stuck(state) if not following else None)
        if problem:
            raise BrokenPromiseError(f"{problem}: {' -> '.join(_steps_to(state, reached_by))}")
        for name, after in following:
            if after not in reached_by:
                reached_by[after] = (state, name)
                waiting.append(after)
    return set(reached_by)


def broken_promise(state: State) -> str | None:
    """Return the promise that the state breaks, or None."""
    if state.acceptances > 1:
        return "accepted twice"
    if state.armed_after_withdrawal:
        return "armed after the withdrawal committed"
    if state.comm is CommunicationState.SKIPPED and state.acceptances:
        return "skipped though accepted"
    return None


def stuck(state: State) -> str | None:
    """Return the broken promise of a state without further steps: its communication must have a final state."""
    return (
        None
        if state.comm in (CommunicationState.SENT, CommunicationState.SKIPPED, CommunicationState.UNKNOWN)
        else "no final state"
    )


def steps(state: State, rules: Rules) -> Iterator[tuple[str, State]]:
    """Yield every possible next step: its name and the state after it."""
    if state.may_withdraw and not state.withdrawn:
        yield "withdraw", replace(state, withdrawn=True, contact_version=state.contact_version + 1)
    for number, worker in enumerate(state.workers):
        for name, after in _worker_steps(state, rules, number, worker):
            yield f"{name} {number}", after
        if worker.step is not Step.IDLE:
            yield f"die {number}", _with(state, number, Worker())
    yield from _sweep(state, rules)
    # SQS keeps a message that failed: while the communication is open, there is another delivery.
    if (
        state.deliveries == 0
        and state.comm in (CommunicationState.QUEUED, CommunicationState.SENDING)
        and all(w.step is Step.IDLE for w in state.workers)
    ):
        yield "redeliver", replace(state, deliveries=1)


def _worker_steps(state: State, rules: Rules, number: int, worker: Worker) -> Iterator[tuple[str, State]]:
    match worker.step:
        case Step.IDLE:
            if state.deliveries:
                received = replace(state, deliveries=state.deliveries - 1)
                if state.comm is CommunicationState.QUEUED:
                    decided = Worker(Step.DECIDED, state.comm_version, state.contact_version, not state.withdrawn)
                    yield "decide", _with(received, number, decided)
                else:
                    yield "pass over", received
                # The sender of a new slice takes its recipients as they were planned, without reading what is stored.
                as_planned = Worker(Step.DECIDED, 1, state.contact_version, not state.withdrawn)
                yield "decide as planned", _with(received, number, as_planned)
        case Step.DECIDED:
            yield from _arm(state, rules, number, worker)
        case Step.ARMED:
            yield (
                "accepted",
                _with(replace(state, acceptances=state.acceptances + 1), number, replace(worker, step=Step.ACCEPTED)),
            )
            yield (
                "accepted, answer lost",
                _with(replace(state, acceptances=state.acceptances + 1), number, replace(worker, step=Step.LOST)),
            )
            yield "not accepted, answer lost", _with(state, number, replace(worker, step=Step.LOST))
            if state.refusals:
                yield "throttled", _with(replace(state, refusals=state.refusals - 1), number, replace(worker, step=Step.REFUSED))
        case Step.ACCEPTED:
            yield "mark sent", _mark(state, rules, number, worker, CommunicationState.SENT)
        case Step.LOST:
            lost = CommunicationState.UNKNOWN if rules.lost_is_unknown else CommunicationState.QUEUED
            yield "mark lost", _mark(state, rules, number, worker, lost)
        case Step.REFUSED:
            yield "return", _mark(state, rules, number, worker, CommunicationState.QUEUED)


def _arm(state: State, rules: Rules, number: int, worker: Worker) -> Iterator[tuple[str, State]]:
    fresh = not rules.check_version or (state.comm is CommunicationState.QUEUED and state.comm_version == worker.comm_version)
    if not worker.will_send:
        ended = replace(state, comm=CommunicationState.SKIPPED, comm_version=state.comm_version + 1) if fresh else state
        yield "skip", _with(ended, number, Worker())
        return
    current = not rules.check_contact or state.contact_version == worker.contact_version
    if not (fresh and current):
        yield "lose the race", _with(state, number, Worker())
        return
    if not rules.arm_first:
        yield "go on unarmed", _with(state, number, replace(worker, step=Step.ARMED))
        return
    armed = replace(
        state,
        comm=CommunicationState.SENDING,
        comm_version=state.comm_version + 1,
        owner=number,
        armed_after_withdrawal=state.armed_after_withdrawal or state.withdrawn,
    )
    version = state.comm_version + 1
    yield "arm", _with(armed, number, replace(worker, step=Step.ARMED, comm_version=version))
    # Committed, but the response is lost: the worker takes it for a failure and gives up.
    yield "arm, answer lost", _with(armed, number, Worker())


def _mark(state: State, rules: Rules, number: int, worker: Worker, end: CommunicationState) -> State:
    mine = state.comm is CommunicationState.SENDING and state.comm_version == worker.comm_version
    # A worker whose lease ended but that has the provider's answer corrects `unknown`.
    late = state.comm is CommunicationState.UNKNOWN and end is CommunicationState.SENT
    unfenced = not rules.arm_first and state.comm is CommunicationState.QUEUED
    if mine or late or unfenced:
        state = replace(state, comm=end, comm_version=state.comm_version + 1, owner=None)
    return _with(state, number, Worker())


def _sweep(state: State, rules: Rules) -> Iterator[tuple[str, State]]:
    """The lease may end at any moment, also while its worker is slow and still alive."""
    if state.comm is CommunicationState.SENDING:
        end = CommunicationState.UNKNOWN if rules.expired_is_unknown else CommunicationState.QUEUED
        yield "sweep", replace(state, comm=end, comm_version=state.comm_version + 1, owner=None)


def _with(state: State, number: int, worker: Worker) -> State:
    workers = tuple(worker if place == number else other for place, other in enumerate(state.workers))
    return replace(state, workers=workers)


def _steps_to(state: State, reached_by: dict[State, tuple[State, str] | None]) -> list[str]:
    names: list[str] = []
    before = reached_by[state]
    while before is not None:
        state, name = before
        names.append(name)
        before = reached_by[state]
    return list(reversed(names))


# The steps of the model that a call of the code may be, and the step that its worker must be at.
_CALLS = {
    "arm": (("arm", "arm, answer lost", "lose the race"), Step.DECIDED),
    "send": (("accepted", "accepted, answer lost", "not accepted, answer lost", "throttled"), Step.ARMED),
    "sent": (("mark sent",), Step.ACCEPTED),
    "unknown": (("mark lost",), Step.LOST),
    "queued": (("return",), Step.REFUSED),
    "skipped": (("skip",), Step.DECIDED),
}
_HIDDEN = ("decide", "pass over", "die", "redeliver", "withdraw")


def possible_after(states: set[State], rules: Rules, worker: int, call: str) -> set[State]:
    """Return the states that the model may be in after a worker's call, from any of these. Empty if the call is not allowed.

    A trace does not show the result of a call, so the call may also have failed without an effect.
    """
    names, expected = _CALLS[call]
    wanted = {f"{name} {worker}" for name in names}
    reached: set[State] = set()
    for state in settled(states, rules):
        if state.workers[worker].step is expected:
            reached.add(state)
        reached |= {after for name, after in steps(state, rules) if name in wanted}
        if call == "unknown":
            reached |= {after for name, after in steps(state, rules) if name == "sweep"}
    return reached


def settled(states: set[State], rules: Rules) -> set[State]:
    """Return these states and all that follow from them by steps that a trace does not show."""
    known = set(states)
    waiting = deque(states)
    while waiting:
        for name, after in steps(waiting.popleft(), rules):
            if name.startswith(_HIDDEN) and after not in known:
                known.add(after)
                waiting.append(after)
    return known
