"""Runs and their slices. A run is rewritten once a page while it is planned; a slice is written once and once more when done."""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.notifications.runs import Run, Slice
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

RUNS = "NOTIFICATION-RUNS"
SLICES = "NOTIFICATION-RUN"
_ALL = "ALL"


class SliceExists(Exception):
    """The slice was planned before; `stored` is how."""

    def __init__(self, stored: Slice) -> None:
        super().__init__(str(stored.number))
        self.stored = stored


class RunRepository:
    """The notification runs of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, run_id: str) -> Run | None:
        """The run, or None."""
        row = table.get(self._keys.item(RUNS, _ALL, run_id))
        return Run.model_validate_json(row.document) if row else None

    def get(self, run_id: str) -> Run:
        """The run. Raises NotFound."""
        found = self.find(run_id)
        if found is None:
            raise NotFound("There is no such run.")
        return found

    def page(self, *, limit: int, after: dict[str, str] | None) -> tuple[list[Run], dict[str, str] | None]:
        """Runs of the tenant, newest first: one query."""
        page = table.query(self._keys.partition(RUNS, _ALL), limit=limit, after=after, newest_first=True)
        return [Run.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, run: Run) -> Put:
        """The write that creates the run."""
        return Put(self._row(run), Absent())

    def save(self, run: Run) -> None:
        """Replace what stood one version before. Raises ConcurrentUpdate."""
        table.put(Put(self._row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate("The run changed meanwhile.")))

    def find_slice(self, run_id: str, number: int) -> Slice | None:
        """One slice of a run, or None while it is not planned."""
        row = table.get(self._slice_key(run_id, number))
        return Slice.model_validate_json(row.document) if row else None

    def add_slice(self, planned: Slice) -> None:
        """Write the slice, once. Raises SliceExists."""

        def refuse(stored: Row | None) -> Exception:
            return SliceExists(Slice.model_validate_json(stored.document)) if stored else ConcurrentUpdate("It is gone.")

        table.put(Put(self._slice_row(planned), Absent(), refuse))

    def save_slice(self, planned: Slice) -> None:
        """Replace what stood one version before. Raises ConcurrentUpdate."""
        expect = AtVersion(planned.version - 1)
        table.put(Put(self._slice_row(planned), expect, lambda _: ConcurrentUpdate("The slice changed meanwhile.")))

    def is_run(self, key: Key) -> bool:
        """Whether this is the key of a run; its sort key is the run's id."""
        return key.pk == self._keys.partition(RUNS, _ALL)

    def slice_of_key(self, key: Key) -> tuple[str, int] | None:
        """The run and the number of the slice that a key is of, or None."""
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
