"""What one delivery saves and learns about communications: the sender of a slice counts their ends once, when it is done."""

from collections import Counter

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version
from contactbook.domain.communications.communications import Communication
from contactbook.domain.runs.run_counts import REPEATED, change_of, outcome_of
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import Slice
from contactbook.services.communications.given_back import place_given_back
from contactbook.services.communications.run_ends import save_counted, slice_writes
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

_TRIES = 5


class Ledger:
    """Saves communications that are sent by themselves: each end is counted in its run as it is saved."""

    # So many are read at a time, so that a cancelled run is noticed at the next chunk.
    chunk = 10

    def __init__(self, store: TenantStore) -> None:
        self._store = store

    def save(self, before: Communication, after: Communication) -> None:
        """Save the next version of a communication. Raises ConcurrentUpdate."""
        save_counted(self._store, before, after)

    def saw(self, found: Communication) -> None:
        """Learn of a communication as another worker saved it."""

    def is_foreign(self, found: Communication) -> bool:  # noqa: ARG002 - a slice's ledger decides by it
        """True if another slice of the run sends it."""
        return False


class SliceLedger(Ledger):
    """Saves the communications of one slice, and counts them together at the end."""

    # Larger, because the reads of a chunk are most of the requests beside those of each recipient.
    chunk = 60

    def __init__(self, store: TenantStore, run: Run, planned: Slice) -> None:
        super().__init__(store)
        self._run = run
        self._planned = planned
        self._outcomes: dict[str, str | None] = {}

    def save(self, before: Communication, after: Communication) -> None:
        """Save the next version of a communication, at the price of a plain write. Raises ConcurrentUpdate."""
        given_back = place_given_back(self._store, before, after)
        if self.is_foreign(after):
            super().save(before, after)
        elif given_back:
            table.transact([self._store.communications.save_of(after), *given_back])
        else:
            self._store.communications.save(after)
        self.saw(after)

    def saw(self, found: Communication) -> None:
        """Learn how a communication of the slice stands."""
        self._outcomes[found.communication_id] = REPEATED if self.is_foreign(found) else outcome_of(found)

    def is_foreign(self, found: Communication) -> bool:
        """True if another slice of the run sends it."""
        return found.slice != self._planned.number

    def close(self) -> None:
        """Save the slice as done, with its counts."""
        self._count(is_done=True)

    def pause(self) -> None:
        """Save what the slice has counted so far."""
        self._count(is_done=False)

    def _count(self, *, is_done: bool) -> None:
        """Raises ConcurrentUpdate after several tries; then the sweeper sends the slice again."""
        planned, outcomes = self._planned, self._outcomes
        for _ in range(_TRIES):
            ends = dict(Counter(outcome for outcome in outcomes.values() if outcome))
            if not is_done and sum(ends.values()) <= sum(planned.ends.values()):
                return
            updates = {"due_at": None} if is_done else {}
            counted = next_version(planned, ends=ends, **updates)
            try:
                table.transact(slice_writes(self._store, counted, change_of(planned.ends, ends)))
            except ConcurrentUpdate:
                current = self._store.runs.find_slice(planned.run_id, planned.number)
                if current is None or current.is_done:
                    # Another delivery of the same message counted the same.
                    return
                if current.version != planned.version:
                    planned, outcomes = current, self._stored_outcomes()
            else:
                return
        raise ConcurrentUpdate("The counts of the slice change too often.")

    def _stored_outcomes(self) -> dict[str, str | None]:
        """Read how each communication of the slice stands: somebody else ended one of them, or ended it differently."""
        ids = [self._run.communication_id_for(recipient) for recipient in self._planned.recipients]
        self._outcomes = {}
        for found in self._store.communications.get_many(ids):
            self.saw(found)
        return self._outcomes
