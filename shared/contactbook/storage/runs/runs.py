"""Runs, their slices, and the totals of each shard of slices.

A run is rewritten once for each page while it is planned. A slice is written when it is planned and again when it is done, then
with the totals of its shard: so reading a run's counts costs the same at any size. A cancelled run has a stop beside its slices: an
item of a few bytes, which senders read before each recipient. The run itself may name thousands of contacts.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.runs.rosters import roster_of
from contactbook.domain.runs.run_counts import RunCounts, run_counts
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import SHARDS, ShardTotals, Slice
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Check, Index, Put, Row, at_version, index_place

RUNS = "NOTIFICATION-RUNS"
SLICES = "NOTIFICATION-RUN"
_ALL = "ALL"
_TOTALS = "TOTALS#"
_STOP = "STOP"


@dataclass(frozen=True)
class OpenSlice:
    """A slice that is not done, and the roster of whom it may reach."""

    run_id: str
    number: int
    roster: str


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

    def get_many(self, run_ids: Iterable[str]) -> list[Run]:
        """Return these runs, in batch reads; missing ones are left out."""
        rows = table.get_many([self._keys.item(RUNS, _ALL, run_id) for run_id in run_ids])
        return [Run.model_validate_json(row.document) for row in rows]

    def page(self, *, limit: int, after: After | None) -> tuple[list[Run], After | None]:
        """Return a page of the tenant's runs, newest first. One query."""
        page = table.query(self._keys.partition(RUNS, _ALL), limit=limit, after=after, newest_first=True)
        return [Run.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, run: Run) -> Put:
        """Return the write that creates the run."""
        return Put(self._row(run), Absent())

    def save(self, run: Run) -> None:
        """Replace the previous version. Raises ConcurrentUpdate."""
        table.put(self.save_of(run))

    def save_of(self, run: Run) -> Put:
        """Return the write that replaces the previous version; it raises ConcurrentUpdate."""
        return Put(self._row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate("The run changed meanwhile."))

    def stop_of(self, run: Run) -> Put:
        """Return the write that stops the senders of a run that is cancelled with it."""
        row = Row(self._stop_key(run.run_id), "notification_stop", json.dumps({"run_id": run.run_id}))
        return Put(row, Absent(), lambda _: ConcurrentUpdate("The run was cancelled meanwhile."))

    def is_stopped(self, run_id: str) -> bool:
        """True if the run has a stop. One read unit."""
        return table.get(self._stop_key(run_id)) is not None

    def check_not_stopped_of(self, run_id: str) -> Check:
        """Return the check that the run has no stop; it raises ConcurrentUpdate."""
        return Check(self._stop_key(run_id), Absent(), lambda _: ConcurrentUpdate("The run was cancelled meanwhile."))

    def find_with_slice(self, run_id: str, number: int) -> tuple[Run | None, Slice | None]:
        """Return a run and one of its slices, in one batch read; each is None if it does not exist."""
        key = self._slice_key(run_id, number)
        rows = {row.key: row.document for row in table.get_many([self._keys.item(RUNS, _ALL, run_id), key])}
        planned = rows.pop(key, None)
        run = next(iter(rows.values()), None)
        return (
            Run.model_validate_json(run) if run else None,
            Slice.model_validate_json(planned) if planned else None,
        )

    def find_slice(self, run_id: str, number: int) -> Slice | None:
        """Return one slice of a run, or None while it is not planned."""
        row = table.get(self._slice_key(run_id, number))
        return Slice.model_validate_json(row.document) if row else None

    def get_slices(self, wanted: Sequence[OpenSlice]) -> list[Slice]:
        """Return these slices, in batch reads."""
        rows = table.get_many([self._slice_key(one.run_id, one.number) for one in wanted])
        return [Slice.model_validate_json(row.document) for row in rows]

    def open_slices(self, run_ids: str = "") -> list[OpenSlice]:
        """Return the slices that are not done, of runs whose ids begin so. One query; the index may be behind."""
        rows = table.query_index(Index.BY_RUN, self._keys.open_slices(), prefix=run_ids).rows
        return [_open_slice(row.gsi3) for row in rows if row.gsi3]

    def page_of_open_slices(
        self, *, newest_first: bool, limit: int, after: After | None
    ) -> tuple[list[tuple[OpenSlice, After]], After | None]:
        """Return a page of the slices that are not done, by run and number, each with where a page after it begins.

        One query of keys; the index may be behind.
        """
        page = table.query_index(Index.BY_RUN, self._keys.open_slices(), limit=limit, after=after, newest_first=newest_first)
        return [(_open_slice(row.gsi3), index_place(row)) for row in page.rows if row.gsi3], page.after

    def totals(self, run_id: str) -> list[ShardTotals]:
        """Return the totals of the run's shards that have counted something. One query."""
        rows = table.query(self._keys.partition(SLICES, run_id), _TOTALS).rows
        return [ShardTotals.model_validate_json(row.document) for row in rows]

    def counts(self, run: Run) -> RunCounts:
        """Return how many of the run's communications ended in which way. One query of a few items; none for a dry run."""
        several = [run.tally] if run.dry_run else [totals.ends for totals in self.totals(run.run_id)]
        return run_counts(run.planning.planned, several)

    def totals_for(self, planned: Slice) -> ShardTotals:
        """Return the totals of the slice's shard; at version 0 before its first count."""
        shard = planned.number % SHARDS
        row = table.get(self._totals_key(planned.run_id, shard))
        return ShardTotals.model_validate_json(row.document) if row else ShardTotals(run_id=planned.run_id, shard=shard)

    def add_slice(self, planned: Slice) -> None:
        """Save a new slice. Raises SliceExists."""

        def refuse(stored: Row | None) -> Exception:
            if stored is None:
                return ConcurrentUpdate("The record was deleted meanwhile.")
            return SliceExists(Slice.model_validate_json(stored.document))

        table.put(Put(self._slice_row(planned), Absent(), refuse))

    def save_slice(self, planned: Slice) -> None:
        """Replace the previous version. Raises ConcurrentUpdate."""
        table.put(self.save_slice_of(planned))

    def save_slice_of(self, planned: Slice) -> Put:
        """Return the write that replaces the previous version; it raises ConcurrentUpdate."""
        expect = AtVersion(planned.version - 1)
        return Put(self._slice_row(planned), expect, lambda _: ConcurrentUpdate("The slice changed meanwhile."))

    def save_totals_of(self, totals: ShardTotals) -> Put:
        """Return the write that replaces the previous version; it raises ConcurrentUpdate."""
        row = Row(
            self._totals_key(totals.run_id, totals.shard),
            "notification_totals",
            totals.model_dump_json(),
            version=totals.version,
        )
        return Put(row, at_version(totals.version - 1), lambda _: ConcurrentUpdate("The totals changed meanwhile."))

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
            gsi3=None if planned.is_done else self._place_while_open(planned),
        )

    def _place_while_open(self, planned: Slice) -> Key:
        roster = roster_of(recipient.contact_id for recipient in planned.recipients)
        return Key(self._keys.open_slices(), f"{planned.run_id}#{planned.number:08}#{roster}")

    def _stop_key(self, run_id: str) -> Key:
        return self._keys.item(SLICES, run_id, _STOP)

    def _totals_key(self, run_id: str, shard: int) -> Key:
        return self._keys.item(SLICES, run_id, f"{_TOTALS}{shard}")

    def _slice_key(self, run_id: str, number: int) -> Key:
        return self._keys.item(SLICES, run_id, f"SLICE#{number:08}")


def _open_slice(place: Key) -> OpenSlice:
    run_id, number, roster = place.sk.split("#")
    return OpenSlice(run_id, int(number), roster)
