"""Planning the next part of an import: as many rows as fit, each decided on what the table holds now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from contactbook.domain.base.errors import ContactbookError, FieldError
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness import ClaimedValue, claims, pointer
from contactbook.domain.imports.nos import only_nos
from contactbook.domain.imports.refused_yeses import LIST
from contactbook.domain.imports.row_outcomes import ChangedCell, RowError, RowOutcome, StoredRow
from contactbook.domain.imports.runs import Import, OnDuplicate
from contactbook.domain.lists.lists import ContactList
from contactbook.services.imports.candidates import CandidateReader, RowCandidate, failed_result
from contactbook.services.imports.row_errors import RowRefused, duplicate_refused, row_refused
from contactbook.services.imports.row_results import RowResult, updating_result
from contactbook.services.lists.associations import checked_lists
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Write
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore

# Writes of a part's rows. Four more are the import, its journal, its errors and its changes; one is the list's condition.
MOST_ROW_WRITES = MOST_WRITES - 5
# Rows of one part, and errors of one part. They bound the journal where rows write nothing.
MOST_ROWS = 100
_MOST_ERRORS = 400


@dataclass(frozen=True)
class _StoredFacts:
    """What the table holds: the contacts that hold the values of rows, and the contacts that rows may change."""

    holders: dict[ClaimedValue, str]
    contacts: dict[str, Contact]


@dataclass
class Part:
    """The rows of the next transaction."""

    ends_at: int
    writes: list[Write] = field(default_factory=list)
    outcomes: Counter[RowOutcome] = field(default_factory=Counter)
    stored: list[StoredRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    changes: list[ChangedCell] = field(default_factory=list)
    results: list[RowResult] = field(default_factory=list)
    # What earlier rows of the same part claim, and the contacts that they change.
    claimed: set[ClaimedValue] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    rows: int = 0

    def has_room_for(self, result: RowResult) -> bool:
        """True if the row fits in. The first row always does."""
        fits = len(self.writes) + len(result.writes) <= MOST_ROW_WRITES and len(self.errors) + len(result.errors) <= _MOST_ERRORS
        return fits or not self.rows

    def add(self, candidate: RowCandidate, result: RowResult) -> None:
        """Add a row with its writes."""
        self.rows += 1
        self.ends_at = candidate.row.ends_at
        self.outcomes[result.outcome] += 1
        self.errors += result.errors
        if result.after is None or not result.writes:
            return
        self.writes += result.writes
        self.results.append(result)
        self.touched.add(result.after.contact_id)
        self.stored.append(
            StoredRow(
                line=candidate.row.line,
                contact_id=result.after.contact_id,
                entries_before=result.before.history.count if result.before else 0,
                entries_after=result.after.history.count,
            )
        )


class _NextPart(Exception):
    """The row must wait for the next part: it depends on what this part stores, or it does not fit."""


class PartPlanner:
    """Decides the outcome of an import's rows. With a rehearsal, what a dry run would have stored counts as stored."""

    def __init__(self, store: TenantStore, run: Import, reader: CandidateReader, rehearsal: Rehearsal | None) -> None:
        self._store = store
        self._draft, self._by = run.draft, run.caller
        self._reader = reader
        self._rehearsal = rehearsal
        # The conditions under which the list takes contacts, or why it takes none. They are read again after a race.
        self._list_checks: list[Write] | RowRefused | None = None
        self._lists: Sequence[ContactList] = ()

    def plan(self, waiting: Sequence[RowCandidate], *, most: int, offset: int, now: datetime) -> Part:
        """Return the part that begins at `offset`: as many of the waiting rows as fit, but not more than `most`."""
        stored = self._stored_facts(waiting)
        part = Part(offset)
        for candidate in waiting[:most]:
            try:
                self._add(part, candidate, stored, now)
            except _NextPart:
                break
        return part

    def forget(self) -> None:
        """Forget cached settings and lists, which others may have changed."""
        self._store.settings.forget()
        self._list_checks = None

    def list_checks(self) -> list[Write] | RowRefused:
        """Return the conditions of the list, or why it takes no contacts (S1.27)."""
        if self._list_checks is None:
            list_id = self._draft.list_id
            try:
                self._lists, self._list_checks = checked_lists(self._store, (list_id,) if list_id else ())
            except ContactbookError as error:
                self._list_checks = RowRefused((FieldError("/list_id", error.code, error.message),))
        return self._list_checks

    def topic(self) -> str | None:
        """Return the list if persons may leave it by themselves (S5.7)."""
        self.list_checks()
        return next((found.list_id for found in self._lists if found.public), None)

    def _stored_facts(self, waiting: Sequence[RowCandidate]) -> _StoredFacts:
        """Read the facts: one batch read, and one more if contacts may be changed."""
        wanted = sorted(set(chain.from_iterable(one.claims for one in waiting)), key=lambda one: (one.rule, one.values))
        holders = self._store.contacts.claim_holders(wanted) if wanted else {}
        if self._rehearsal:
            holders = self._rehearsal.holders(wanted, holders)
        is_update = self._draft.on_duplicate is OnDuplicate.UPDATE
        changing = {value for one in waiting if is_update or self._gives_its_no(one) for value in one.claims}
        ids = sorted({holder for value, holder in holders.items() if value in changing})
        if not ids:
            return _StoredFacts(holders, {})
        contacts = {contact.contact_id: contact for contact in self._store.contacts.get_many(ids)}
        if self._rehearsal:
            rehearsed = {contact_id: self._rehearsal.contact(contact_id) for contact_id in ids}
            contacts |= {contact_id: contact for contact_id, contact in rehearsed.items() if contact}
        return _StoredFacts(holders, contacts)

    def _gives_its_no(self, candidate: RowCandidate) -> bool:
        return self._draft.on_duplicate is not OnDuplicate.UPDATE and only_nos(candidate.values) is not None

    def _add(self, part: Part, candidate: RowCandidate, stored: _StoredFacts, now: datetime) -> None:
        result = self._result(part, candidate, stored, now)
        if not part.has_room_for(result):
            raise _NextPart
        if len(result.writes) > MOST_ROW_WRITES:
            message = "The row creates more records than one transaction takes. Divide it into several rows."
            result = failed_result(candidate.row, "change_too_large", message)
        part.add(candidate, result)
        part.changes += self._reader.changes_of(candidate.row, result.refused)
        if result.after and result.writes:
            part.claimed |= claims(result.after, self._store.settings.current().uniqueness)

    def _result(self, part: Part, candidate: RowCandidate, stored: _StoredFacts, now: datetime) -> RowResult:
        """Return the result of a row, given what the table holds and what earlier rows of this part do."""
        if candidate.creating.outcome is RowOutcome.FAILED:
            return candidate.creating
        if isinstance(refused := self.list_checks(), RowRefused):
            return self._reader.refused_result(candidate.row, refused)
        in_part = candidate.claims & part.claimed
        held = {value: stored.holders[value] for value in candidate.claims if value in stored.holders}
        if not in_part and not held:
            return candidate.creating
        fields = tuple(dict.fromkeys(pointer(path) for value in (in_part or held) for path in value.fields))
        is_skipped = self._draft.on_duplicate is OnDuplicate.SKIP
        failed = self._reader.refused_result(candidate.row, duplicate_refused(fields))
        otherwise = RowResult(RowOutcome.SKIPPED) if is_skipped else failed
        is_update = self._draft.on_duplicate is OnDuplicate.UPDATE
        if not is_update and not self._gives_its_no(candidate):
            return otherwise
        owners = set(held.values())
        if in_part or owners & part.touched:
            raise _NextPart
        if len(owners) == 1 and (owner := owners.pop()) in stored.contacts:
            contact = stored.contacts[owner]
            return self._changing(candidate, contact, now) if is_update else self._refusing(candidate, contact, otherwise, now)
        return failed

    def _changing(self, candidate: RowCandidate, contact: Contact, now: datetime) -> RowResult:
        """Return what the row changes of the contact. One that fails still gives its nos."""
        if candidate.values is None:
            return candidate.creating
        list_id, values = self._draft.list_id, candidate.values
        try:
            result = updating_result(self._store, contact, values, list_id, by=self._by, now=now, joins=candidate.joins)
        except (RowRefused, ContactbookError) as error:
            return self._refusing(candidate, contact, self._failed(candidate, error), now)
        refused = [found for found in candidate.refused if found[0] != LIST]
        return replace(result, refused=(*refused, *result.refused))

    def _refusing(self, candidate: RowCandidate, contact: Contact, otherwise: RowResult, now: datetime) -> RowResult:
        """Return the result of a row that gives nothing but its nos; failed if they may not count."""
        nos = only_nos(candidate.values)
        if nos is None:
            return otherwise
        try:
            given = updating_result(self._store, contact, nos, None, by=self._by, now=now)
        except (RowRefused, ContactbookError) as error:
            return otherwise if otherwise.outcome is RowOutcome.FAILED else self._failed(candidate, error)
        return replace(given, outcome=otherwise.outcome, errors=otherwise.errors)

    def _failed(self, candidate: RowCandidate, error: RowRefused | ContactbookError) -> RowResult:
        return self._reader.refused_result(candidate.row, error if isinstance(error, RowRefused) else row_refused(error))
