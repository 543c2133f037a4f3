"""A model of the send protocol, small enough to be explored to its end: one communication, one contact, workers that may die.

It is written down apart from the code, in the protocol's own words. What is checked of it is checked in every state that can be
reached; that the code does nothing else is checked on traces of the code itself.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Comm(StrEnum):
    """Where the communication stands in the table."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class At(StrEnum):
    """How far a worker has come with its delivery."""

    IDLE = "idle"
    DECIDED = "decided"
    ARMED = "armed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True)
class Worker:
    """A worker and what it has read: the versions that it decided on, and whether that decision was to send."""

    at: At = At.IDLE
    comm_version: int = 0
    contact_version: int = 0
    willing: bool = False


@dataclass(frozen=True)
class State:
    """Everything there is."""

    comm: Comm = Comm.QUEUED
    comm_version: int = 1
    # Which worker armed it; None where nobody holds it.
    owner: int | None = None
    contact_version: int = 1
    withdrawn: bool = False
    workers: tuple[Worker, ...] = (Worker(), Worker())
    # Deliveries that SQS still has in store, doubles included.
    deliveries: int = 3
    acceptances: int = 0
    armed_after_withdrawal: bool = False
    refusals: int = 1
    may_withdraw: bool = True


@dataclass(frozen=True)
class Rules:
    """The protocol; each switch breaks one of its rules."""

    check_contact: bool = True
    check_version: bool = True
    arm_first: bool = True
    give_up_expired: bool = True
    lost_is_unknown: bool = True


class Broken(Exception):
    """A promise is broken in a state that can be reached; says which, and how."""


def explore(rules: Rules, start: State | None = None) -> set[State]:
    """Every state that can be reached. Raises Broken at the first that breaks a promise, with the way to it."""
    first = start or State()
    came: dict[State, tuple[State, str] | None] = {first: None}
    waiting = deque([first])
    while waiting:
        state = waiting.popleft()
        following = list(steps(state, rules))
        problem = broken(state) or (stuck(state) if not following else None)
        if problem:
            raise Broken(f"{problem}: {' -> '.join(_way(state, came))}")
        for name, after in following:
            if after not in came:
                came[after] = (state, name)
                waiting.append(after)
    return set(came)


def broken(state: State) -> str | None:
    """Which promise the state breaks."""
    if state.acceptances > 1:
        return "accepted twice"
    if state.armed_after_withdrawal:
        return "armed after the withdrawal committed"
    if state.comm is Comm.SKIPPED and state.acceptances:
        return "skipped though accepted"
    return None


def stuck(state: State) -> str | None:
    """Nothing can happen any more: then there must be an end state."""
    return None if state.comm in (Comm.SENT, Comm.SKIPPED, Comm.UNKNOWN) else "no end state"


def steps(state: State, rules: Rules) -> Iterator[tuple[str, State]]:
    """Everything that may happen next."""
    if state.may_withdraw and not state.withdrawn:
        yield "withdraw", replace(state, withdrawn=True, contact_version=state.contact_version + 1)
    for number, worker in enumerate(state.workers):
        for name, after in _worker_steps(state, rules, number, worker):
            yield f"{name} {number}", after
        if worker.at is not At.IDLE:
            yield f"die {number}", _with(state, number, Worker())
    yield from _sweep(state, rules)
    # SQS keeps an undone message: while anything is open, there is a delivery to come.
    if state.deliveries == 0 and state.comm in (Comm.QUEUED, Comm.SENDING) and all(w.at is At.IDLE for w in state.workers):
        yield "redeliver", replace(state, deliveries=1)


def _worker_steps(state: State, rules: Rules, number: int, worker: Worker) -> Iterator[tuple[str, State]]:
    match worker.at:
        case At.IDLE:
            if state.deliveries:
                looked = replace(state, deliveries=state.deliveries - 1)
                if state.comm is Comm.QUEUED:
                    decided = Worker(At.DECIDED, state.comm_version, state.contact_version, not state.withdrawn)
                    yield "decide", _with(looked, number, decided)
                else:
                    yield "pass over", looked
        case At.DECIDED:
            yield from _arm(state, rules, number, worker)
        case At.ARMED:
            yield "accepted", _with(replace(state, acceptances=state.acceptances + 1), number, replace(worker, at=At.ACCEPTED))
            yield (
                "accepted, answer lost",
                _with(replace(state, acceptances=state.acceptances + 1), number, replace(worker, at=At.LOST)),
            )
            yield "not accepted, answer lost", _with(state, number, replace(worker, at=At.LOST))
            if state.refusals:
                yield "throttled", _with(replace(state, refusals=state.refusals - 1), number, replace(worker, at=At.REFUSED))
        case At.ACCEPTED:
            yield "mark sent", _mark(state, rules, number, worker, Comm.SENT)
        case At.LOST:
            lost = Comm.UNKNOWN if rules.lost_is_unknown else Comm.QUEUED
            yield "mark lost", _mark(state, rules, number, worker, lost)
        case At.REFUSED:
            yield "return", _mark(state, rules, number, worker, Comm.QUEUED)


