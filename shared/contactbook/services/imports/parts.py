"""Importing rows part by part: each part is one transaction.

A transaction holds as many rows as fit: their contacts, claims and audit entries, the journal, and the import with its new cursor
and counts. A row and its count are therefore stored together or not at all. A part that is delivered twice, or again after a
worker died, begins where the last stored part ended.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue
from contactbook.domain.imports.row_outcomes import RowOutcome
from contactbook.domain.imports.runs import Import, OnDuplicate
from contactbook.domain.refusals.marks import Through
from contactbook.domain.refusals.refusals import RefusalEvent
from contactbook.services.imports.candidates import CandidateReader, RowCandidate
from contactbook.services.imports.planned_parts import MOST_ROW_WRITES, MOST_ROWS, Part
from contactbook.services.imports.planning import PartPlanner
from contactbook.services.imports.prepared_rows import PreparedRow
from contactbook.services.imports.refused_rows import settled
from contactbook.services.imports.row_errors import RowRefused, row_refused
from contactbook.services.refusals.following import mark_holders
from contactbook.services.refusals.recording import refuse_addresses
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import ClaimTaken
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore

_TRIES = 14
# Times that a claim may be taken by another writer before the row counts as a duplicate.
_RACES = 4
# Writes of an update: the contact, its audit entry, and that entry's values.
_WRITES_OF_A_CHANGE = 3


class RowWorker:
    """Imports the rows on behalf of the caller who started the import. With a rehearsal, it only records what would happen."""

    def __init__(self, store: TenantStore, run: Import, rehearsal: Rehearsal | None = None) -> None:
        self._store = store
        self.run = run
        self._rehearsal = rehearsal
        self._reader = CandidateReader(store, run)
        self._planner = PartPlanner(store, run, self._reader, rehearsal)
        self._waiting: list[RowCandidate] = []
        self._ahead: list[RowCandidate] = []
        # Rows of the next part at most. It is lower after a transaction that was refused because of one row.
        self._most = MOST_ROWS

    def next_part(self, rows: Iterator[PreparedRow], now: datetime) -> Import | None:
        """Import the next rows and return the import after them, or None at the end of the rows.

        Raises ConcurrentUpdate if another worker or a caller has changed the import, StorageUnavailable.
        """
        if not self._read_ahead(rows, now):
            return None
        for attempt in range(_TRIES):
            part = self._planner.plan(self._waiting, most=self._most, offset=self.run.offset, now=now)
            after = self._run_after(part, now)
            try:
                self._commit(part, after)
            except (ClaimTaken, ConcurrentUpdate) as error:
                # Another writer changed a contact, a claim, the list, or the import itself.
                self._require_unchanged()
                self._planner.forget()
                if isinstance(error, ClaimTaken) and attempt >= _RACES:
                    # No race: what the row makes of its contact has the values of another one.
                    self._isolate(
                        part,
                        RuleBroken("Another contact has the same values. Change or leave out the row.", code="duplicate_contact"),
                    )
            except StorageUnavailable:
                raise
            except ContactbookError as error:
                self._isolate(part, error)
            else:
                del self._waiting[: part.rows]
                self._most = MOST_ROWS
                self._planner.remember(part)
                self.run = after
                return after
        raise StorageUnavailable("Other writers kept changing the same contacts.")

    def _read_ahead(self, rows: Iterator[PreparedRow], now: datetime) -> bool:
        """Read rows until a transaction would be full; True if any row is waiting."""
        weight = sum(self._weight(candidate) for candidate in self._waiting)
        while weight < MOST_ROW_WRITES and len(self._waiting) < MOST_ROWS:
            if not self._ahead:
                # A hundred at once, whose refusals are looked up with one read.
                read = [self._reader.read(row, now) for row in islice(rows, MOST_ROWS)]
                self._ahead = settled(self._store, self._reader, read, self._planner.topic(), now)
            if not self._ahead:
                break
            self._waiting.append(self._ahead.pop(0))
            weight += self._weight(self._waiting[-1])
        return bool(self._waiting)

    def _weight(self, candidate: RowCandidate) -> int:
        """Return the writes that the row probably needs."""
        if candidate.creating.outcome is RowOutcome.FAILED:
            return 0
        is_update = self.run.draft.on_duplicate is OnDuplicate.UPDATE
        return _WRITES_OF_A_CHANGE if is_update else len(candidate.creating.writes)

    def _run_after(self, part: Part, now: datetime) -> Import:
        run = self.run
        return next_version(run, offset=part.ends_at, parts=run.parts + 1, counts=run.counts.plus(part.outcomes), updated_at=now)

    def _commit(self, part: Part, after: Import) -> None:
        store = self._store
        writes: list[Write] = [store.imports.save_of(after, replacing=self.run.version)]
        if part.errors:
            writes.append(store.imports.errors_of(after, part.errors))
        if part.changes:
            writes.append(store.imports.changes_of(after, part.changes))
        if self._rehearsal:
            table.transact(writes)
            self._rehearse(self._rehearsal, part)
            return
        self._give_nos(part, after.updated_at)
        if part.stored:
            writes.append(store.imports.part_of(after, part.stored))
            writes += checks if not isinstance(checks := self._planner.list_checks(), RowRefused) else []
        table.transact([*writes, *part.writes])

    def _give_nos(self, part: Part, now: datetime) -> None:
        """Refuse the addresses of rows that come in nowhere. It comes first and can be repeated: a no is never lost (S6.7)."""
        for nos in part.nos:
            event = RefusalEvent(
                event_id=f"{self.run.import_id}-{nos.line}",
                through=Through.IMPORT,
                scopes=nos.scopes,
                at=now,
                source=self.run.import_id,
            )
            refuse_addresses(self._store, event, nos.addresses)
            for address in nos.addresses:
                mark_holders(self._store, address, now)

    def _rehearse(self, rehearsal: Rehearsal, part: Part) -> None:
        # A later row may change the contact, or give its no.
        whole = self.run.draft.on_duplicate is not OnDuplicate.FAIL
        for result in part.results:
            if result.after:
                freed = self._planner.values_of(result.before) if result.before else frozenset[ClaimedValue]()
                rehearsal.keep(result.after, freed, self._planner.values_of(result.after), whole=whole)

    def _require_unchanged(self) -> None:
        """Raise ConcurrentUpdate if the import itself has changed."""
        current = self._store.imports.find(self.run.import_id)
        if current is None or current.version != self.run.version:
            raise ConcurrentUpdate("Another worker has continued the import.")

    def _isolate(self, part: Part, error: ContactbookError) -> None:
        """Halve the part to find the row that the transaction was refused for. A part of one row fails that row."""
        if part.rows > 1:
            self._most = part.rows // 2
            return
        candidate = self._waiting[0]
        candidate.creating = self._reader.refused_result(candidate.row, row_refused(error), candidate.read)
        candidate.is_readable = False
