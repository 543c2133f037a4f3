"""Working through an import's rows, part by part: each part is one transaction.

A transaction holds as many rows as fit: their contacts, claims, audit entries, the journal, and the import itself with its new
cursor and counts. So a row and its count are stored together or not at all, and a part that is delivered twice, or after a
death, begins where the last one that was stored ended.
"""

from collections.abc import Iterator
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.uniqueness import ClaimedValue, claims
from contactbook.domain.imports.runs import Import, OnDuplicate
from contactbook.services.imports.candidates import Candidate, CandidateReader
from contactbook.services.imports.files import PreparedRow
from contactbook.services.imports.planning import MOST_ROWS, MOST_WRITES, Part, PartPlanner
from contactbook.services.imports.rows import RowRefused, refused_by
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import ClaimTaken
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore

_TRIES = 8
# The contact, its audit entry and the values behind that.
_WRITES_OF_A_CHANGE = 3


class RowWorker:
    """Carries out an import's rows on behalf of whoever asked for it. With a rehearsal it only says what would happen."""

    def __init__(self, store: TenantStore, run: Import, rehearsal: Rehearsal | None = None) -> None:
        self._store = store
        self.run = run
        self._rehearsal = rehearsal
        self._rows = CandidateReader(store, run)
        self._planner = PartPlanner(store, run, self._rows, rehearsal)
        self._waiting: list[Candidate] = []
        # The most rows of a part; fewer after a transaction that was refused for what one of them holds.
        self._most = MOST_ROWS

    def next_part(self, rows: Iterator[PreparedRow], now: datetime) -> Import | None:
        """Carry out the next rows; the import as it then stands, or None when there are none left.

        Raises ConcurrentUpdate where another worker or a caller has changed the import, StorageUnavailable.
        """
        if not self._gather(rows, now):
            return None
        for _ in range(_TRIES):
            part = self._planner.planned(self._waiting, most=self._most, offset=self.run.offset, now=now)
            after = self._after(part, now)
            try:
                self._commit(part, after)
            except (ClaimTaken, ConcurrentUpdate):
                # Someone was faster: with the contact, its values, the list, or the import itself.
                self._require_unchanged()
                self._planner.forget()
            except StorageUnavailable:
                raise
            except ContactbookError as error:
                self._isolate(part, error)
            else:
                del self._waiting[: part.rows]
                self._most = MOST_ROWS
                self.run = after
                return after
        raise StorageUnavailable("Others kept changing the same contacts.")

    def _gather(self, rows: Iterator[PreparedRow], now: datetime) -> bool:
        """Read ahead until a transaction is full, were every row to make a contact, or to change one."""
        weight = sum(self._weight(candidate) for candidate in self._waiting)
        while weight < MOST_WRITES and len(self._waiting) < MOST_ROWS:
            row = next(rows, None)
            if row is None:
                break
            self._waiting.append(self._rows.read(row, now))
            weight += self._weight(self._waiting[-1])
        return bool(self._waiting)

    def _weight(self, candidate: Candidate) -> int:
        if candidate.creation is None:
            return 0
        is_update = self.run.draft.on_duplicate is OnDuplicate.UPDATE
        return _WRITES_OF_A_CHANGE if is_update else len(candidate.creation.writes)

    def _after(self, part: Part, now: datetime) -> Import:
        run = self.run
        return next_version(run, offset=part.ends_at, parts=run.parts + 1, counts=run.counts.plus(part.outcomes), updated_at=now)

    def _commit(self, part: Part, after: Import) -> None:
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
            writes += checks if not isinstance(checks := self._planner.list_checks(), RowRefused) else []
        table.transact([*writes, *part.writes])

    def _rehearse(self, part: Part) -> None:
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

    def _isolate(self, part: Part, error: ContactbookError) -> None:
        """Find the row that a transaction was refused for, by halves; alone it is the one that fails."""
        if part.rows > 1:
            self._most = part.rows // 2
            return
        candidate = self._waiting[0]
        candidate.creation = None
        candidate.errors = self._rows.errors_of(candidate.row, refused_by(error))
