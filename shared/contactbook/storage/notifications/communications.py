"""Communications: items beside a contact's profile, found by their own id, by what is due, and by run and outcome."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.notifications import runs
from contactbook.domain.notifications.communications import ACCEPTED, Communication, CommunicationState, contact_of
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Index, Put, Row

NOUN = "COMMUNICATION"
_OUTCOMES = {
    CommunicationState.SKIPPED: runs.SKIPPED,
    CommunicationState.FAILED: runs.FAILED,
    CommunicationState.UNKNOWN: runs.UNKNOWN,
    CommunicationState.CANCELLED: runs.CANCELLED,
    **dict.fromkeys(ACCEPTED, runs.SENT),
}


_OPEN = (CommunicationState.QUEUED, CommunicationState.SENDING, CommunicationState.UNKNOWN)


class AlreadyThere(Exception):
    """The communication exists; `stored` is how."""

    def __init__(self, stored: Communication) -> None:
        super().__init__(stored.communication_id)
        self.stored = stored


class CommunicationRepository:
    """The communications of one tenant's contacts."""

    def __init__(self, keys: TenantKeys, kept_days: Callable[[], int | None] = lambda: None) -> None:
        """`kept_days` answers for how many days what came to its end is kept; None: for good."""
        self._keys = keys
        self._kept_days = kept_days

    def find(self, communication_id: str) -> Communication | None:
        """The communication, or None: one read, for the id names the contact."""
        row = table.get(self._key(contact_of(communication_id), communication_id))
        return _of(row) if row else None

    def find_with(self, contact_id: str, communication_id: str) -> Communication | None:
        """The communication in another contact's partition, where a merge has taken it, or None."""
        row = table.get(self._key(contact_id, communication_id))
        return _of(row) if row else None

    def get(self, communication_id: str) -> Communication:
        """The communication. Raises NotFound."""
        found = self.find(communication_id)
        if found is None:
            raise NotFound("There is no such communication.")
        return found

    def get_many(self, communication_ids: Sequence[str]) -> list[Communication]:
        """Communications in the order of the ids, in batches; what does not exist is left out."""
        keys = [self._key(contact_of(found), found) for found in communication_ids]
        return [_of(row) for row in table.get_many(keys)]

    def page(
        self, contact_id: str, *, limit: int, after: dict[str, str] | None
    ) -> tuple[list[Communication], dict[str, str] | None]:
        """The contact's communications, newest first: one query."""
        partition = self._keys.contact_partition(contact_id)
        page = table.query(partition, f"{NOUN}#", limit=limit, after=after, newest_first=True)
        return [_of(row) for row in page.rows], page.after

    def page_of_all(
        self, contact_ids: Sequence[str], *, limit: int, after: dict[str, str] | None
    ) -> tuple[list[Communication], dict[str, str] | None]:
        """Communications of a contact and of those merged into it, newest first: one query each."""
        if len(contact_ids) == 1:
            return self.page(contact_ids[0], limit=limit, after=after)
        places = dict(after or {})
        found: list[tuple[Communication, str]] = []
        is_more = False
        for contact_id in contact_ids:
            pk, sk = self._keys.contact_partition(contact_id), places.get(contact_id)
            start = {"pk": pk, "sk": sk} if sk else None
            page = table.query(pk, f"{NOUN}#", limit=limit, after=start, newest_first=True)
            found += [(_of(row), contact_id) for row in page.rows]
            is_more = is_more or page.after is not None
        # An id ends in what sorts by time.
        newest = sorted(found, key=lambda one: one[0].communication_id[-26:], reverse=True)
        for communication, contact_id in newest[:limit]:
            places[contact_id] = f"{NOUN}#{communication.communication_id}"
        return [one for one, _ in newest[:limit]], places if is_more or len(newest) > limit else None

    def add(self, communication: Communication) -> None:
        """Write it, once. Raises AlreadyThere."""
        table.put(self.add_of(communication))

    def add_of(self, communication: Communication) -> Put:
        """The write that creates it; it raises AlreadyThere."""

        def refuse(stored: Row | None) -> Exception:
            return AlreadyThere(_of(stored)) if stored else ConcurrentUpdate("It was there and is gone.")

        return Put(self._row(communication), Absent(), refuse)

    def save(self, communication: Communication) -> None:
        """Replace what stood one version before. Raises ConcurrentUpdate. A write whose answer was lost counts as done."""
        table.put(self.save_of(communication))

    def save_of(self, communication: Communication) -> Put:
        """The write that replaces what stood one version before; it raises ConcurrentUpdate."""
        expect = AtVersion(communication.version - 1)
        return Put(self._row(communication), expect, lambda _: ConcurrentUpdate("The communication changed meanwhile."))

    def ends_of(self, run_id: str) -> runs.Ends:
        """How many communications of a run ended how (outcome, reason): from the index, which may lag and never runs ahead."""
        rows = table.query_index(Index.BY_RUN, self._keys.run_states(run_id)).rows
        return Counter((parts[0], parts[1]) for row in rows if row.gsi3 for parts in [row.gsi3.sk.split("#")])

    def _row(self, communication: Communication) -> Row:
        return Row(
            key=self._key(communication.contact_id, communication.communication_id),
            kind="communication",
            document=communication.model_dump_json(exclude_defaults=True, exclude_none=True),
            version=communication.version,
            gsi2=place_when_due(self._keys, communication.due_at, communication.communication_id),
            gsi3=self._outcome(communication),
            expires_at=self._gone_at(communication),
        )

    def _gone_at(self, communication: Communication) -> int | None:
        """When what came to its end is dropped, as the tenant's retention says."""
        days = None if communication.state in _OPEN else self._kept_days()
        return int((communication.updated_at + timedelta(days=days)).timestamp()) if days else None

    def _outcome(self, communication: Communication) -> Key | None:
        """Its place among the run's ends. What is open has none: an index entry that comes and goes would cost more than the send."""
        outcome = _OUTCOMES.get(communication.state)
        if communication.run_id is None or outcome is None:
            return None
        reason = communication.reason if outcome == runs.SKIPPED else ""
        # The end of the id is the run's own hash of the recipient; the whole would cost a unit a recipient.
        return Key(
            self._keys.run_states(communication.run_id), f"{outcome}#{reason or ''}#{communication.communication_id[-26:]}"
        )

    def _key(self, contact_id: str, communication_id: str) -> Key:
        return self._keys.beside_profile(contact_id, NOUN, communication_id)


def _of(row: Row) -> Communication:
    return Communication.model_validate_json(row.document)
