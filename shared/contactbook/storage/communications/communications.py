"""Communications: items beside a contact's profile, found by their own id, by the time they are due, and by run and outcome."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.communications.communication_ids import contact_id_in, sortable_tail
from contactbook.domain.communications.communication_states import ACCEPTED, CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.runs import run_counts
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Index, Put, Row

NOUN = "COMMUNICATION"
_OUTCOMES = {
    CommunicationState.SKIPPED: run_counts.SKIPPED,
    CommunicationState.FAILED: run_counts.FAILED,
    CommunicationState.UNKNOWN: run_counts.UNKNOWN,
    CommunicationState.CANCELLED: run_counts.CANCELLED,
    **dict.fromkeys(ACCEPTED, run_counts.SENT),
}
# Communications that retention does not delete.
_KEPT = (CommunicationState.QUEUED, CommunicationState.SENDING, CommunicationState.UNKNOWN)


class AlreadyThere(Exception):
    """The communication exists already, as `stored`."""

    def __init__(self, stored: Communication) -> None:
        super().__init__(stored.communication_id)
        self.stored = stored


class CommunicationRepository:
    """The communications of one tenant's contacts."""

    def __init__(self, keys: TenantKeys, kept_days: Callable[[], int | None] = lambda: None) -> None:
        """`kept_days()` returns the retention of finished communications in days, or None for unlimited."""
        self._keys = keys
        self._kept_days = kept_days

    def find(self, communication_id: str) -> Communication | None:
        """Return the communication, or None. One read, because the id names the contact."""
        return self.find_of(contact_id_in(communication_id), communication_id)

    def find_of(self, contact_id: str, communication_id: str) -> Communication | None:
        """Return the communication from this contact's partition, where a merge may have moved it, or None."""
        row = table.get(self._key(contact_id, communication_id))
        return _communication(row) if row else None

    def get(self, communication_id: str) -> Communication:
        """Return the communication. Raises NotFound."""
        found = self.find(communication_id)
        if found is None:
            raise NotFound("There is no such communication.")
        return found

    def get_many(self, communication_ids: Sequence[str]) -> list[Communication]:
        """Return communications in the order of the ids, in batch reads; missing ones are left out."""
        keys = [self._key(contact_id_in(found), found) for found in communication_ids]
        return [_communication(row) for row in table.get_many(keys)]

    def page(self, contact_id: str, *, limit: int, after: After | None) -> tuple[list[Communication], After | None]:
        """Return a page of the contact's communications, newest first. One query."""
        partition = self._keys.contact_partition(contact_id)
        page = table.query(partition, f"{NOUN}#", limit=limit, after=after, newest_first=True)
        return [_communication(row) for row in page.rows], page.after

    def page_of_all(
        self, contact_ids: Sequence[str], *, limit: int, after: After | None
    ) -> tuple[list[Communication], After | None]:
        """Return a page of the communications of a contact and of those merged into it, newest first. One query each."""
        if len(contact_ids) == 1:
            return self.page(contact_ids[0], limit=limit, after=after)
        places = dict(after or {})
        found: list[tuple[Communication, str]] = []
        is_more = False
        for contact_id in contact_ids:
            pk, sk = self._keys.contact_partition(contact_id), places.get(contact_id)
            start = {"pk": pk, "sk": sk} if sk else None
            page = table.query(pk, f"{NOUN}#", limit=limit, after=start, newest_first=True)
            found += [(_communication(row), contact_id) for row in page.rows]
            is_more = is_more or page.after is not None
        newest = sorted(found, key=lambda one: sortable_tail(one[0].communication_id), reverse=True)
        for communication, contact_id in newest[:limit]:
            places[contact_id] = f"{NOUN}#{communication.communication_id}"
        return [one for one, _ in newest[:limit]], places if is_more or len(newest) > limit else None

    def add(self, communication: Communication) -> None:
        """Save a new communication. Raises AlreadyThere."""
        table.put(self.add_of(communication))

    def add_of(self, communication: Communication) -> Put:
        """Return the write that creates the communication; it raises AlreadyThere."""

        def refuse(stored: Row | None) -> Exception:
            return AlreadyThere(_communication(stored)) if stored else ConcurrentUpdate("The record was deleted meanwhile.")

        return Put(self._row(communication), Absent(), refuse)

    def save(self, communication: Communication) -> None:
        """Replace the previous version. Raises ConcurrentUpdate. A retry that meets its own earlier write succeeds."""
        table.put(self.save_of(communication))

    def save_of(self, communication: Communication) -> Put:
        """Return the write that replaces the previous version; it raises ConcurrentUpdate."""
        expect = AtVersion(communication.version - 1)
        return Put(self._row(communication), expect, lambda _: ConcurrentUpdate("The communication changed meanwhile."))

    def ends_of(self, run_id: str) -> run_counts.Ends:
        """Count a run's communications by (outcome, reason). The index may be behind, and is never ahead."""
        rows = table.query_index(Index.BY_RUN, self._keys.run_states(run_id)).rows
        return Counter((parts[0], parts[1]) for row in rows if row.gsi3 for parts in [row.gsi3.sk.split("#")])

    def _row(self, communication: Communication) -> Row:
        return Row(
            key=self._key(communication.contact_id, communication.communication_id),
            kind="communication",
            document=communication.model_dump_json(exclude_defaults=True, exclude_none=True),
            version=communication.version,
            gsi2=place_when_due(self._keys, communication.due_at, communication.communication_id),
            gsi3=self._outcome_key(communication),
            expires_at=self._expires_at(communication),
        )

    def _expires_at(self, communication: Communication) -> int | None:
        """Return when a finished communication is deleted by the tenant's retention, or None."""
        days = None if communication.state in _KEPT else self._kept_days()
        return int((communication.updated_at + timedelta(days=days)).timestamp()) if days else None

    def _outcome_key(self, communication: Communication) -> Key | None:
        """Return the key in the index of a run's outcomes.

        An open communication has none: adding and removing an index entry would cost more than the send.
        """
        outcome = _OUTCOMES.get(communication.state)
        if communication.run_id is None or outcome is None:
            return None
        reason = communication.reason if outcome == run_counts.SKIPPED else ""
        # The tail of the id is the run's hash of the recipient; the whole id would cost one more write unit a recipient.
        tail = sortable_tail(communication.communication_id)
        return Key(self._keys.run_states(communication.run_id), f"{outcome}#{reason or ''}#{tail}")

    def _key(self, contact_id: str, communication_id: str) -> Key:
        return self._keys.beside_profile(contact_id, NOUN, communication_id)


def _communication(row: Row) -> Communication:
    return Communication.model_validate_json(row.document)
