"""What goes into the next part of an import: as many rows as fit, each decided on what the table holds now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from contactbook.domain.base.errors import ContactbookError, FieldError
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness import ClaimedValue, claims, pointer
from contactbook.domain.imports.fields import ImportedRow
from contactbook.domain.imports.runs import Import, OnDuplicate, RowError, RowOutcome, StoredRow
from contactbook.services.imports.candidates import Candidate, CandidateReader
from contactbook.services.imports.rows import Effect, RowRefused, duplicate, refused_by, update_of
from contactbook.services.lists.associations import checks_of
from contactbook.storage.base.rows import Write
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore

# DynamoDB takes 100 writes a transaction; three are the import, its journal and its errors, one the list's condition.
MOST_WRITES = 96
# What one part may hold of rows that write nothing, and of errors, so that its journal stays small.
MOST_ROWS = 100
_MOST_ERRORS = 400


@dataclass(frozen=True)
class _Decision:
    """What becomes of a row."""

    outcome: RowOutcome
    effect: Effect | None = None
    errors: tuple[RowError, ...] = ()

    @property
    def writes(self) -> tuple[Write, ...]:
        return self.effect.writes if self.effect else ()


@dataclass(frozen=True)
class _Known:
    """What the table holds: who has the values that rows claim, and the contacts that rows may change."""

    holders: dict[ClaimedValue, str]
    contacts: dict[str, Contact]


@dataclass
class Part:
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

    def has_room_for(self, decision: _Decision) -> bool:
        """Whether a row still fits in; the first one always does."""
        fits = len(self.writes) + len(decision.writes) <= MOST_WRITES and len(self.errors) + len(decision.errors) <= _MOST_ERRORS
        return fits or not self.rows

    def take(self, candidate: Candidate, decision: _Decision) -> None:
        """Count a row in, with its writes."""
        self.rows += 1
        self.ends_at = candidate.row.ends_at
        self.outcomes[decision.outcome] += 1
        self.errors += decision.errors
        effect = decision.effect
        if effect is None or not effect.writes:
            return
        self.writes += effect.writes
        self.effects.append(effect)
        self.touched.add(effect.after.contact_id)
        entries_before = effect.before.history.count if effect.before else 0
        self.stored.append(
            StoredRow(
                line=candidate.row.line,
                contact_id=effect.after.contact_id,
                entries_before=entries_before,
                entries_after=effect.after.history.count,
            )
        )


class _NextPart(Exception):
    """The row has to wait for the next part: it is about what this one stores, or does not fit in."""


class PartPlanner:
    """Decides what becomes of an import's rows. With a rehearsal, on what a dry run would have stored as well."""

    def __init__(self, store: TenantStore, run: Import, rows: CandidateReader, rehearsal: Rehearsal | None) -> None:
        self._store = store
        self._draft, self._by = run.draft, run.caller
        self._rows = rows
        self._rehearsal = rehearsal
        # The conditions under which the list takes contacts, or why it takes none; read again after a race.
        self._list_checks: list[Write] | RowRefused | None = None

    def planned(self, waiting: Sequence[Candidate], *, most: int, offset: int, now: datetime) -> Part:
        """As many of the waiting rows as fit, `most` of them at the most; the part begins where the import stands."""
        known = self._known(waiting)
        part = Part(offset)
        for candidate in waiting[:most]:
            try:
                self._add(part, candidate, known, now)
            except _NextPart:
                break
        return part

    def forget(self) -> None:
        """Read anew what others may have changed."""
        self._store.settings.forget()
        self._list_checks = None

    def list_checks(self) -> list[Write] | RowRefused:
        """The conditions that the list sets, or why it takes nobody any more (S1.27)."""
        if self._list_checks is None:
            list_id = self._draft.list_id
            try:
                self._list_checks = checks_of(self._store, (), (list_id,)) if list_id else []
            except ContactbookError as error:
                self._list_checks = RowRefused((FieldError("/list_id", error.code, error.message),))
        return self._list_checks

    def _known(self, waiting: Sequence[Candidate]) -> _Known:
        """One batch read, and one more where contacts may be changed."""
        wanted = sorted(set(chain.from_iterable(one.claims for one in waiting)), key=lambda one: (one.rule, one.values))
        holders = self._store.contacts.claim_holders(wanted) if wanted else {}
        if self._rehearsal:
            holders = self._rehearsal.holders(wanted, holders)
        if not holders or self._draft.on_duplicate is not OnDuplicate.UPDATE:
            return _Known(holders, {})
        ids = sorted(set(holders.values()))
        contacts = {contact.contact_id: contact for contact in self._store.contacts.get_many(ids)}
        if self._rehearsal:
            rehearsed = {contact_id: self._rehearsal.contact(contact_id) for contact_id in ids}
            contacts |= {contact_id: contact for contact_id, contact in rehearsed.items() if contact}
        return _Known(holders, contacts)

    def _add(self, part: Part, candidate: Candidate, known: _Known, now: datetime) -> None:
        decision = self._decided(part, candidate, known, now)
        if not part.has_room_for(decision):
            raise _NextPart
        if len(decision.writes) > MOST_WRITES:
            message = "The row makes more records than one step can."
            decision = _failed(RowError(line=candidate.row.line, field="", code="change_too_large", message=message))
        part.take(candidate, decision)
        if decision.effect and decision.writes:
            part.claimed |= claims(decision.effect.after, self._store.settings.current().uniqueness)

    def _decided(self, part: Part, candidate: Candidate, known: _Known, now: datetime) -> _Decision:
        """What becomes of a row, given what the table holds and what earlier rows of this part do."""
        if candidate.values is None or candidate.creation is None:
            return _failed(*candidate.errors)
        if isinstance(closed := self.list_checks(), RowRefused):
            return self._refused(candidate, closed)
        in_part = candidate.claims & part.claimed
        held = {value: known.holders[value] for value in candidate.claims if value in known.holders}
        if not in_part and not held:
            return _Decision(RowOutcome.CREATED, candidate.creation)
        if self._draft.on_duplicate is OnDuplicate.SKIP:
            return _Decision(RowOutcome.SKIPPED)
        fields = tuple(dict.fromkeys(pointer(path) for value in (in_part or held) for path in value.fields))
        owners = set(held.values())
        if self._draft.on_duplicate is OnDuplicate.UPDATE:
            if in_part or owners & part.touched:
                raise _NextPart
            if len(owners) == 1 and (owner := owners.pop()) in known.contacts:
                return self._updated(candidate, candidate.values, known.contacts[owner], now)
        return self._refused(candidate, duplicate(fields))

    def _updated(self, candidate: Candidate, values: ImportedRow, contact: Contact, now: datetime) -> _Decision:
        try:
            effect = update_of(self._store, contact, values, self._draft.list_id, by=self._by, now=now)
        except RowRefused as refused:
            return self._refused(candidate, refused)
        except ContactbookError as error:
            return self._refused(candidate, refused_by(error))
        return _Decision(RowOutcome.UPDATED, effect) if effect.writes else _Decision(RowOutcome.SKIPPED)

    def _refused(self, candidate: Candidate, refused: RowRefused) -> _Decision:
        return _failed(*self._rows.errors_of(candidate.row, refused))


def _failed(*errors: RowError) -> _Decision:
    return _Decision(RowOutcome.FAILED, errors=errors)
