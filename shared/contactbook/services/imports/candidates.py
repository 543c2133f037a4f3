"""The rows of an import as they are read: the values of each, and the contact that it would create if its values are free."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.base.errors import ContactbookError, FieldError
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, claims, claims_of_fields, groups_of
from contactbook.domain.imports.fields import OPT_OUTS, ImportedRow
from contactbook.domain.imports.matching import groups_to_try, values_of_group
from contactbook.domain.imports.nos import valid_part
from contactbook.domain.imports.paths import group_of, pointer_of
from contactbook.domain.imports.refused_yeses import LIST, RefusedYes, without_refused
from contactbook.domain.imports.row_outcomes import ChangedCell, RowError, RowOutcome, shown_value
from contactbook.domain.imports.row_reader import ReadCell, ReadCells, RowReader
from contactbook.domain.imports.runs import Import, reading_rules
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
    # The valid values. Those of a row with errors are kept only if they refuse something.
    values: ImportedRow | None = None
    read: ReadCells | None = None
    claims: frozenset[ClaimedValue] = frozenset()
    # What says which contact the row is about, in the order in which it is tried.
    matches: tuple[frozenset[ClaimedValue], ...] = ()
    # True if every cell is valid, although the row may lack what a new contact needs.
    is_readable: bool = False
    # The yeses that are refused at its addresses. `values` are without them.
    refused: tuple[RefusedYes, ...] = ()
    # False if the list of the import was left at one of its addresses.
    joins: bool = True

    def values_to_find(self) -> Iterator[ClaimedValue]:
        """Yield what the table is asked for: what the row may be about, and what it would claim."""
        yield from self.claims
        for group in self.matches:
            yield from group


class CandidateReader:
    """Reads an import's rows on behalf of the caller who started it."""

    def __init__(self, store: TenantStore, run: Import) -> None:
        self._store = store
        self._draft, self._by = run.draft, run.caller
        self._paths = run.paths
        self._reader = RowReader(run.paths, run.draft.constants, reading_rules(run.draft, store.settings.current()))
        self._headers = dict(zip(run.paths, run.headers, strict=True))
        self._groups = groups_to_try(run.draft.match_on, run.paths)

    def read(self, row: PreparedRow, now: datetime) -> RowCandidate:
        """Return the row as a candidate, with its errors."""
        whole = next((problem.code for problem in row.problems if problem.place is None), None)
        if whole is not None:
            return self._unreadable(row, whole)
        read = self._with_problems(row, self._reader.read(row.cells))
        try:
            values = row_of(read)
        except RowRefused as refused:
            return self._identified(RowCandidate(row, self.refused_result(row, refused, read), valid_part(read), read))
        return self._candidate(row, read, values, now)

    def _unreadable(self, row: PreparedRow, code: str) -> RowCandidate:
        """Return a row that is refused as a whole. Its cells may stand in wrong places, so nothing but a no at its address counts."""
        result = failed_result(row, code, message_of(code))
        if all(cell is None for cell in row.cells):
            return RowCandidate(row, result)
        read = self._reader.read(row.cells)
        return self._identified(RowCandidate(row, result, valid_part(read), read))

    def _with_problems(self, row: PreparedRow, read: ReadCells) -> ReadCells:
        """Return the cells with the errors of those that the file does not say, and with those that the file's reader changed."""
        if not row.problems and not row.otherwise:
            return read
        known = {found.field for found in read.errors}
        about = [(pointer_of(self._paths[problem.place]), problem.code) for problem in row.problems if problem.place is not None]
        errors = [FieldError(at, code, message_of(code)) for at, code in about if at not in known]
        changes = [ReadCell(self._paths[place], stands, row.cells[place], code) for place, stands, code in row.otherwise]
        return replace(read, errors=(*read.errors, *errors), changes=(*changes, *read.changes))

    def without_refused(
        self, candidate: RowCandidate, refusals: Iterable[Refusal], topic: str | None, now: datetime
    ) -> RowCandidate:
        """Return the candidate without the yeses that are refused at its addresses; they are among its changes (S5.5, S5.7)."""
        if candidate.values is None or candidate.read is None:
            return candidate
        values, refused = without_refused(candidate.values, refusals, topic)
        if not refused:
            return candidate
        joins = all(field != LIST for field, _, _ in refused)
        kept = self._candidate(candidate.row, candidate.read, values, now, joins=joins)
        return replace(kept, creating=replace(kept.creating, refused=refused), refused=refused, joins=joins)

    def changes_of(self, candidate: RowCandidate, result: RowResult) -> Iterator[ChangedCell]:
        """Yield the cells of a row that come in otherwise than they stand, and the yeses that do not count (S6.9)."""
        line, read = candidate.row.line, candidate.read
        for field, said, instead in result.refused:
            code = "topic_left" if field == LIST else "refusal_stands"
            header = self._header(field)
            yield ChangedCell(line=line, header=header, field=field, from_=said, to=instead, code=code)
        if read is None or result.outcome not in (RowOutcome.CREATED, RowOutcome.UPDATED):
            return
        for cell in read.changes:
            if group_of(cell.path) not in result.left_out:
                stands, value = shown_value(cell.stands), shown_value(cell.value)
                yield ChangedCell(
                    line=line, header=self._header(cell.path), field=cell.path, from_=stands, to=value, code=cell.code
                )
        for path, stands in read.cells.items():
            if group_of(path) in result.left_out:
                header = self._header(path)
                yield ChangedCell(line=line, header=header, field=path, from_=shown_value(stands), code="incomplete")

    def _candidate(
        self, row: PreparedRow, read: ReadCells, values: ImportedRow, now: datetime, *, joins: bool = True
    ) -> RowCandidate:
        list_id = self._draft.list_id if joins else None
        try:
            kind = values.kind or self._draft.kind
            creating = creating_result(self._store, values, kind, list_id, by=self._by, now=now)
        except (RowRefused, ContactbookError) as error:
            found = (error if isinstance(error, RowRefused) else row_refused(error)).errors
            in_file = tuple(FieldError(read.pointer_in_file(one.field), one.code, one.message) for one in found)
            creating = self.refused_result(row, RowRefused(in_file), read)
        return self._identified(RowCandidate(row, creating, values, read, is_readable=True))

    def _identified(self, candidate: RowCandidate) -> RowCandidate:
        """Return the candidate with what says which contact it is about."""
        values = candidate.values
        if values is None:
            return candidate
        uniqueness, kind = self._store.settings.current().uniqueness, values.kind or self._draft.kind
        made = candidate.creating.after
        own = claims(made, uniqueness) if made else frozenset(claims_of_fields(values, kind, groups_of(uniqueness, kind)))
        tried = tuple(values_of_group(made or values, values.contact_id, kind, group, uniqueness) for group in self._groups)
        return replace(candidate, claims=own, matches=tried if self._draft.match_on else (*tried, own))

    def refused_result(
        self, row: PreparedRow, refused: RowRefused, read: ReadCells | None = None, same_as_line: int | None = None
    ) -> RowResult:
        """Return the failed result of a refused row, its errors with the columns and cells that they are about."""
        errors = []
        for found in refused.errors[:_MOST_ERRORS_OF_A_ROW]:
            path = self._path(found.field)
            errors.append(
                RowError(
                    line=row.line,
                    header=self._header(path) if path else None,
                    field=found.field,
                    value=shown_value(read.cells.get(path)) if read and path else None,
                    code=found.code,
                    message=found.message[:_LONGEST_MESSAGE],
                    same_as_line=same_as_line,
                )
            )
        return RowResult(RowOutcome.FAILED, errors=tuple(errors))

    def _path(self, pointer: str) -> str | None:
        """Return the mapped field that an error is about; a whole entry, and a list, have that of their first values."""
        steps = [step for step in pointer.split("/") if step]
        exact = next((path for path in self._headers if pointer_of(path) == pointer), None)
        if exact or not steps:
            return exact
        found = [path for path in self._headers if _leads_to(path.split("."), steps)]
        # What a list lacks, it lacks in the column of its values, not in that of their types.
        return next((path for path in found if path.endswith((".address", ".number"))), next(iter(found), None))

    def _header(self, path: str) -> str | None:
        name = self._headers.get(path) or self._headers.get(OPT_OUTS + path.removeprefix("preferences."))
        return name[:_LONGEST_COLUMN] if name else None


def _leads_to(path: list[str], steps: list[str]) -> bool:
    """True if the path begins with these steps, which may leave out the places in lists: `emails.0.address`, and emails, address."""
    without_places = [step for step in path if not step.isdecimal()]
    return path[: len(steps)] == steps or without_places[: len(steps)] == steps


def failed_result(row: PreparedRow, code: str, message: str) -> RowResult:
    """Return the failed result of a row with one error about the whole row."""
    return RowResult(RowOutcome.FAILED, errors=(RowError(line=row.line, field="", code=code, message=message),))
