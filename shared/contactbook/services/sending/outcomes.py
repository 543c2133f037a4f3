"""The last step of the fenced send: saves what became of a communication, whoever else changed it in the meantime."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import Work
from contactbook.domain.base.versions import next_version
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communication_states import ACCEPTED, CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.runs.runs import Run
from contactbook.domain.sending.deliveries import OPTED_OUT, Outcome, OutcomeKind
from contactbook.domain.sending.inbound_texts import TextStop
from contactbook.domain.templates.rendering import Rendered
from contactbook.services.communications.run_ends import save_counted
from contactbook.services.sending.handing_over import Armed
from contactbook.services.sending.run_ledgers import Ledger
from contactbook.services.sending.text_stops import record_stop
from contactbook.storage.tenant_store import TenantStore

# Wait before retrying: after throttling; after an error of ours; after a used-up quota.
SLOWED = timedelta(seconds=5)
FAULT = timedelta(seconds=2)
PAUSE = timedelta(hours=1)
_TRIES = 5


@dataclass(frozen=True)
class Progress:
    """What a batch leaves behind: whether any communication is still open, when to retry, and whether the batch was slowed down.

    `paused` means that the provider accepts nothing for a long time: its quota is used up.
    """

    work: Work = Work.DONE
    retry_after: timedelta = timedelta(0)
    slowed: bool = False
    paused: bool = False

    @property
    def is_done(self) -> bool:
        """True if every communication has a final state."""
        return self.work is Work.DONE

    def and_then(self, other: "Progress") -> "Progress":
        """Return both combined."""
        return Progress(
            Work.DONE if self.is_done and other.is_done else Work.LEFT,
            max(self.retry_after, other.retry_after),
            self.slowed or other.slowed,
            self.paused or other.paused,
        )


DONE = Progress()
LEFT = Progress(Work.LEFT)


def save_end(ledger: Ledger, before: Communication, after: Communication) -> Progress:
    """Save a final state without sending. If another worker saved first, report work left; the next delivery decides."""
    try:
        ledger.save(before, after)
    except ConcurrentUpdate:
        return Progress(Work.LEFT, FAULT)
    return DONE


def record_outcome(
    store: TenantStore, ledger: Ledger, armed: Armed, outcome: Outcome, run: Run | None, *, now: datetime
) -> Progress:
    """Save what the provider answered.

    Raises StorageUnavailable and ConcurrentUpdate; then the communication becomes `unknown` when its lease ends.
    """
    if outcome.kind is OutcomeKind.QUOTA and run:
        pause_run(store, run, outcome.reason, now)
    if outcome.reason == OPTED_OUT:
        _stop_texts(store, armed, now)
        outcome = Outcome(kind=OutcomeKind.REFUSED, reason=SkipReason.UNSENDABLE_ADDRESS.value)
    try:
        ledger.save(armed.communication, _marked(armed.communication, armed.message.kept, outcome, now))
    except ConcurrentUpdate:
        ledger.saw(_recorded_late(store, armed, outcome, now))
    if outcome.kind is OutcomeKind.QUOTA:
        return Progress(Work.LEFT, slowed=True, paused=True)
    return Progress(Work.LEFT, SLOWED, slowed=True) if outcome.kind is OutcomeKind.THROTTLED else DONE


def _recorded_late(store: TenantStore, armed: Armed, outcome: Outcome, now: datetime) -> Communication:
    """Add the outcome after another writer: a delivery report, the end of the lease or an erasure. What they saved is kept.

    Return the communication as it is then stored.

    The sent content is added only if the contact is unchanged since it was just read and is not being erased (S2.141).
    """
    for _ in range(_TRIES):
        current = store.communications.find(armed.communication.communication_id)
        if current is None:
            return armed.communication
        contact = store.contacts.survivors([current.contact_id]).get(current.contact_id)
        rendered = armed.message.kept if contact is not None and contact.erasure is None else None
        updated = _with_late_outcome(current, armed, rendered, outcome, now)
        if updated is None:
            return current
        checks = [store.contacts.check_of(contact)] if contact is not None else []
        try:
            save_counted(store, current, updated, checks)
        except ConcurrentUpdate:
            # The communication or the contact changed once more: read both again.
            continue
        return updated
    raise ConcurrentUpdate("The communication changes too often.")


def _with_late_outcome(
    current: Communication, armed: Armed, rendered: Rendered | None, outcome: Outcome, now: datetime
) -> Communication | None:
    """Return the communication with the outcome added, or None if that adds nothing."""
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


def _stop_texts(store: TenantStore, armed: Armed, now: datetime) -> None:
    """Record the no before its outcome: so no further run tries the number."""
    if isinstance(armed.decision.address, str):
        stop_id = armed.communication.communication_id
        stop = TextStop(tenant_id=store.tenant_id, stop_id=stop_id, number=armed.decision.address, at=now)
        record_stop(store, stop, now=now)


def pause_run(store: TenantStore, run: Run, reason: str | None, now: datetime) -> None:
    """Pause the run for a while; whoever reads it sees why."""
    paused = next_version(run, paused_until=now + PAUSE, paused_because=reason, updated_at=now)
    try:
        store.runs.save(paused)
    except ConcurrentUpdate:
        # The planner or another sender saved the run; the next sender meets the same again.
        return
