"""The fenced send: at most one acceptance per communication, always a final state, nothing armed after a withdrawal committed.

1. Arm (`arming.py`): one transaction moves the communication from `queued` to `sending`, on its version, with an owner and a
   lease. The transaction also checks that the contact still has the version that the decision was made on, and that no
   suppression list has a new entry for the contact or its address. What the contact refused is on the contact (`services/refusals`).
   A worker that loses either race decides again or gives up.
2. Hand over (`handing_over.py`): the owner alone calls the provider, once.
3. Mark (`outcomes.py`): the outcome is saved on the version that arming made. A worker that dies between 1 and 3 leaves
   `sending` behind. After the lease has ended it becomes `unknown`, which is never sent again automatically.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import Slice
from contactbook.services.base.ids import new_id
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.services.sending.arming import Arming, is_due
from contactbook.services.sending.handing_over import Armed, hand_over, hand_over_letters
from contactbook.services.sending.outcomes import DONE, FAULT, LEFT, Progress, pause_run, record_outcome, save_end
from contactbook.services.sending.rates import RateLimiter
from contactbook.services.sending.run_ledgers import Ledger, SliceLedger
from contactbook.services.sending.stopping import Stopping
from contactbook.storage.tenant_store import TenantStore

_LETTERS = 100
# Returns the communications of these ids.
_Read = Callable[[Sequence[str]], list[Communication]]


def send_communications(
    store: TenantStore, communication_ids: Sequence[str], *, run_id: str | None, now: datetime, has_time: TimeLeft
) -> Progress:
    """Send the queued ones of these, and end those whose sender died. Idempotent, even when run concurrently.

    Those of a cancelled run are cancelled; those of a paused run wait. Raises StorageUnavailable: the next delivery does the rest.
    """
    run = store.runs.get(run_id) if run_id else None
    return _send(store, communication_ids, store.communications.get_many, Ledger(store), run, now, has_time)


def send_planned(
    store: TenantStore, run: Run, planned: Slice, ledger: SliceLedger, *, is_new: bool, now: datetime, has_time: TimeLeft
) -> Progress:
    """Send the communications of a slice, as `send_communications`.

    Of a new slice nothing is stored, so nothing is read. Arming refuses what was stored all the same.
    """
    by_id = {one.communication_id: one for one in run.planned_in(planned)}

    def read(ids: Sequence[str]) -> list[Communication]:
        stored = [] if is_new else store.communications.get_many(ids)
        return list(({found: by_id[found] for found in ids} | {one.communication_id: one for one in stored}).values())

    return _send(store, list(by_id), read, ledger, run, now, has_time)


def _send(
    store: TenantStore,
    communication_ids: Sequence[str],
    read: _Read,
    ledger: Ledger,
    run: Run | None,
    now: datetime,
    has_time: TimeLeft,
) -> Progress:
    batch = _Batch(store, ledger, run, now, has_time)
    progress = DONE
    start = 0
    while start < len(communication_ids):
        if not has_time():
            return progress.and_then(LEFT)
        if run and start:
            # It may have been paused meanwhile.
            run = store.runs.get(run.run_id)
        size = _LETTERS if run and run.channel is Channel.PRINT else ledger.chunk
        chunk = communication_ids[start : start + size]
        start += size
        found = read(chunk)
        progress = progress.and_then(LEFT if len(found) < len(set(chunk)) else DONE)
        progress = progress.and_then(batch.send_chunk(found, run, further=max(0, len(communication_ids) - start)))
        if progress.slowed or progress.paused:
            return progress.and_then(LEFT)
    return progress


class _Batch:
    """One worker's batch of communications of one tenant."""

    def __init__(self, store: TenantStore, ledger: Ledger, run: Run | None, now: datetime, has_time: TimeLeft) -> None:
        self._store = store
        self._ledger = ledger
        self._now = now
        self._has_time = has_time
        self._limiter = RateLimiter(store, now)
        self._stopping = Stopping(store, ledger, now)
        self._list_id = run.audience.list_id if run else None
        self._exclude = run.exclude if run else None
        self._service_group = run.narrowed_to if run else None
        self._ways: dict[Exclude, tuple[Decider, Arming]] = {}

    def send_chunk(self, found: Sequence[Communication], run: Run | None, *, further: int) -> Progress:
        """Send the due ones of these; `further` more will follow."""
        progress = DONE
        queued: list[Communication] = []
        for communication in found:
            is_queued = communication.state is CommunicationState.QUEUED and not self._ledger.is_foreign(communication)
            if is_queued:
                queued.append(communication)
            else:
                _, arming = self._way(communication)
                progress = progress.and_then(arming.progress_of(communication) or DONE)
        stopped = self._stopping.of(queued, run) if run else None
        if stopped:
            return progress.and_then(stopped)
        due = [one for one in queued if is_due(one, self._now)]
        wait = self._limiter.wait_before(due, further=further)
        if wait:
            return progress.and_then(Progress(Work.LEFT, wait, slowed=True))
        for group in self._alike(due):
            progress = progress.and_then(self._send_all(group, run))
            if progress.slowed:
                break
        return progress

    def _way(self, communication: Communication) -> tuple[Decider, Arming]:
        """Return who decides about the communication and arms it, under what its run or its definition leaves out."""
        exclude = communication.exclude if self._exclude is None else self._exclude
        if exclude not in self._ways:
            decider = Decider(self._store, exclude, now=self._now, to_list=self._list_id, service_group=self._service_group)
            self._ways[exclude] = decider, Arming(self._store, self._ledger, decider, self._now, list_id=self._list_id)
        return self._ways[exclude]

    def _alike(self, due: Sequence[Communication]) -> list[list[Communication]]:
        """Return the communications by what leaves somebody out of them. Those of a run stay together."""
        groups: dict[Arming, list[Communication]] = {}
        for communication in due:
            groups.setdefault(self._way(communication)[1], []).append(communication)
        return list(groups.values())

    def _send_all(self, queued: Sequence[Communication], run: Run | None) -> Progress:
        decider, arming = self._way(queued[0])
        if decider.missing:
            # Nobody knows any more whom it left out. The run says so until somebody cancels it.
            return self._end_all(queued, run, decider.missing)
        wanted = {one.contact_id: one.needs_accounts for one in queued}
        addressees = decider.load(wanted, follow_merged=run is None, checked=True)
        suppressed: dict[Channel, Suppressions] = {}
        progress = DONE
        letters: list[Armed] = []
        try:
            for place, communication in enumerate(queued):
                if not self._has_time():
                    return progress.and_then(LEFT)
                stopped = self._stopping.at(place, queued, run, letters) if run else None
                if stopped:
                    return progress.and_then(stopped)
                channel, addressee = communication.channel, addressees[communication.contact_id]
                if channel not in suppressed:
                    suppressed[channel] = decider.suppressions(list(addressees.values()), channel)
                try:
                    progress = progress.and_then(self._send(arming, communication, addressee, suppressed[channel], run, letters))
                except (StorageUnavailable, ConcurrentUpdate):
                    # This one waits for the next delivery; its fault must not hold up the others.
                    progress = progress.and_then(Progress(Work.LEFT, FAULT))
                if progress.slowed:
                    return progress
        finally:
            # Armed letters are handed over, whatever went wrong with others.
            progress = progress.and_then(self._print(letters, run))
        return progress

    def _end_all(self, queued: Sequence[Communication], run: Run | None, reason: str) -> Progress:
        if run:
            pause_run(self._store, run, reason, self._now)
            return Progress(Work.LEFT, paused=True)
        progress = DONE
        for communication in queued:
            progress = progress.and_then(
                save_end(self._ledger, communication, transitions.failed(communication, reason, self._now))
            )
        return progress

    def _send(
        self,
        arming: Arming,
        communication: Communication,
        addressee: Addressee,
        suppressions: Suppressions,
        run: Run | None,
        letters: list[Armed],
    ) -> Progress:
        armed = arming.arm(communication, addressee, suppressions)
        if isinstance(armed, Progress):
            return armed
        if armed.communication.channel is Channel.PRINT:
            letters.append(armed)
            return DONE
        return record_outcome(self._store, self._ledger, armed, hand_over(self._store, armed, now=self._now), run, now=self._now)

    def _print(self, letters: Sequence[Armed], run: Run | None) -> Progress:
        """Hand over letters: those of a run together, any other by itself."""
        progress = DONE
        for batch in [letters] if run else [[letter] for letter in letters]:
            progress = progress.and_then(self._print_batch(batch, run))
        return progress

    def _print_batch(self, letters: Sequence[Armed], run: Run | None) -> Progress:
        """Hand over a batch of letters; each armed letter is in this batch and in no other."""
        if not letters:
            return DONE
        batch_id = f"{run.run_id}/{new_id('bat', self._now)}" if run and len(letters) > 1 else letters[0].communication.own_batch
        outcomes = hand_over_letters(self._store, batch_id, letters)
        progress = DONE
        for armed, outcome in zip(letters, outcomes, strict=True):
            try:
                progress = progress.and_then(record_outcome(self._store, self._ledger, armed, outcome, run, now=self._now))
            except (StorageUnavailable, ConcurrentUpdate):
                progress = progress.and_then(Progress(Work.LEFT, FAULT))
        return progress
