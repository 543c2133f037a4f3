"""Anonymization runs, and the contacts whose anonymization is due."""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.erasure.runs import AnonymizationRun
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Index, Put, Row

_RUNS = "ANONYMIZATION-RUNS"
_ALL = "ALL"
_DUE = "ERASURE#"
_LAST_CHARACTER = "~"


class AnonymizationRunRepository:
    """The anonymization runs of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def page_of_due(self, *, now: datetime, limit: int, after: After | None) -> tuple[list[str], After | None]:
        """Return the ids of contacts whose anonymization was requested or has begun, and is not done: one query."""
        last = f"{_DUE}{now.isoformat(timespec='milliseconds')}{_LAST_CHARACTER}"
        page = table.query_index(Index.BY_DUE, self._keys.due(), between=(_DUE, last), limit=limit, after=after)
        return [row.key.pk.rpartition("#")[2] for row in page.rows], page.after

    def get(self, run_id: str) -> AnonymizationRun:
        """Return the run. Raises NotFound."""
        row = table.get(self._key(run_id))
        if row is None:
            raise NotFound("The run does not exist.")
        return AnonymizationRun.model_validate_json(row.document)

    def add_of(self, run: AnonymizationRun) -> Put:
        """Return the write that creates the run."""
        return Put(self._row(run), Absent())

    def save(self, run: AnonymizationRun) -> None:
        """Replace the run's previous version. Raises ConcurrentUpdate if another worker replaced it first."""
        table.put(Put(self._row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate("The run changed meanwhile.")))

    def _key(self, run_id: str) -> Key:
        return self._keys.item(_RUNS, _ALL, run_id)

    def _row(self, run: AnonymizationRun) -> Row:
        return Row(self._key(run.run_id), "anonymization_run", run.model_dump_json(), version=run.version)
