"""Imports: the run itself, and beside it the journal of what each part of its file came to."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from pydantic import TypeAdapter

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.imports.runs import Import, LeftRow, RowError, StoredRow
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

_NOUN, _PART, _ERRORS, _LEFT = "IMPORT", "PART", "ERRORS", "LEFT"
# How long the journal is kept: for that long an import can be taken back and its errors looked up.
KEPT = timedelta(days=90)
_STORED = TypeAdapter(tuple[StoredRow, ...])
_REFUSED = TypeAdapter(tuple[RowError, ...])
_STAYED = TypeAdapter(tuple[LeftRow, ...])
# Where a page of errors goes on: within a row of the journal.
_PLACE = "place"
_ROWS_AT_ONCE = 5
T = TypeVar("T")


class ImportRepository:
    """The imports of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, import_id: str) -> Import | None:
        """The import, or None."""
        row = table.get(self._keys.configured(_NOUN, import_id))
        return Import.model_validate_json(row.document) if row else None

    def get(self, import_id: str) -> Import:
        """The import. Raises NotFound."""
        found = self.find(import_id)
        if found is None:
            raise NotFound("There is no such import.")
        return found

    def page(self, *, limit: int, after: After | None) -> tuple[list[Import], After | None]:
        """Imports, newest first: one query."""
        prefix = self._keys.configured(_NOUN, "")
        page = table.query(prefix.pk, prefix.sk, limit=limit, after=after, newest_first=True)
        return [Import.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, run: Import) -> Put:
        """The write that begins the import."""
        return Put(self._row(run), Absent())

    def save_of(self, run: Import, *, replacing: int) -> Put:
        """The write that replaces the import as it stood at version `replacing`."""
        return Put(self._row(run), AtVersion(replacing), lambda _: ConcurrentUpdate("The import went on meanwhile."))

    def part_of(self, run: Import, rows: Sequence[StoredRow]) -> Put:
        """The write that notes which contacts the import's latest part made or changed."""
        document = _STORED.dump_json(tuple(rows), exclude_defaults=True).decode()
        return Put(Row(self._journal(run, f"{_PART}#{run.parts:08}"), "import_part", document, expires_at=_end(run)))

    def errors_of(self, run: Import, errors: Sequence[RowError]) -> Put:
        """The write that notes what was wrong with rows of the import's latest part."""
        document = _REFUSED.dump_json(tuple(errors), exclude_defaults=True).decode()
        return Put(Row(self._journal(run, f"{_ERRORS}#{run.parts:08}"), "import_errors", document, expires_at=_end(run)))

    def left_of(self, run: Import, part: str, rows: Sequence[LeftRow]) -> Put:
        """The write that notes which contacts of a part the undo left as they are."""
        document = _STAYED.dump_json(tuple(rows), exclude_defaults=True).decode()
        return Put(Row(self._journal(run, f"{_LEFT}#{part}"), "import_left", document, expires_at=_end(run)))

    def next_part(self, import_id: str, after: str | None) -> tuple[str, tuple[StoredRow, ...]] | None:
        """The part of the journal before this one, with its name, the last one to begin with; None at the end: one query."""
        partition = self._keys.partition(_NOUN, import_id)
        start: After | None = {"pk": partition, "sk": f"{_PART}#{after}"} if after else None
        rows = table.query(partition, f"{_PART}#", limit=1, after=start, newest_first=True).rows
        return (rows[0].key.sk.partition("#")[2], _STORED.validate_json(rows[0].document)) if rows else None

    def page_of_errors(self, import_id: str, *, limit: int, after: After | None) -> tuple[list[RowError], After | None]:
        """Errors in the order of their lines: one query a page, as a rule."""
        return self._flattened(import_id, _ERRORS, _REFUSED, limit, after)

    def page_of_left(self, import_id: str, *, limit: int, after: After | None) -> tuple[list[LeftRow], After | None]:
        """What the undo left as it is, in the order of the lines."""
        return self._flattened(import_id, _LEFT, _STAYED, limit, after)

    def _flattened(
        self, import_id: str, noun: str, shape: "TypeAdapter[tuple[T, ...]]", limit: int, after: After | None
    ) -> tuple[list[T], After | None]:
        """The entries of all the journal's rows of this noun as one list, from a row and a place in it on."""
        partition = self._keys.partition(_NOUN, import_id)
        place = int((after or {}).get(_PLACE, "0"))
        start = (after or {}).get("sk")
        # A row that was begun is read again, together with the one in which the page may end.
        reach = (start or f"{noun}#", f"{noun}#~")
        found: list[T] = []
        further: After | None = None
        while True:
            page = table.query(partition, limit=_ROWS_AT_ONCE, after=further, between=reach)
            for row in page.rows:
                entries = shape.validate_json(row.document)[place:]
                if len(found) + len(entries) > limit:
                    taken = limit - len(found)
                    return [*found, *entries[:taken]], {"sk": row.key.sk, _PLACE: str(place + taken)}
                found += entries
                place = 0
            further = page.after
            if further is None:
                return found, None

    def _journal(self, run: Import, sk: str) -> Key:
        return Key(self._keys.partition(_NOUN, run.import_id), sk)

    def _row(self, run: Import) -> Row:
        # The local stack's page shows the document as it is, so nothing is left out but what is not known.
        document = run.model_dump_json(exclude_none=True)
        return Row(self._keys.configured(_NOUN, run.import_id), "import", document, version=run.version)


def _end(run: Import) -> int:
    """When the journal may go, in seconds since 1970."""
    return int((run.created_at + KEPT).timestamp())
