"""Bulk changes, the contacts of each in slices, and whom each refused. Slices and refusals are kept for 90 days."""

from collections.abc import Sequence
from datetime import timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Value
from contactbook.domain.bulk_changes.bulk_changes import BulkChange
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Refusal, Row

_RUNS, _ALL, _SLICES, _REFUSED, _OF_TASK = "BULK-CHANGES", "ALL", "BULK-SLICES", "BULK-REFUSED", "HYGIENE-RUNS"
_KEPT = timedelta(days=90)


class _Slice(Value):
    contact_ids: tuple[str, ...]


class BulkChangeRepository:
    """The bulk changes of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, bulk_change_id: str) -> BulkChange | None:
        """Return the bulk change, or None."""
        row = table.get(self._key(bulk_change_id))
        return row.read(BulkChange) if row else None

    def get(self, bulk_change_id: str) -> BulkChange:
        """Return the bulk change. Raises NotFound."""
        found = self.find(bulk_change_id)
        if found is None:
            raise NotFound("There is no such bulk change.")
        return found

    def page(self, *, limit: int, after: After | None) -> tuple[list[BulkChange], After | None]:
        """Return bulk changes, newest first. One query."""
        page = table.query(self._keys.partition(_RUNS, _ALL), limit=limit, after=after, newest_first=True)
        return [row.read(BulkChange) for row in page.rows], page.after

    def page_of_task(self, task_id: str, *, limit: int, after: After | None) -> tuple[list[BulkChange], After | None]:
        """Return the bulk changes that a hygiene task began, newest first. One query and one batch read."""
        page = table.query(self._keys.partition(_OF_TASK, task_id), limit=limit, after=after, newest_first=True)
        found = [row.read(BulkChange) for row in table.get_many([self._key(row.key.sk) for row in page.rows])]
        return sorted(found, key=lambda run: run.bulk_change_id, reverse=True), page.after

    def add_of(self, run: BulkChange) -> list[Put]:
        """Return the writes that create the bulk change, and list it with its hygiene task."""
        writes = [Put(self._row(run), Absent())]
        if run.hygiene_task_id:
            key = self._keys.item(_OF_TASK, run.hygiene_task_id, run.bulk_change_id)
            writes.append(Put(Row(key, "hygiene_run", run.bulk_change_id), Absent()))
        return writes

    def save_of(self, run: BulkChange, refusal: Refusal | None = None) -> Put:
        """Return the write that replaces the previous version; it raises the refusal, or ConcurrentUpdate."""
        expect = AtVersion(run.version - 1)
        return Put(self._row(run), expect, refusal or (lambda _: ConcurrentUpdate("The bulk change changed meanwhile.")))

    def save(self, run: BulkChange) -> None:
        """Replace the previous version alone. Raises ConcurrentUpdate."""
        table.put(self.save_of(run))

    def slice_of(self, run: BulkChange, number: int, contact_ids: Sequence[str]) -> Put:
        """Return the write that saves one slice of the contacts."""
        document = _Slice(contact_ids=tuple(contact_ids)).model_dump_json()
        return Put(Row(self._slice_key(run, number), "bulk_change_slice", document, expires_at=_ends(run)))

    def contact_ids_in(self, run: BulkChange, number: int) -> tuple[str, ...]:
        """Return the contacts of one slice, none if it has expired."""
        row = table.get(self._slice_key(run, number))
        return row.read(_Slice).contact_ids if row else ()

    def refused_of(self, run: BulkChange, refused: RefusedContact) -> Put:
        """Return the write that says why a contact could not be changed."""
        key = self._keys.item(_REFUSED, run.bulk_change_id, refused.contact_id)
        return Put(Row(key, "bulk_change_refusal", refused.model_dump_json(), expires_at=_ends(run)))

    def page_of_refused(
        self, bulk_change_id: str, *, limit: int, after: After | None
    ) -> tuple[list[RefusedContact], After | None]:
        """Return the contacts that could not be changed, in the order of their ids. One query."""
        page = table.query(self._keys.partition(_REFUSED, bulk_change_id), limit=limit, after=after)
        return [row.read(RefusedContact) for row in page.rows], page.after

    def id_in(self, key: Key) -> str | None:
        """Return the id of the bulk change that a key belongs to, or None if it is not the key of one."""
        return key.sk if key.pk == self._keys.partition(_RUNS, _ALL) else None

    def _key(self, bulk_change_id: str) -> Key:
        return self._keys.item(_RUNS, _ALL, bulk_change_id)

    def _slice_key(self, run: BulkChange, number: int) -> Key:
        return self._keys.item(_SLICES, run.bulk_change_id, f"{number:06}")

    def _row(self, run: BulkChange) -> Row:
        place = place_when_due(self._keys, run.due_at, run.bulk_change_id)
        document = run.model_dump_json(exclude_defaults=True)
        return Row(self._key(run.bulk_change_id), "bulk_change", document, version=run.version, gsi2=place)


def _ends(run: BulkChange) -> int:
    return int((run.created_at + _KEPT).timestamp())
