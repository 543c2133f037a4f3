"""The rows of an import as they are read: the values of each, and the contact that it would create if its values are free."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.base.errors import ContactbookError, FieldError
from contactbook.domain.contacts.uniqueness import ClaimedValue, claims
from contactbook.domain.imports.fields import ImportedRow
from contactbook.domain.imports.paths import pointer_of
from contactbook.domain.imports.refused_yeses import LIST, RefusedYes, without_refused
from contactbook.domain.imports.row_outcomes import ChangedCell, RowError, RowOutcome
from contactbook.domain.imports.row_reader import ReadCells, RowReader
from contactbook.domain.imports.runs import Import
from contactbook.domain.imports.sheets import message_of
from contactbook.domain.refusals.refusals import Refusal
from contactbook.services.imports.prepared_rows import PreparedRow
from contactbook.services.imports.row_errors import RowRefused, row_refused
from contactbook.services.imports.row_results import RowResult, creating_result, row_of
from contactbook.storage.tenant_store import TenantStore

_MOST_ERRORS_OF_A_ROW = 10
# Characters of one message, and of one column's name.
_LONGEST_MESSAGE, _LONGEST_COLUMN = 200, 100


@dataclass
class RowCandidate:
    """A row that is read. `creating` is the contact that it would create, or a failed result with its errors."""

    row: PreparedRow
    creating: RowResult
    values: ImportedRow | None = None
    claims: frozenset[ClaimedValue] = frozenset()
    # The yeses that are refused at its addresses. `values` are without them.
    refused: tuple[RefusedYes, ...] = ()
    # False if the list of the import was left at one of its addresses.
    joins: bool = True


class CandidateReader:
    """Reads an import's rows on behalf of the caller who started it."""

    def __init__(self, store: TenantStore, run: Import) -> None:
        self._store = store
        self._draft, self._by = run.draft, run.caller
        custom = store.settings.current().custom_fields
        self._reader = RowReader(run.paths, run.draft.constants, custom)
        self._paths = run.paths
        self._columns = {pointer_of(path): name for path, name in zip(run.paths, run.headers, strict=True)}

    def read(self, row: PreparedRow, now: datetime) -> RowCandidate:
        """Return the row as a candidate, with its errors."""
        for problem in row.problems:
            if problem.place is None:
                return RowCandidate(row, failed_result(row, problem.code, message_of(problem.code)))
        read = self._with_problems(row, self._reader.read(row.cells))
        try:
            values = row_of(read)
        except RowRefused as refused:
            return RowCandidate(row, self.refused_result(row, refused))
        return self._candidate(row, read, values, now)

    def _with_problems(self, row: PreparedRow, read: ReadCells) -> ReadCells:
        """Return the cells with the errors of those that the file does not say."""
        if not row.problems:
            return read
        about = ((pointer_of(self._paths[problem.place]), problem.code) for problem in row.problems if problem.place is not None)
        return replace(read, errors=(*read.errors, *(FieldError(at, code, message_of(code)) for at, code in about)))

    def without_refused(
        self, candidate: RowCandidate, refusals: Iterable[Refusal], topic: str | None, now: datetime
    ) -> RowCandidate:
        """Return the candidate without the yeses that are refused at its addresses; they are among its changes (S5.5, S5.7)."""
        if candidate.values is None:
            return candidate
        values, refused = without_refused(candidate.values, refusals, topic)
        if not refused:
            return candidate
        joins = all(field != LIST for field, _, _ in refused)
        kept = self._candidate(candidate.row, self._reader.read(candidate.row.cells), values, now, joins=joins)
        return replace(kept, creating=replace(kept.creating, refused=refused), refused=refused, joins=joins)

    def changes_of(self, row: PreparedRow, refused: Iterable[RefusedYes]) -> list[ChangedCell]:
        """Return the cells of a row that are read otherwise than they stand, or whose yes does not count."""
        read = [
            ChangedCell(
                line=row.line,
                header=self._column(pointer_of(self._paths[place])),
                field=self._paths[place],
                from_=stands,
                to=row.cells[place],
                code=code,
            )
            for place, stands, code in row.otherwise
        ]
        return read + [
            ChangedCell(
                line=row.line,
                header=self._column(pointer_of(field)),
                field=field,
                from_=said,
                to=instead,
                code="topic_left" if field == LIST else "refusal_stands",
            )
            for field, said, instead in refused
        ]

    def _candidate(
        self, row: PreparedRow, read: ReadCells, values: ImportedRow, now: datetime, *, joins: bool = True
    ) -> RowCandidate:
        list_id = self._draft.list_id if joins else None
        try:
            creating = creating_result(self._store, values, self._draft.kind, list_id, by=self._by, now=now)
        except (RowRefused, ContactbookError) as error:
            found = (error if isinstance(error, RowRefused) else row_refused(error)).errors
            in_file = tuple(FieldError(read.pointer_in_file(one.field), one.code, one.message) for one in found)
            return RowCandidate(row, self.refused_result(row, RowRefused(in_file)), values)
        uniqueness = self._store.settings.current().uniqueness
        return RowCandidate(row, creating, values, claims(creating.after, uniqueness) if creating.after else frozenset())

    def refused_result(self, row: PreparedRow, refused: RowRefused) -> RowResult:
        """Return the failed result of a refused row, its errors with the columns that they are about."""
        errors = (
            RowError(
                line=row.line,
                field=found.field,
                code=found.code,
                message=found.message[:_LONGEST_MESSAGE],
                column=self._column(found.field),
            )
            for found in refused.errors[:_MOST_ERRORS_OF_A_ROW]
        )
        return RowResult(RowOutcome.FAILED, errors=tuple(errors))

    def _column(self, field_pointer: str) -> str | None:
        name = self._columns.get(field_pointer)
        return name[:_LONGEST_COLUMN] if name else None


def failed_result(row: PreparedRow, code: str, message: str) -> RowResult:
    """Return the failed result of a row with one error about the whole row."""
    return RowResult(RowOutcome.FAILED, errors=(RowError(line=row.line, field="", code=code, message=message),))
