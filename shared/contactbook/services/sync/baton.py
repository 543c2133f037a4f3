"""Who may write for a run: one worker at a time. Each of its writes moves the run on by one version.

A message delivered twice, yesterday's late worker and a second run all lose the baton to whoever took it last: their next
write is refused, whole. The counts of a run are exact, since each is part of the transaction that it counts.
"""

from contactbook.domain.base.versions import with_fields
from contactbook.domain.sync.runs import SyncRun
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put, Row
from contactbook.storage.sync.tenant_groups import GroupStore


class BatonLost(Exception):
    """Another worker goes on with the run, or another run took over."""


class Baton:
    """The right to write for one run. `run` is the run as it stands."""

    def __init__(self, group: GroupStore, run: SyncRun) -> None:
        self._group = group
        self.run = run

    def write_of(self, run: SyncRun) -> Put:
        """The write that moves the run on, for a transaction; call `moved` once it is committed. Raises BatonLost."""
        return self._group.put_run(self._next(run), _lost)

    def moved(self, run: SyncRun) -> None:
        """Take note that `write_of` was committed."""
        self.run = self._next(run)

    def save(self, run: SyncRun) -> None:
        """Move the run on by itself. Raises BatonLost."""
        table.put(self.write_of(run))
        self.moved(run)

    def _next(self, run: SyncRun) -> SyncRun:
        return with_fields(run, version=self.run.version + 1)


def _lost(_: Row | None) -> Exception:
    return BatonLost()
