"""Imports, and beside each the journal of what its parts did.

| item | pk | sk |
|---|---|---|
| the import itself | `TENANT#t#SETTINGS` | `IMPORT#i` |
| contacts that a part created or changed | `TENANT#t#IMPORT#i` | `PART#<number>` |
| errors of a part's rows | the same | `ERRORS#<number>` |
| cells of a part's rows that came in otherwise | the same | `CHANGES#<number>` |
| contacts that the undo left as they are | the same | `LEFT#<number>` |
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from pydantic import TypeAdapter

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After, pages
from contactbook.domain.base.versions import with_fields
from contactbook.domain.erasure.anonymization import EXPIRING_DAYS
from contactbook.domain.imports.row_outcomes import ChangedCell, LeftRow, RowError, StoredRow
from contactbook.domain.imports.runs import Import
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

_NOUN, _PART, _ERRORS, _CHANGES, _LEFT = "IMPORT", "PART", "ERRORS", "CHANGES", "LEFT"
# How long the journal is kept. Until then an import can be undone.
KEPT = timedelta(days=90)
# How long errors and changed cells are kept, which may say what stood in the file: as long as the files themselves.
VALUES_KEPT = timedelta(days=EXPIRING_DAYS["imports/"])
_STORED_ROWS = TypeAdapter(tuple[StoredRow, ...])
_ROW_ERRORS = TypeAdapter(tuple[RowError, ...])
_CHANGED_CELLS = TypeAdapter(tuple[ChangedCell, ...])
_LEFT_ROWS = TypeAdapter(tuple[LeftRow, ...])
# The field of a cursor that holds the place within a row of the journal.
_PLACE = "place"
# Rows of the journal that one query reads.
_ROWS_AT_ONCE = 5
T = TypeVar("T")


class ImportRepository:
    """The imports of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, import_id: str) -> Import | None:
        """Return the import, or None."""
        row = table.get(self._keys.configured(_NOUN, import_id))
        return Import.model_validate_json(row.document) if row else None

    def get(self, import_id: str) -> Import:
        """Return the import. Raises NotFound."""
        found = self.find(import_id)
        if found is None:
            raise NotFound("There is no such import.")
        return found

    def page(self, *, limit: int, after: After | None) -> tuple[list[Import], After | None]:
        """Return imports, newest first, with one query."""
        prefix = self._keys.configured(_NOUN, "")
        page = table.query(prefix.pk, prefix.sk, limit=limit, after=after, newest_first=True)
        return [Import.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, run: Import) -> Put:
        """Return the write that adds the import."""
        return Put(self._row(run), Absent())

    def save_of(self, run: Import, *, replacing: int) -> Put:
        """Return the write that replaces the import at version `replacing`."""
        return Put(self._row(run), AtVersion(replacing), lambda _: ConcurrentUpdate("The import changed meanwhile."))

    def part_of(self, run: Import, rows: Sequence[StoredRow]) -> Put:
        """Return the write that records the contacts that the import's latest part created or changed."""
        document = _STORED_ROWS.dump_json(tuple(rows), exclude_defaults=True).decode()
        return Put(Row(self._journal(run, f"{_PART}#{run.parts:08}"), "import_part", document, expires_at=_expires_at(run)))

    def errors_of(self, run: Import, errors: Sequence[RowError]) -> Put:
        """Return the write that records the errors of the import's latest part."""
        document = _ROW_ERRORS.dump_json(tuple(errors), exclude_defaults=True).decode()
        return Put(
            Row(self._journal(run, f"{_ERRORS}#{run.parts:08}"), "import_errors", document, expires_at=_values_expire_at(run))
        )

    def changes_of(self, run: Import, changes: Sequence[ChangedCell]) -> Put:
        """Return the write that records the cells of the import's latest part that came in otherwise than they stood."""
        document = _CHANGED_CELLS.dump_json(tuple(changes), exclude_defaults=True, by_alias=True).decode()
        return Put(
            Row(self._journal(run, f"{_CHANGES}#{run.parts:08}"), "import_changes", document, expires_at=_values_expire_at(run))
        )

    def forget_cells(self, import_id: str, contact_ids: Collection[str] | None = None) -> None:
        """Remove what the journal says of the cells of these contacts' rows; without contacts, all that it says of cells and errors.

        Two queries for an import without changed cells and errors, else the whole journal is read. Idempotent.
        """
        partition = self._keys.partition(_NOUN, import_id)
        changed = table.query(partition, f"{_CHANGES}#").rows
        failed = table.query(partition, f"{_ERRORS}#").rows
        if contact_ids is None:
            table.remove_many([row.key for row in (*changed, *failed)])
        elif changed or failed:
            parts = table.query(partition, f"{_PART}#").rows
            stored = [one for row in parts for one in _STORED_ROWS.validate_json(row.document)]
            lines = {one.line for one in stored if one.contact_id in contact_ids}
            table.put_many([kept for row in changed if (kept := _without_lines(row, lines)) is not None])
            table.put_many([kept for row in failed if (kept := _without_values(row, lines)) is not None])

    def left_of(self, run: Import, part: str, rows: Sequence[LeftRow]) -> Put:
        """Return the write that records the contacts of a part that the undo left as they are."""
        document = _LEFT_ROWS.dump_json(tuple(rows), exclude_defaults=True).decode()
        return Put(Row(self._journal(run, f"{_LEFT}#{part}"), "import_left", document, expires_at=_expires_at(run)))

    def next_part(self, import_id: str, after: str | None) -> tuple[str, tuple[StoredRow, ...]] | None:
        """Return the name and rows of the part before `after`, or of the last part; None at the end. One query."""
        partition = self._keys.partition(_NOUN, import_id)
        start: After | None = {"pk": partition, "sk": f"{_PART}#{after}"} if after else None
        rows = table.query(partition, f"{_PART}#", limit=1, after=start, newest_first=True).rows
        return (rows[0].key.sk.partition("#")[2], _STORED_ROWS.validate_json(rows[0].document)) if rows else None

    def page_of_errors(self, import_id: str, *, limit: int, after: After | None) -> tuple[list[RowError], After | None]:
        """Return errors in the order of their lines. Usually one query a page."""
        return self._page_of_entries(import_id, _ERRORS, _ROW_ERRORS, limit, after)

    def page_of_changes(self, import_id: str, *, limit: int, after: After | None) -> tuple[list[ChangedCell], After | None]:
        """Return the changed cells in the order of their lines. Usually one query a page."""
        return self._page_of_entries(import_id, _CHANGES, _CHANGED_CELLS, limit, after)

    def page_of_left(self, import_id: str, *, limit: int, after: After | None) -> tuple[list[LeftRow], After | None]:
        """Return the contacts that the undo left as they are, in the order of the lines. Usually one query a page."""
        return self._page_of_entries(import_id, _LEFT, _LEFT_ROWS, limit, after)

    def _page_of_entries(
        self, import_id: str, noun: str, shape: "TypeAdapter[tuple[T, ...]]", limit: int, after: After | None
    ) -> tuple[list[T], After | None]:
        """Return the entries of the journal's rows of this noun as one list, from a row and a place within it on."""
        partition = self._keys.partition(_NOUN, import_id)
        place = int((after or {}).get(_PLACE, "0"))
        start = (after or {}).get("sk")
        # The row in which the last page ended is read again.
        between = (start or f"{noun}#", f"{noun}#~")
        found: list[T] = []

        def rows_from(further: After | None) -> tuple[Sequence[Row], After | None]:
            page = table.query(partition, limit=_ROWS_AT_ONCE, after=further, between=between)
            return page.rows, page.after

        for rows, _ in pages(rows_from):
            for row in rows:
                entries = shape.validate_json(row.document)[place:]
                if len(found) + len(entries) > limit:
                    taken = limit - len(found)
                    return [*found, *entries[:taken]], {"sk": row.key.sk, _PLACE: str(place + taken)}
                found += entries
                place = 0
        return found, None

    def _journal(self, run: Import, sk: str) -> Key:
        return Key(self._keys.partition(_NOUN, run.import_id), sk)

    def _row(self, run: Import) -> Row:
        # Defaults are written too, because a page of the local stack shows the document as it is.
        document = run.model_dump_json(exclude_none=True)
        return Row(self._keys.configured(_NOUN, run.import_id), "import", document, version=run.version)


def _without_lines(row: Row, lines: Collection[int]) -> Row | None:
    """Return the changed cells without those of these lines; None if there are none of them."""
    cells = _CHANGED_CELLS.validate_json(row.document)
    kept = tuple(cell for cell in cells if cell.line not in lines)
    if kept == cells:
        return None
    return replace(row, document=_CHANGED_CELLS.dump_json(kept, exclude_defaults=True, by_alias=True).decode())


def _without_values(row: Row, lines: Collection[int]) -> Row | None:
    """Return the errors without the cells of these lines; None if there are none of them."""
    errors = _ROW_ERRORS.validate_json(row.document)
    kept = tuple(with_fields(error, value=None) if error.line in lines else error for error in errors)
    if kept == errors:
        return None
    return replace(row, document=_ROW_ERRORS.dump_json(kept, exclude_defaults=True).decode())


def _values_expire_at(run: Import) -> int:
    """Return when what the journal says of errors and cells goes, in seconds since 1970: with the files."""
    return int((run.created_at + VALUES_KEPT).timestamp())


def _expires_at(run: Import) -> int:
    """Return the end of the journal's time, in seconds since 1970."""
    return int((run.created_at + KEPT).timestamp())
