"""The progress of a bulk change: only the worker that took it last may save it, and each save increases its version by one.

The progress is in the transaction of each contact's change. So a second delivery changes nothing that is not counted, and the first worker's
next transaction is refused as a whole.
"""

from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.bulk_changes.bulk_changes import BulkChange, Outcome, counted
from contactbook.storage.base import table
from contactbook.storage.base.rows import Row, Write
from contactbook.storage.tenant_store import TenantStore

# Refusals that wait for the next save; with them a transaction stays within its limit.
_MOST_WAITING = 10


class TakenOver(Exception):
    """Another worker has taken over the bulk change, or somebody cancelled it."""


class Progress:
    """The right to save one bulk change. `run` is it with what is not saved yet."""

    def __init__(self, store: TenantStore, run: BulkChange) -> None:
        self._store = store
        self._refused: list[RefusedContact] = []
        self._saved = run.version
        self.run = run

    def pass_over(self, outcome: Outcome, refused: RefusedContact | None = None) -> None:
        """Count a contact that is not written; the next save saves the count."""
        self.run = counted(self.run, outcome)
        if refused:
            self._refused.append(refused)

    def save_if_many_wait(self) -> None:
        """Save the progress if as many refusals wait as one transaction takes. Raises TakenOver."""
        if len(self._refused) >= _MOST_WAITING:
            self.save(self.run)

    def writes_of(self, run: BulkChange) -> list[Write]:
        """Return the writes that save the progress, for a transaction. Call `confirm` after the commit. They raise TakenOver."""
        refused = [self._store.bulk_changes.refused_of(run, one) for one in self._refused]
        return [*refused, self._store.bulk_changes.save_of(with_fields(run, version=self._saved + 1), _taken_over)]

    def confirm(self, run: BulkChange) -> None:
        """Record that `writes_of` was committed."""
        self._saved += 1
        self.run = with_fields(run, version=self._saved)
        self._refused.clear()

    def save(self, run: BulkChange, *writes: Write) -> None:
        """Save the progress with further writes. Raises TakenOver."""
        table.transact([*writes, *self.writes_of(run)])
        self.confirm(run)


def take_over(store: TenantStore, run: BulkChange) -> Progress:
    """Return the right to save the bulk change; whoever had it before has it no more. Raises ConcurrentUpdate."""
    taken = next_version(run)
    store.bulk_changes.save(taken)
    return Progress(store, taken)


def _taken_over(_: Row | None) -> Exception:
    return TakenOver()
