"""Name-day runs, and the days for which the daily work is done."""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.name_days.runs import NameDayProgress, NameDayRun
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row, Write

_RUNS = "NAME-DAY-RUNS"
_ALL = "ALL"


class NameDayRunRepository:
    """The name-day runs of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def get(self, run_id: str) -> NameDayRun:
        """Return the run. Raises NotFound."""
        row = table.get(self._key(run_id))
        if row is None:
            raise NotFound("The run does not exist.")
        return NameDayRun.model_validate_json(row.document)

    def add_of(self, run: NameDayRun) -> Put:
        """Return the write that creates the run."""
        return Put(self._row(run), Absent())

    def save(self, run: NameDayRun, *writes: Write) -> None:
        """Replace the run's previous version, with these in one transaction if there are any. Raises ConcurrentUpdate if another worker replaced it first."""
        raced = "The run changed meanwhile."
        table.put_with(Put(self._row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate(raced)), writes)

    def progress(self) -> NameDayProgress:
        """Return for which days the daily work is done."""
        row = table.get(self._key("PROGRESS"))
        return NameDayProgress.model_validate_json(row.document) if row else NameDayProgress()

    def save_progress(self, progress: NameDayProgress) -> None:
        """Replace the previous version of the progress. Raises ConcurrentUpdate if another worker replaced it first."""
        row = Row(self._key("PROGRESS"), "name_day_progress", progress.model_dump_json(), version=progress.version)
        expect = AtVersion(progress.version - 1) if progress.version > 1 else Absent()
        table.put(Put(row, expect, lambda _: ConcurrentUpdate("Another worker saved the progress.")))

    def _key(self, run_id: str) -> Key:
        return self._keys.item(_RUNS, _ALL, run_id)

    def _row(self, run: NameDayRun) -> Row:
        return Row(self._key(run.run_id), "name_day_run", run.model_dump_json(), version=run.version)
