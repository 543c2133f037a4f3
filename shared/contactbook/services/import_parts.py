"""Working through an import's rows, part by part: each part is one transaction.

A transaction holds as many rows as fit: their contacts, claims, audit entries, the journal, and the import itself with its new
cursor and counts. So a row and its count are stored together or not at all, and a part that is delivered twice, or after a
death, begins where the last one that was stored ended.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from contactbook.domain.contacts import Contact
from contactbook.domain.errors import ConcurrentUpdate, ContactbookError, FieldError, StorageUnavailable
from contactbook.domain.import_fields import ImportedRow, RowReader, pointer_of
from contactbook.domain.imports import Import, OnDuplicate, RowError, RowOutcome, StoredRow
from contactbook.domain.uniqueness import ClaimedValue, claims, pointer
from contactbook.services.import_files import PreparedRow
from contactbook.services.import_rows import Effect, RowRefused, creation_of, duplicate, refused_by, row_of, update_of
from contactbook.services.list_associations import checks_of
from contactbook.storage import table
from contactbook.storage.contacts import ClaimTaken
from contactbook.storage.rehearsals import Rehearsal
from contactbook.storage.rows import Write
from contactbook.storage.tenant_store import TenantStore

# DynamoDB takes 100 writes a transaction; three are the import, its journal and its errors, one the list's condition.
_MOST_WRITES = 96
# What one part may hold of rows that write nothing, and of errors, so that its journal stays small.
_MOST_ROWS = 100
_MOST_ERRORS = 400
_MOST_ERRORS_OF_A_ROW = 10
_TRIES = 8
# The contact, its audit entry and the values behind that.
_WRITES_OF_A_CHANGE = 3


@dataclass
class _Candidate:
    """A row that is read: what it says, and what it would make if nobody had its values."""

    row: PreparedRow
    values: ImportedRow | None = None
    creation: Effect | None = None
    claims: frozenset[ClaimedValue] = frozenset()
    errors: tuple[RowError, ...] = ()


@dataclass
class _Part:
    """What goes into the next transaction."""

    ends_at: int
    writes: list[Write] = field(default_factory=list)
    outcomes: Counter[RowOutcome] = field(default_factory=Counter)
    stored: list[StoredRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    # What earlier rows of this very part claim and whom they touch.
    claimed: set[ClaimedValue] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    rows: int = 0


class _NextPart(Exception):
    """The row has to wait for the next part: it is about what this one stores, or does not fit in."""


class RowWorker:
    """Carries out an import's rows on behalf of whoever asked for it. With a rehearsal it only says what would happen."""

    def __init__(self, store: TenantStore, run: Import, rehearsal: Rehearsal | None = None) -> None:
        self._store = store
        self.run = run
        self._rehearsal = rehearsal
        self._by = run.caller
        custom = store.settings.current().custom_fields
        self._reader = RowReader(run.paths, run.draft.constants, custom)
        self._columns = {pointer_of(path): name for path, name in zip(run.paths, run.headers, strict=True)}
        self._waiting: list[_Candidate] = []
        # The most rows of a part; fewer after a transaction that was refused for what one of them holds.
        self._most = _MOST_ROWS
        # The conditions under which the list takes contacts, or why it takes none; read again after a race.
        self._list_checks: list[Write] | RowRefused | None = None

    def next_part(self, rows: Iterator[PreparedRow], now: datetime) -> Import | None:
        """Carry out the next rows; the import as it then stands, or None when there are none left.

        Raises ConcurrentUpdate where another worker or a caller has changed the import, StorageUnavailable.
        """
        if not self._gather(rows, now):
            return None
        for _ in range(_TRIES):
            part = self._planned(now)
            after = self._after(part, now)
            try:
                self._commit(part, after)
            except (ClaimTaken, ConcurrentUpdate):
                # Someone was faster: with the contact, its values, the list, or the import itself.
                self._require_unchanged()
                self._store.settings.forget()
                self._list_checks = None
            except StorageUnavailable:
                raise
            except ContactbookError as error:
                self._isolate(part, error)
            else:
                del self._waiting[: part.rows]
                self._most = _MOST_ROWS
                self.run = after
                return after
        raise StorageUnavailable("Others kept changing the same contacts.")

    def _gather(self, rows: Iterator[PreparedRow], now: datetime) -> bool:
        """Read ahead until a transaction is full, were every row to make a contact, or to change one."""
        weight = sum(self._weight(candidate) for candidate in self._waiting)
        while weight < _MOST_WRITES and len(self._waiting) < _MOST_ROWS:
            row = next(rows, None)
            if row is None:
                break
            self._waiting.append(self._candidate(row, now))
            weight += self._weight(self._waiting[-1])
        return bool(self._waiting)

    def _weight(self, candidate: _Candidate) -> int:
        if candidate.creation is None:
            return 0
        is_update = self.run.draft.on_duplicate is OnDuplicate.UPDATE
        return _WRITES_OF_A_CHANGE if is_update else len(candidate.creation.writes)

    def _candidate(self, row: PreparedRow, now: datetime) -> _Candidate:
        draft, reading = self.run.draft, self._reader.read(row.cells)
        if row.too_long:
            message = "The row has more cells than the header."
            return _Candidate(row, errors=(RowError(line=row.line, field="", code="too_many_cells", message=message),))
        try:
            values = row_of(reading)
        except RowRefused as refused:
            return _Candidate(row, errors=self._errors(row, refused))
        try:
            creation = creation_of(self._store, values, draft.kind, draft.list_id, by=self._by, now=now)
        except (RowRefused, ContactbookError) as error:
            found = error if isinstance(error, RowRefused) else refused_by(error)
            placed = tuple(FieldError(reading.original(one.field), one.code, one.message) for one in found.errors)
            return _Candidate(row, values, errors=self._errors(row, RowRefused(placed)))
        uniqueness = self._store.settings.current().uniqueness
        return _Candidate(row, values, creation, claims(creation.after, uniqueness))

    def _errors(self, row: PreparedRow, refused: RowRefused) -> tuple[RowError, ...]:
        return tuple(
            RowError(
                line=row.line, field=found.field, code=found.code, message=found.message[:200], column=self._column(found.field)
            )
            for found in refused.errors[:_MOST_ERRORS_OF_A_ROW]
        )

    def _column(self, field_pointer: str) -> str | None:
        name = self._columns.get(field_pointer)
        return name[:100] if name else None

    def _planned(self, now: datetime) -> _Part:
        """As many of the waiting rows as fit, each decided on what the table holds now."""
        holders, contacts = self._known()
        part = _Part(self.run.offset)
        for candidate in self._waiting[: self._most]:
            try:
                self._add(part, candidate, holders, contacts, now)
            except _NextPart:
                break
            part.rows += 1
            part.ends_at = candidate.row.ends_at
        return part

    def _known(self) -> tuple[dict[ClaimedValue, str], dict[str, Contact]]:
        """Who holds the values that the waiting rows claim: one batch read, and one more where contacts may be changed."""
        wanted = sorted(set(chain.from_iterable(one.claims for one in self._waiting)), key=lambda one: (one.rule, one.values))
        holders = self._store.contacts.claim_holders(wanted) if wanted else {}
        if self._rehearsal:
            holders = self._rehearsal.holders(wanted, holders)
        if not holders or self.run.draft.on_duplicate is not OnDuplicate.UPDATE:
            return holders, {}
        ids = sorted(set(holders.values()))
        contacts = {contact.contact_id: contact for contact in self._store.contacts.get_many(ids)}
        if self._rehearsal:
            rehearsed = {contact_id: self._rehearsal.contact(contact_id) for contact_id in ids}
            contacts |= {contact_id: contact for contact_id, contact in rehearsed.items() if contact}
        return holders, contacts

    def _add(
        self,
        part: _Part,
        candidate: _Candidate,
        holders: dict[ClaimedValue, str],
        contacts: dict[str, Contact],
        now: datetime,
    ) -> None:
        effect, outcome, errors = self._decided(part, candidate, holders, contacts, now)
        writes = effect.writes if effect else ()
        if part.rows and (len(part.writes) + len(writes) > _MOST_WRITES or len(part.errors) + len(errors) > _MOST_ERRORS):
            raise _NextPart
        if len(writes) > _MOST_WRITES:
            effect, writes, outcome = None, (), RowOutcome.FAILED
            message = "The row makes more records than one step can."
            errors = (RowError(line=candidate.row.line, field="", code="change_too_large", message=message),)
        part.outcomes[outcome] += 1
        part.errors += errors
        if effect and writes:
            part.writes += writes
            part.effects.append(effect)
            part.touched.add(effect.after.contact_id)
            part.claimed |= claims(effect.after, self._store.settings.current().uniqueness)
            part.stored.append(
                StoredRow(
                    line=candidate.row.line,
                    contact_id=effect.after.contact_id,
                    entries_before=effect.before.history.count if effect.before else 0,
                    entries_after=effect.after.history.count,
                )
            )

    def _decided(  # noqa: PLR0911 - one exit a way in which a row can end
        self,
        part: _Part,
        candidate: _Candidate,
        holders: dict[ClaimedValue, str],
        contacts: dict[str, Contact],
        now: datetime,
    ) -> tuple[Effect | None, RowOutcome, tuple[RowError, ...]]:
        """What becomes of a row, given what the table holds and what earlier rows of this part do."""
        if candidate.values is None or candidate.creation is None:
            return None, RowOutcome.FAILED, candidate.errors
        if isinstance(closed := self._list(), RowRefused):
            return None, RowOutcome.FAILED, self._errors(candidate.row, closed)
        on_duplicate = self.run.draft.on_duplicate
        in_part = candidate.claims & part.claimed
        held = {value: holders[value] for value in candidate.claims if value in holders}
        if not in_part and not held:
            return candidate.creation, RowOutcome.CREATED, ()
        if on_duplicate is OnDuplicate.SKIP:
            return None, RowOutcome.SKIPPED, ()
        fields = tuple(dict.fromkeys(pointer(path) for value in (in_part or held) for path in value.fields))
        if on_duplicate is OnDuplicate.FAIL:
            return None, RowOutcome.FAILED, self._errors(candidate.row, duplicate(fields))
        owners = set(held.values())
        if in_part or owners & part.touched:
            raise _NextPart
        if len(owners) > 1 or next(iter(owners)) not in contacts:
            return None, RowOutcome.FAILED, self._errors(candidate.row, duplicate(fields))
        return self._updated(candidate, contacts[owners.pop()], now)

    def _list(self) -> list[Write] | RowRefused:
        """The conditions that the list sets, or why it takes nobody any more (S1.27)."""
        if self._list_checks is None:
            list_id = self.run.draft.list_id
            try:
                self._list_checks = checks_of(self._store, (), (list_id,)) if list_id else []
            except ContactbookError as error:
                self._list_checks = RowRefused((FieldError("/list_id", error.code, error.message),))
        return self._list_checks

    def _updated(
        self, candidate: _Candidate, contact: Contact, now: datetime
    ) -> tuple[Effect | None, RowOutcome, tuple[RowError, ...]]:
        assert candidate.values is not None  # noqa: S101 - narrows the type: the caller has looked
        try:
            effect = update_of(self._store, contact, candidate.values, self.run.draft.list_id, by=self._by, now=now)
        except RowRefused as refused:
            return None, RowOutcome.FAILED, self._errors(candidate.row, refused)
        except ContactbookError as error:
            return None, RowOutcome.FAILED, self._errors(candidate.row, refused_by(error))
        return (effect, RowOutcome.UPDATED, ()) if effect.writes else (None, RowOutcome.SKIPPED, ())

    def _after(self, part: _Part, now: datetime) -> Import:
        run = self.run
        return run.model_copy(
            update={
                "version": run.version + 1,
                "offset": part.ends_at,
                "parts": run.parts + 1,
                "counts": run.counts.plus(part.outcomes),
                "updated_at": now,
            }
        )

    def _commit(self, part: _Part, after: Import) -> None:
        store = self._store
        writes: list[Write] = [store.imports.save_of(after, replacing=self.run.version)]
        if part.errors:
            writes.append(store.imports.errors_of(after, part.errors))
        if self._rehearsal:
            table.transact(writes)
            self._rehearse(part)
            return
        if part.stored:
            writes.append(store.imports.part_of(after, part.stored))
            writes += checks if not isinstance(checks := self._list(), RowRefused) else []
        table.transact([*writes, *part.writes])

    def _rehearse(self, part: _Part) -> None:
        assert self._rehearsal is not None  # noqa: S101 - narrows the type: the caller has looked
        uniqueness = self._store.settings.current().uniqueness
        whole = self.run.draft.on_duplicate is OnDuplicate.UPDATE
        for effect in part.effects:
            freed = claims(effect.before, uniqueness) if effect.before else frozenset[ClaimedValue]()
            self._rehearsal.keep(effect.after, freed, claims(effect.after, uniqueness), whole=whole)

    def _require_unchanged(self) -> None:
        """Raises ConcurrentUpdate where it is the import itself that changed."""
        stands = self._store.imports.find(self.run.import_id)
        if stands is None or stands.version != self.run.version:
            raise ConcurrentUpdate("The import went on meanwhile.")

    def _isolate(self, part: _Part, error: ContactbookError) -> None:
        """Find the row that a transaction was refused for, by halves; alone it is the one that fails."""
        if part.rows > 1:
            self._most = part.rows // 2
            return
        candidate = self._waiting[0]
        candidate.creation = None
        candidate.errors = self._errors(candidate.row, refused_by(error))
