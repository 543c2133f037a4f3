"""The lease of a run: one worker at a time may write for it. Each write moves the run on by one version.

A message that is delivered twice, a late worker and an older run lose the lease to whoever took it last: their next write is
refused as a whole. The counts of a run are exact, because each is part of the transaction that it counts.
"""

from contactbook.domain.base.versions import with_fields
from contactbook.domain.sync.runs import SyncRun
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put, Row
from contactbook.storage.sync.tenant_groups import GroupStore


class LeaseLost(Exception):
    """Another worker has taken over the run, or a later run has replaced it."""


class RunLease:
    """The right to write for one run. `run` is the run with the changes that are not saved yet."""

    def __init__(self, group: GroupStore, run: SyncRun) -> None:
        self._group = group
        self.run = run

    def write_of(self, run: SyncRun) -> Put:
        """Return the write that saves the run, for a transaction. Call `confirm` after the commit. Raises LeaseLost."""
        return self._group.runs.put_of(self._next(run), _lost)

    def confirm(self, run: SyncRun) -> None:
        """Record that `write_of` was committed."""
        self.run = self._next(run)

    def save(self, run: SyncRun) -> None:
        """Save the run alone. Raises LeaseLost."""
        table.put(self.write_of(run))
        self.confirm(run)

    def _next(self, run: SyncRun) -> SyncRun:
        # The version of the lease counts, not that of the run in hand: a use case may have built it on an older one.
        return with_fields(run, version=self.run.version + 1)


def _lost(_: Row | None) -> Exception:
    return LeaseLost()