def _arm(state: State, rules: Rules, number: int, worker: Worker) -> Iterator[tuple[str, State]]:
    fresh = not rules.check_version or (state.comm is Comm.QUEUED and state.comm_version == worker.comm_version)
    if not worker.willing:
        ended = replace(state, comm=Comm.SKIPPED, comm_version=state.comm_version + 1) if fresh else state
        yield "skip", _with(ended, number, Worker())
        return
    current = not rules.check_contact or state.contact_version == worker.contact_version
    if not (fresh and current):
        yield "lose the race", _with(state, number, Worker())
        return
    if not rules.arm_first:
        yield "go on unarmed", _with(state, number, replace(worker, at=At.ARMED))
        return
    armed = replace(
        state,
        comm=Comm.SENDING,
        comm_version=state.comm_version + 1,
        owner=number,
        armed_after_withdrawal=state.armed_after_withdrawal or state.withdrawn,
    )
    version = state.comm_version + 1
    yield "arm", _with(armed, number, replace(worker, at=At.ARMED, comm_version=version))
    # Committed, and the answer lost: the worker takes it for failed and lets go.
    yield "arm, answer lost", _with(armed, number, Worker())


def _mark(state: State, rules: Rules, number: int, worker: Worker, end: Comm) -> State:
    mine = state.comm is Comm.SENDING and state.comm_version == worker.comm_version
    # Whoever was taken for dead and comes with the provider's word corrects `unknown`.
    late = state.comm is Comm.UNKNOWN and end is Comm.SENT
    unfenced = not rules.arm_first and state.comm is Comm.QUEUED
    if mine or late or unfenced:
        state = replace(state, comm=end, comm_version=state.comm_version + 1, owner=None)
    return _with(state, number, Worker())


def _sweep(state: State, rules: Rules) -> Iterator[tuple[str, State]]:
    """The lease has ended, at any moment: also while its worker, slow beyond measure, still lives."""
    if state.comm is Comm.SENDING:
        end = Comm.UNKNOWN if rules.give_up_expired else Comm.QUEUED
        yield "sweep", replace(state, comm=end, comm_version=state.comm_version + 1, owner=None)


def _with(state: State, number: int, worker: Worker) -> State:
    workers = tuple(worker if place == number else other for place, other in enumerate(state.workers))
    return replace(state, workers=workers)


def _way(state: State, came: dict[State, tuple[State, str] | None]) -> list[str]:
    way: list[str] = []
    before = came[state]
    while before is not None:
        state, name = before
        way.append(name)
        before = came[state]
    return list(reversed(way))


# What a call of the code may be in the model: the steps it stands for, and where its worker must be for it.
_CALLS = {
    "arm": (("arm", "arm, answer lost", "lose the race"), At.DECIDED),
    "send": (("accepted", "accepted, answer lost", "not accepted, answer lost", "throttled"), At.ARMED),
    "sent": (("mark sent",), At.ACCEPTED),
    "unknown": (("mark lost",), At.LOST),
    "queued": (("return",), At.REFUSED),
    "skipped": (("skip",), At.DECIDED),
}
_HIDDEN = ("decide", "pass over", "die", "redeliver", "withdraw")


def possible_after(states: set[State], rules: Rules, worker: int, call: str) -> set[State]:
    """The states that the model may be in after a worker was seen to make a call, from any of these; none: it may not.

    What a call came to is not seen, nor what happens without one: it may have failed before it did anything.
    """
    names, place = _CALLS[call]
    wanted = {f"{name} {worker}" for name in names}
    reached: set[State] = set()
    for state in settled(states, rules):
        if state.workers[worker].at is place:
            reached.add(state)
        reached |= {after for name, after in steps(state, rules) if name in wanted}
        if call == "unknown":
            reached |= {after for name, after in steps(state, rules) if name == "sweep"}
    return reached


def settled(states: set[State], rules: Rules) -> set[State]:
    """These states, and all that follow from them by what is not seen."""
    known = set(states)
    waiting = deque(states)
    while waiting:
        for name, after in steps(waiting.popleft(), rules):
            if name.startswith(_HIDDEN) and after not in known:
                known.add(after)
                waiting.append(after)
    return known
