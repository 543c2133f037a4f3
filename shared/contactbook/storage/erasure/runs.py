"""Anonymization runs, and the contacts whose anonymization is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.erasure.runs import AnonymizationOutcome, AnonymizationRun, RunContact
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Index, Put, Row

_RUNS = "ANONYMIZATION-RUNS"
_ALL = "ALL"
_DUE = "ERASURE#"
_LAST_CHARACTER = "~"
_CONTACTS = "ANONYMIZATION-CONTACTS"
_BLOCKED = "BLOCKED#"
_OTHERS = "OTHERS#"
# Days for which a run says what became of each contact.
_LISTED_DAYS = 90


@dataclass(frozen=True)
class Due:
    """A contact whose values are to be erased: one that is or may be anonymized, or one that was deleted."""

    contact_id: str
    is_deleted: bool


class AnonymizationRunRepository:
    """The anonymization runs of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def page_of_due(self, *, now: datetime, limit: int, after: After | None) -> tuple[list[Due], After | None]:
        """Return the contacts whose anonymization was requested or has begun, and is not done, and the deleted ones: one query."""
        last = f"{_DUE}{now.isoformat(timespec='milliseconds')}{_LAST_CHARACTER}"
        page = table.query_index(Index.BY_DUE, self._keys.due(), between=(_DUE, last), limit=limit, after=after)
        return [Due(row.contact_id, is_deleted=not row.key.sk.startswith("PROFILE")) for row in page.rows], page.after

    def get(self, run_id: str) -> AnonymizationRun:
        """Return the run. Raises NotFound."""
        row = table.get(self._key(run_id))
        if row is None:
            raise NotFound("The run does not exist.")
        return AnonymizationRun.model_validate_json(row.document)

    def add_of(self, run: AnonymizationRun) -> Put:
        """Return the write that creates the run."""
        return Put(self._row(run), Absent())

    def save(self, run: AnonymizationRun) -> None:
        """Replace the run's previous version. Raises ConcurrentUpdate if another worker replaced it first."""
        table.put(Put(self._row(run), AtVersion(run.version - 1), lambda _: ConcurrentUpdate("The run changed meanwhile.")))

    def save_contacts(self, run: AnonymizationRun, contacts: Sequence[RunContact]) -> None:
        """Save what became of these contacts. Idempotent: each contact has one key, unless it was blocked and is not any more."""
        expires_at = int((run.started_at + timedelta(days=_LISTED_DAYS)).timestamp())
        table.put_many(
            [
                Row(self._contact_key(run.run_id, one), "anonymization_run_contact", one.model_dump_json(), expires_at=expires_at)
                for one in contacts
            ]
        )

    def page_of_contacts(
        self, run_id: str, *, limit: int, after: After | None, only_blocked: bool = False
    ) -> tuple[list[RunContact], After | None]:
        """Return a page of the run's contacts, those that are blocked first. One query."""
        prefix = _BLOCKED if only_blocked else ""
        page = table.query(self._keys.partition(_CONTACTS, run_id), prefix=prefix, limit=limit, after=after)
        return [RunContact.model_validate_json(row.document) for row in page.rows], page.after

    def _contact_key(self, run_id: str, one: RunContact) -> Key:
        place = _BLOCKED if one.outcome is AnonymizationOutcome.BLOCKED else _OTHERS
        return self._keys.item(_CONTACTS, run_id, f"{place}{one.contact_id}")

    def _key(self, run_id: str) -> Key:
        return self._keys.item(_RUNS, _ALL, run_id)

    def _row(self, run: AnonymizationRun) -> Row:
        return Row(self._key(run.run_id), "anonymization_run", run.model_dump_json(), version=run.version)
