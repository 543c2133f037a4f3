"""Planning the next part of an import: as many rows as fit, each decided on what the table holds now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from contactbook.domain.base.errors import ContactbookError, FieldError
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, pointer
from contactbook.domain.imports.fields import CONTACT_ID, ImportedRow
from contactbook.domain.imports.matching import is_of_kind, without_led_ids
from contactbook.domain.imports.nos import only_nos
from contactbook.domain.imports.refused_yeses import LIST
from contactbook.domain.imports.row_outcomes import RowOutcome
from contactbook.domain.imports.runs import Import, OnDuplicate
from contactbook.domain.lists.lists import ContactList
from contactbook.services.imports.candidates import CandidateReader, RowCandidate, failed_result
from contactbook.services.imports.known_contacts import KnownContacts
from contactbook.services.imports.planned_parts import MOST_ROW_WRITES, NextPart, Part, StoredFacts, first_known
from contactbook.services.imports.refused_rows import with_nos
from contactbook.services.imports.row_errors import RowRefused, duplicate_refused, row_refused
from contactbook.services.imports.row_results import RowResult, updating_result
from contactbook.services.lists.associations import checked_lists
from contactbook.storage.base.rows import Write
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore


class PartPlanner:
    """Decides the outcome of an import's rows. With a rehearsal, what a dry run would have stored counts as stored."""

    def __init__(self, store: TenantStore, run: Import, reader: CandidateReader, rehearsal: Rehearsal | None) -> None:
        self._store = store
        self._draft, self._by = run.draft, run.caller
        self._reader = reader
        self._rehearsal = rehearsal
        self._memory = KnownContacts(store, run)
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
            except NextPart:
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

    def remember(self, part: Part) -> None:
        """Remember what the rows of a stored part are known by: a later row of the file finds them before the search does."""
        for result, stored in zip(part.results, part.stored, strict=True):
            if result.after:
                self._memory.keep(result.after, stored.line)

    def values_of(self, contact: Contact) -> frozenset[ClaimedValue]:
        """Return everything by which a row can be about the contact."""
        return self._memory.values_of(contact)

    def _stored_facts(self, waiting: Sequence[RowCandidate]) -> StoredFacts:
        """Read the facts: one batch read, and one more if contacts may be changed."""
        wanted = sorted({value for one in waiting for value in one.values_to_find()}, key=lambda one: (one.rule, one.values))
        holders = self._memory.holders(wanted) if wanted else {}
        if self._rehearsal:
            found = {value: ids[0] for value, ids in holders.items()}
            holders |= {value: (holder,) for value, holder in self._rehearsal.holders(wanted, found).items()}
        changing = {value for one in waiting if self._may_change(one) for value in one.values_to_find()}
        ids = sorted({holder for value, found in holders.items() if value in changing for holder in found})
        if not ids:
            return StoredFacts(holders, {})
        contacts = {contact.contact_id: contact for contact in self._store.contacts.get_many(ids)}
        if self._rehearsal:
            rehearsed = {contact_id: self._rehearsal.contact(contact_id) for contact_id in ids}
            contacts |= {contact_id: contact for contact_id, contact in rehearsed.items() if contact}
        return StoredFacts(holders, contacts)

    def _may_change(self, candidate: RowCandidate) -> bool:
        """True if the row may change a contact that is known: it updates it, gives its no, or puts it on the list."""
        how = self._draft.on_duplicate
        joins = how is OnDuplicate.SKIP and self._draft.list_id is not None and candidate.joins
        return how is OnDuplicate.UPDATE or joins or only_nos(candidate.values) is not None

    def _add(self, part: Part, candidate: RowCandidate, stored: StoredFacts, now: datetime) -> None:
        result = self._result(part, candidate, stored, now)
        if not part.has_room_for(result):
            raise NextPart
        if len(result.writes) > MOST_ROW_WRITES:
            message = "The row creates more records than one transaction takes. Divide it into several rows."
            result = failed_result(candidate.row, "change_too_large", message)
        part.add(candidate, result)
        part.changes += self._reader.changes_of(candidate, result)
        if result.after and result.writes:
            part.claimed |= dict.fromkeys(self._memory.values_of(result.after), candidate.row.line)

    def _result(self, part: Part, candidate: RowCandidate, stored: StoredFacts, now: datetime) -> RowResult:
        """Return the result of a row, given what the table holds and what earlier rows of this part do."""
        failed = candidate.creating if candidate.creating.outcome is RowOutcome.FAILED else None
        if failed is None and isinstance(refused := self.list_checks(), RowRefused):
            failed = self._reader.refused_result(candidate.row, refused)
        known = first_known(candidate.matches, part, stored)
        if failed is candidate.creating and known and candidate.is_readable and self._draft.on_duplicate is OnDuplicate.UPDATE:
            # What a new contact would lack, the stored one may have.
            failed = None
        if failed and only_nos(candidate.values) is None:
            return failed if known else self._unknown(candidate, failed)
        # Values that belong to a contact that the importer did not mean.
        taken = frozenset() if known else first_known((candidate.claims,), part, stored)
        if not known and not taken:
            return self._unknown(candidate, failed)
        fields = tuple(dict.fromkeys(pointer(path) for value in known or taken for path in value.fields))
        doubled = self._reader.refused_result(
            candidate.row,
            duplicate_refused(fields),
            candidate.read,
            self._memory.line_of(known or taken, part.claimed, stored.holders),
        )
        is_skipped = not taken and self._draft.on_duplicate is OnDuplicate.SKIP
        otherwise = failed or (RowResult(RowOutcome.SKIPPED) if is_skipped else doubled)
        if not self._may_change(candidate):
            return otherwise
        owners = {holder for value in known or taken for holder in stored.holders.get(value, ())}
        if (known or taken) & part.claimed.keys() or owners & part.touched:
            raise NextPart
        if len(owners) != 1 or (owner := owners.pop()) not in stored.contacts:
            return with_nos(failed or doubled, candidate)
        contact = stored.contacts[owner]
        # A row without its kind may be about a contact of another kind than that of the import.
        claimed = [value for value in candidate.claims if is_of_kind(value, contact.kind)]
        others = {holder for value in claimed for holder in stored.holders.get(value, ())} - {owner}
        is_update = failed is None and not taken and self._draft.on_duplicate is OnDuplicate.UPDATE
        if is_update and not others:
            return self._changing(candidate, contact, now)
        result = self._refusing(candidate, contact, doubled if is_update else otherwise, now)
        # The no also counts at what other contacts have, and at an address of the row that the contact does not have.
        return result if result.nos else with_nos(result, candidate, taken_by=None if others else contact)

    def _unknown(self, candidate: RowCandidate, failed: RowResult | None) -> RowResult:
        """Return the result of a row about no contact that is stored. One that fails gives its nos at its addresses (S6.7)."""
        is_meant = any(CONTACT_ID in group for group in self._draft.match_on)
        is_readable = failed is None or (failed is candidate.creating and candidate.is_readable)
        if is_readable and is_meant and candidate.values and candidate.values.contact_id:
            error = FieldError(
                pointer(CONTACT_ID), "unknown_contact", "There is no such contact. Leave the id out to make a new one."
            )
            failed = self._reader.refused_result(candidate.row, RowRefused((error,)), candidate.read)
        return with_nos(failed, candidate) if failed else candidate.creating

    def _changing(self, candidate: RowCandidate, contact: Contact, now: datetime) -> RowResult:
        """Return what the row changes of the contact. One that fails still gives its nos."""
        if candidate.values is None:
            return candidate.creating
        list_id, values = self._draft.list_id, without_led_ids(candidate.values, contact)
        try:
            result = updating_result(self._store, contact, values, list_id, by=self._by, now=now, joins=candidate.joins)
        except (RowRefused, ContactbookError) as error:
            return self._refusing(candidate, contact, self._failed(candidate, error), now)
        refused = [found for found in candidate.refused if found[0] != LIST]
        return replace(result, refused=(*refused, *result.refused))

    def _refusing(self, candidate: RowCandidate, contact: Contact, otherwise: RowResult, now: datetime) -> RowResult:
        """Return the result of a row that gives nothing but its nos, and joins the list if it is skipped (S1.7).

        It fails if its nos may not count.
        """
        nos = only_nos(candidate.values)
        list_id = self._draft.list_id if otherwise.outcome is RowOutcome.SKIPPED else None
        try:
            given = updating_result(
                self._store, contact, nos or ImportedRow(), list_id, by=self._by, now=now, joins=candidate.joins
            )
        except (RowRefused, ContactbookError) as error:
            stays = nos is None or otherwise.outcome is RowOutcome.FAILED
            return with_nos(otherwise if stays else self._failed(candidate, error), candidate)
        return replace(given, outcome=otherwise.outcome, errors=otherwise.errors)

    def _failed(self, candidate: RowCandidate, error: RowRefused | ContactbookError) -> RowResult:
        refused = error if isinstance(error, RowRefused) else row_refused(error)
        return self._reader.refused_result(candidate.row, refused, candidate.read)
