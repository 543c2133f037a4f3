"""The fenced send: at most one acceptance per communication, always an end state, nothing armed after a withdrawal committed.

1. Arm: in one transaction the communication goes from `queued` to `sending` (on its version, with an owner and a lease) while the
   contact still stands at the version that the decision was made on, and no suppression list names it or its address since.
   Whoever loses either race decides anew or lets go.
2. Hand over: the provider is called once, by the owner alone.
3. Mark: the outcome is written on the version that arming made. A worker that dies between 1 and 3 leaves `sending` behind; when
   its lease has ended that becomes `unknown`, which no machine ever sends again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound, RuleBroken, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.notification_types import Channel, NotificationType
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notifications import communications as transitions
from contactbook.domain.notifications.communications import Communication, CommunicationState, Lease
from contactbook.domain.notifications.runs import Run
from contactbook.services.base.ids import new_id
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.services.sending.handing_over import Armed, hand_over, hand_over_letters
from contactbook.services.sending.message_contents import Library, render_for
from contactbook.services.sending.outcomes import DONE, FAULT, Progress, record_outcome
from contactbook.services.sending.rates import Pace
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

# Longer than a sender may run (60 s) and shorter than its queue waits before it delivers again (360 s).
LEASE = timedelta(minutes=5)
# So many are read at a time: a cancelled run and a changed contact are noticed between two chunks at the latest.
CHUNK = 10
_LETTERS = 100
_TRIES = 5


def send_communications(
    store: TenantStore, communication_ids: Sequence[str], *, run_id: str | None, now: datetime, has_time: TimeLeft
) -> Progress:
    """Send what of these is queued, and give an end to what was left behind. Safe to repeat, also at the same time.

    A cancelled run's are cancelled; a paused run's stay. Raises StorageUnavailable: what was not done is done at the next delivery.
    """
    batch: _Batch | None = None
    progress = DONE
    size = CHUNK
    start = 0
    while start < len(communication_ids):
        if not has_time():
            return progress.and_then(Progress(open=True))
        run = store.runs.get(run_id) if run_id else None
        batch = batch or _Batch(store, run, now)
        size = _LETTERS if run and run.channel is Channel.PRINT else CHUNK
        chunk = communication_ids[start : start + size]
        start += size
        further = max(0, len(communication_ids) - start)
        progress = progress.and_then(batch.work_through(chunk, run, further=further))
        if progress.slowed or progress.paused:
            return progress.and_then(Progress(open=True))
    return progress


def end_expired(store: TenantStore, found: Communication, now: datetime) -> Progress:
    """Give up what somebody stopped sending in the middle: whether it was accepted is not known."""
    return _ended(store, transitions.unknown(found, "lease_expired", now))


class _Batch:
    """One worker's work on communications of one tenant."""

    def __init__(self, store: TenantStore, run: Run | None, now: datetime) -> None:
        self._store = store
        self._now = now
        self._owner = new_id("lea", now)
        self._library = Library(store)
        self._pace = Pace(store, now)
        self._decider = Decider(store, run.exclude.suppression_list_ids if run else ())

    def work_through(self, communication_ids: Sequence[str], run: Run | None, *, further: int) -> Progress:
        """Send what is due among these; `further` more of the same will follow."""
        found = self._store.communications.get_many(communication_ids)
        progress = Progress(open=len(found) < len(set(communication_ids)))
        queued: list[Communication] = []
        for communication in found:
            if transitions.has_expired(communication, self._now):
                progress = progress.and_then(end_expired(self._store, communication, self._now))
            elif communication.state is CommunicationState.SENDING and communication.lease:
                progress = progress.and_then(Progress(True, communication.lease.until - self._now))
            elif communication.state is CommunicationState.QUEUED:
                queued.append(communication)
        if run and run.cancelled_at:
            for communication in queued:
                progress = progress.and_then(_ended(self._store, transitions.cancelled(communication, self._now)))
            return progress
        if run and run.paused_until and run.paused_until > self._now:
            return progress.and_then(Progress(bool(queued), paused=bool(queued)))
        due = [one for one in queued if self._is_due(one)]
        wait = self._pace.wait_before(due, further=further)
        if wait:
            return progress.and_then(Progress(True, wait, slowed=True))
        return progress.and_then(self._send_all(due, run))

    def _is_due(self, found: Communication) -> bool:
        return found.state is CommunicationState.QUEUED and (found.scheduled_for is None or found.scheduled_for <= self._now)

    def _send_all(self, queued: Sequence[Communication], run: Run | None) -> Progress:
        addressees = self._decider.load({one.contact_id: one.service is not None for one in queued}, follow_merged=run is None)
        suppressed: dict[Channel, Suppressions] = {}
        progress = DONE
        letters: list[Armed] = []
        try:
            for communication in queued:
                channel, addressee = communication.channel, addressees[communication.contact_id]
                if channel not in suppressed:
                    suppressed[channel] = self._decider.suppressions(list(addressees.values()), channel)
                try:
                    progress = progress.and_then(self._send(communication, addressee, suppressed[channel], run, letters))
                except (StorageUnavailable, ConcurrentUpdate):
                    # This one waits for the next delivery; what one fault hit must not hold up the others.
                    progress = progress.and_then(Progress(True, FAULT))
                if progress.slowed:
                    return progress
        finally:
            # Whatever went wrong with others: what is armed is handed over.
            progress = progress.and_then(self._print(letters, run))
        return progress

    def _send(
        self,
        communication: Communication,
        addressee: Addressee,
        suppressions: Suppressions,
        run: Run | None,
        letters: list[Armed],
    ) -> Progress:
        armed = self._arm(communication, addressee, suppressions)
        if isinstance(armed, Progress):
            return armed
        if armed.communication.channel is Channel.PRINT:
            letters.append(armed)
            return DONE
        return record_outcome(self._store, armed, hand_over(self._store, armed, now=self._now), run, now=self._now)

    def _print(self, letters: Sequence[Armed], run: Run | None) -> Progress:
        """Hand over a batch of letters; each armed one is in this batch and in no other."""
        if not letters:
            return DONE
        batch_id = f"{run.run_id if run else 'one-off'}/{new_id('bat', self._now)}"
        outcome = hand_over_letters(self._store, batch_id, letters)
        progress = DONE
        for armed in letters:
            try:
                progress = progress.and_then(record_outcome(self._store, armed, outcome, run, now=self._now))
            except (StorageUnavailable, ConcurrentUpdate):
                progress = progress.and_then(Progress(True, FAULT))
        return progress

    def _arm(self, communication: Communication, addressee: Addressee, suppressions: Suppressions) -> Armed | Progress:
        """Make this worker the only one that may send it; or what is left where it is not to be sent, or is somebody else's."""
        for _ in range(_TRIES):
            ready = self._ready(communication, addressee, suppressions)
            if not isinstance(ready, Armed):
                return _ended(self._store, ready)
            contact = ready.addressee.contact
            if contact is None:
                return DONE
            checks = self._decider.checks(contact, ready.decision, communication.channel, suppressions)
            try:
                table.transact([self._store.communications.save_of(ready.communication), *checks])
            except ConcurrentUpdate:
                current = self._store.communications.find(communication.communication_id)
                if current is None or not self._is_due(current):
                    return DONE
                communication = current
                wanted = {current.contact_id: current.service is not None}
                addressee = self._decider.load(wanted, follow_merged=current.run_id is None)[current.contact_id]
                suppressions = self._decider.suppressions([addressee], current.channel, anew=True)
            else:
                return ready
        raise ConcurrentUpdate("The contact keeps changing; it is sent at the next delivery.")

    def _ready(self, communication: Communication, addressee: Addressee, suppressions: Suppressions) -> Armed | Communication:
        """The communication ready to be armed, or with the end that it has instead."""
        try:
            notification_type = self._library.type_of(communication.notification_type_id)
            decision = self._decide(communication, addressee, notification_type, suppressions)
            if not decision.contacted:
                return transitions.skipped(communication, decision, self._now)
            content = self._library.content_of(communication)
            rendered = render_for(self._store, communication, content, addressee, decision, now=self._now)
        except NotFound:
            return transitions.failed(communication, "template_or_type_missing", self._now)
        except RuleBroken as error:
            return transitions.failed(communication, error.code, self._now)
        lease = Lease(owner=self._owner, until=self._now + LEASE)
        armed = transitions.armed(communication, decision, lease, self._now)
        return Armed(armed, addressee, decision, rendered, notification_type.is_marketing)

    def _decide(
        self, communication: Communication, addressee: Addressee, notification_type: NotificationType, suppressions: Suppressions
    ) -> Decision:
        return self._decider.decide(
            addressee,
            channel=communication.channel,
            notification_type=notification_type,
            service=communication.service,
            suppressions=suppressions,
        )


def _ended(store: TenantStore, communication: Communication) -> Progress:
    """Write an end without a send. Where somebody else wrote first it may still be open: whoever comes next sees how it stands."""
    try:
        store.communications.save(communication)
    except ConcurrentUpdate:
        return Progress(True, FAULT)
    return DONE
