"""The rows of an import as they are read: what each says, and what it would make if nobody had its values."""

from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.errors import ContactbookError, FieldError
from contactbook.domain.contacts.uniqueness import ClaimedValue, claims
from contactbook.domain.imports.fields import ImportedRow, RowReader, pointer_of
from contactbook.domain.imports.runs import Import, RowError
from contactbook.services.imports.files import PreparedRow
from contactbook.services.imports.rows import Effect, RowRefused, creation_of, refused_by, row_of
from contactbook.storage.tenant_store import TenantStore

_MOST_ERRORS_OF_A_ROW = 10


@dataclass
class Candidate:
    """A row that is read; without `values` or `creation` it fails, for its errors."""

    row: PreparedRow
    values: ImportedRow | None = None
    creation: Effect | None = None
    claims: frozenset[ClaimedValue] = frozenset()
    errors: tuple[RowError, ...] = ()


class CandidateReader:
    """Reads an import's rows on behalf of whoever asked for it."""

    def __init__(self, store: TenantStore, run: Import) -> None:
        self._store = store
        self._draft, self._by = run.draft, run.caller
        custom = store.settings.current().custom_fields
        self._reader = RowReader(run.paths, run.draft.constants, custom)
        self._columns = {pointer_of(path): name for path, name in zip(run.paths, run.headers, strict=True)}

    def read(self, row: PreparedRow, now: datetime) -> Candidate:
        """The row as a candidate, with what is wrong with it."""
        reading = self._reader.read(row.cells)
        if row.too_long:
            message = "The row has more cells than the header."
            return Candidate(row, errors=(RowError(line=row.line, field="", code="too_many_cells", message=message),))
        try:
            values = row_of(reading)
        except RowRefused as refused:
            return Candidate(row, errors=self.errors_of(row, refused))
        try:
            creation = creation_of(self._store, values, self._draft.kind, self._draft.list_id, by=self._by, now=now)
        except (RowRefused, ContactbookError) as error:
            found = error if isinstance(error, RowRefused) else refused_by(error)
            placed = tuple(FieldError(reading.original(one.field), one.code, one.message) for one in found.errors)
            return Candidate(row, values, errors=self.errors_of(row, RowRefused(placed)))
        uniqueness = self._store.settings.current().uniqueness
        return Candidate(row, values, creation, claims(creation.after, uniqueness))

    def errors_of(self, row: PreparedRow, refused: RowRefused) -> tuple[RowError, ...]:
        """What is wrong with the row, with the columns that it is about."""
        return tuple(
            RowError(
                line=row.line, field=found.field, code=found.code, message=found.message[:200], column=self._column(found.field)
            )
            for found in refused.errors[:_MOST_ERRORS_OF_A_ROW]
        )

    def _column(self, field_pointer: str) -> str | None:
        name = self._columns.get(field_pointer)
        return name[:100] if name else None
