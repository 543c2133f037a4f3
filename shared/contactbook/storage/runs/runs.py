"""Runs and their slices.

A run is rewritten once for each page while it is planned. A slice is written when it is planned and again when it is done.
"""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import Slice
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

RUNS = "NOTIFICATION-RUNS"
SLICES = "NOTIFICATION-RUN"
_ALL = "ALL"


class SliceExists(Exception):
    """The slice is planned already, as `stored`."""

    def __init__(self, stored: Slice) -> None:
        super().__init__(str(stored.number))
        self.stored = stored


class RunRepository:
    """The notification runs of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, run_id: str) -> Run | None:
        """Return the run, or None."""
        row = table.get(self._keys.item(RUNS, _ALL, run_id))
        return Run.model_validate_json(row.document) if row else None

    def get(self, run_id: str) -> Run:
        """Return the run. Raises NotFound."""
        found = self.find(run_id)
        if found is None:
            raise NotFound("There is no such run.")
        return found

    def page(self, *, limit: int, after: After | None) -> tuple[list[Run], After | None]:
        """Return a page of the tenant's runs, newest first. One query."""
        page = table.query(self._keys.partition(RUNS, _ALL), limit=limit, after=after, newest_first=True)
        return [Run.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, run: Run) -> Put:
        """Return the write that creates the run."""
        return Put(self._row(run), Absent())

    def save(self, run: Run) -> None:
        """Replace the previous version. Raises ConcurrentUpdate."""
        table.put(Put(self._row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate("The run changed meanwhile.")))

    def find_slice(self, run_id: str, number: int) -> Slice | None:
        """Return one slice of a run, or None while it is not planned."""
        row = table.get(self._slice_key(run_id, number))
        return Slice.model_validate_json(row.document) if row else None

    def add_slice(self, planned: Slice) -> None:
        """Save a new slice. Raises SliceExists."""

        def refuse(stored: Row | None) -> Exception:
            if stored is None:
                return ConcurrentUpdate("The record was deleted meanwhile.")
            return SliceExists(Slice.model_validate_json(stored.document))

        table.put(Put(self._slice_row(planned), Absent(), refuse))

    def save_slice(self, planned: Slice) -> None:
        """Replace the previous version. Raises ConcurrentUpdate."""
        expect = AtVersion(planned.version - 1)
        table.put(Put(self._slice_row(planned), expect, lambda _: ConcurrentUpdate("The slice changed meanwhile.")))

    def run_id_in(self, key: Key) -> str | None:
        """Return the id of the run that a key belongs to, or None if it is not the key of a run."""
        return key.sk if key.pk == self._keys.partition(RUNS, _ALL) else None

    def slice_in(self, key: Key) -> tuple[str, int] | None:
        """Return the run and number of the slice that a key belongs to, or None if it is not the key of a slice."""
        kind, _, number = key.sk.partition("#")
        run_id = key.pk.rpartition("#")[2]
        is_slice = kind == "SLICE" and key.pk == self._keys.partition(SLICES, run_id)
        return (run_id, int(number)) if is_slice else None

    def _row(self, run: Run) -> Row:
        return Row(
            self._keys.item(RUNS, _ALL, run.run_id),
            "notification_run",
            run.model_dump_json(exclude_defaults=True),
            version=run.version,
            gsi2=place_when_due(self._keys, run.due_at, run.run_id),
        )

    def _slice_row(self, planned: Slice) -> Row:
        return Row(
            self._slice_key(planned.run_id, planned.number),
            "notification_slice",
            planned.model_dump_json(exclude_defaults=True),
            version=planned.version,
            gsi2=place_when_due(self._keys, planned.due_at, f"{planned.run_id}.{planned.number}"),
        )

    def _slice_key(self, run_id: str, number: int) -> Key:
        return self._keys.item(SLICES, run_id, f"SLICE#{number:08}")
