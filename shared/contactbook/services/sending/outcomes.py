"""Writing down what became of a communication that was handed over, whoever wrote on it in the meantime."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version
from contactbook.domain.notifications import communications as transitions
from contactbook.domain.notifications.communications import ACCEPTED, Communication, CommunicationState
from contactbook.domain.notifications.runs import Run
from contactbook.domain.sending.deliveries import Outcome, OutcomeKind
from contactbook.domain.templates.templates import Rendered
from contactbook.services.sending.handing_over import Armed
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

# Whoever was throttled waits so long; whoever met a fault of ours, so long; whoever met a quota, so long.
SLOWED = timedelta(seconds=5)
FAULT = timedelta(seconds=2)
PAUSE = timedelta(hours=1)
_TRIES = 5


@dataclass(frozen=True)
class Progress:
    """What is left after a batch: whether any has no end state yet, when to come again, and whether something slowed it down.

    `paused` says that the provider will take nothing more for long: its quota is used up.
    """

    open: bool = False
    retry_after: timedelta = timedelta(0)
    slowed: bool = False
    paused: bool = False

    def and_then(self, other: "Progress") -> "Progress":
        """Both together."""
        return Progress(
            self.open or other.open,
            max(self.retry_after, other.retry_after),
            self.slowed or other.slowed,
            self.paused or other.paused,
        )


DONE = Progress()


def record_outcome(store: TenantStore, armed: Armed, outcome: Outcome, run: Run | None, *, now: datetime) -> Progress:
    """Write down what the provider answered. Raises StorageUnavailable and ConcurrentUpdate: then it ends as `unknown`."""
    if outcome.kind is OutcomeKind.QUOTA and run:
        _pause(store, run, outcome.reason, now)
    try:
        store.communications.save(_marked(armed.communication, armed.rendered, outcome, now))
    except ConcurrentUpdate:
        _record_late(store, armed, outcome, now)
    if outcome.kind is OutcomeKind.QUOTA:
        return Progress(open=True, slowed=True, paused=True)
    return Progress(True, SLOWED, slowed=True) if outcome.kind is OutcomeKind.THROTTLED else DONE


def _record_late(store: TenantStore, armed: Armed, outcome: Outcome, now: datetime) -> None:
    """Others wrote first: the provider's own word, the end of the lease, an erasure. Keep what they say, add what only we know.

    What was sent is added while the contact stands as it was just read, and never to one that is being erased (S2.141).
    """
    for _ in range(_TRIES):
        current = store.communications.find(armed.communication.communication_id)
        if current is None:
            return
        contact = store.contacts.survivors([current.contact_id]).get(current.contact_id)
        rendered = armed.rendered if contact is not None and contact.erasure is None else None
        caught_up = _caught_up(current, armed, rendered, outcome, now)
        if caught_up is None:
            return
        checks = [store.contacts.check_of(contact)] if contact is not None else []
        try:
            table.transact([store.communications.save_of(caught_up), *checks])
        except ConcurrentUpdate:
            # One of the two changed once more: look again.
            continue
        return
    raise ConcurrentUpdate("The communication keeps changing.")


def _caught_up(
    current: Communication, armed: Armed, rendered: Rendered | None, outcome: Outcome, now: datetime
) -> Communication | None:
    """How it stands with our word added; None where that adds nothing."""
    if current.state is CommunicationState.SENDING and current.lease == armed.communication.lease:
        return _marked(current, rendered, outcome, now)
    if outcome.kind is not OutcomeKind.ACCEPTED:
        return None
    if current.state is CommunicationState.UNKNOWN:
        return transitions.sent(current, outcome.message_id, rendered, now)
    if current.state in ACCEPTED and current.packed_content is None and rendered is not None:
        return transitions.with_content(current, outcome.message_id, rendered)
    return None


def _marked(armed: Communication, rendered: Rendered | None, outcome: Outcome, now: datetime) -> Communication:
    match outcome.kind:
        case OutcomeKind.ACCEPTED:
            return transitions.sent(armed, outcome.message_id, rendered, now)
        case OutcomeKind.REFUSED:
            return transitions.failed(armed, outcome.reason, now)
        case OutcomeKind.UNKNOWN:
            return transitions.unknown(armed, outcome.reason, now)
        case OutcomeKind.THROTTLED:
            return transitions.returned(armed, outcome.reason, now, due_at=now + SLOWED)
        case OutcomeKind.QUOTA:
            return transitions.returned(armed, outcome.reason, now, due_at=now + PAUSE)


def _pause(store: TenantStore, run: Run, reason: str | None, now: datetime) -> None:
    paused = next_version(run, paused_until=now + PAUSE, paused_because=reason, updated_at=now)
    try:
        store.runs.save(paused)
    except ConcurrentUpdate:
        # The planner is at it, or another sender paused it; whoever sends next meets the quota again.
        return
