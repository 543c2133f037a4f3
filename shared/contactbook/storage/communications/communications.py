"""Communications: items beside a contact's profile, found by their own id, by the time they are due and by the time they leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.communications.communication_ids import contact_id_in, sortable_tail
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.retention import ends_at, has_ended
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Index, Put, Row, index_place

NOUN = "COMMUNICATION"
# Before and after every time.
_FIRST, _LAST = " ", "~"


@dataclass(frozen=True)
class Placed:
    """A communication, and where a page after it begins."""

    communication: Communication
    after: After


class AlreadyThere(Exception):
    """The communication exists already, as `stored`."""

    def __init__(self, stored: Communication) -> None:
        super().__init__(stored.communication_id)
        self.stored = stored


class CommunicationRepository:
    """The communications of one tenant's contacts."""

    def __init__(
        self, keys: TenantKeys, kept_days: Callable[[], int | None] = lambda: None, *, shown_at: datetime | None = None
    ) -> None:
        """`kept_days()` returns the retention of finished communications in days, or None for unlimited.

        With `shown_at` the reads leave out what has ended by then.
        """
        self._keys = keys
        self._kept_days = kept_days
        self._shown_at = shown_at
        self._by_time = keys.partition("COMMUNICATIONS", "BY-TIME")

    def shown_at(self, now: datetime) -> "CommunicationRepository":
        """Return the communications as they are shown at this time, without those that have ended.

        Who sends reads all that are stored: what was sent once is not sent again.
        """
        return CommunicationRepository(self._keys, self._kept_days, shown_at=now)

    def find(self, communication_id: str) -> Communication | None:
        """Return the communication, or None. One read, because the id names the contact."""
        return self.find_of(contact_id_in(communication_id), communication_id)

    def find_of(self, contact_id: str, communication_id: str) -> Communication | None:
        """Return the communication from this contact's partition, where a merge may have moved it, or None."""
        row = table.get(self._key(contact_id, communication_id))
        found = _communication(row) if row else None
        return None if found is None or self._is_hidden(found) else found

    def get(self, communication_id: str) -> Communication:
        """Return the communication. Raises NotFound."""
        found = self.find(communication_id)
        if found is None:
            raise NotFound("There is no such communication.")
        return found

    def get_many(self, communication_ids: Sequence[str]) -> list[Communication]:
        """Return communications in the order of the ids, in batch reads; missing ones are left out."""
        keys = [self._key(contact_id_in(found), found) for found in communication_ids]
        return self._shown(table.get_many(keys))

    def by_time(
        self, first: datetime | None, last: datetime | None, *, newest_first: bool, limit: int, after: After | None
    ) -> tuple[list[Placed], After | None]:
        """Return communications that leave within these times, both included, in the order of those times.

        One query of keys, and batch reads. The index may lag behind the table.
        """
        between = (_time(first) if first else _FIRST, f"{_time(last)}{_LAST}" if last else _LAST)
        page = table.query_index(
            Index.BY_RUN, self._by_time, between=between, limit=limit, after=after, newest_first=newest_first
        )
        places = {row.key: index_place(row) for row in page.rows}
        found = table.get_many(list(places), consistent=False)
        placed = [Placed(_communication(row), places[row.key]) for row in found]
        return [one for one in placed if not self._is_hidden(one.communication)], page.after

    def remove_ended(self, until: datetime, *, limit: int, after: After | None) -> tuple[int, After | None]:
        """Delete what had ended by this time and that DynamoDB was not told of, or has not deleted; return how many.

        Oldest first: a page of what left long enough ago. One query of keys, a batch read, and batches of deletions.
        """
        days = self._kept_days()
        if days is None:
            return 0, None
        last = f"{_time(until - timedelta(days=days))}{_LAST}"
        page = table.query_index(Index.BY_RUN, self._by_time, between=(_FIRST, last), limit=limit, after=after)
        rows = table.get_many([row.key for row in page.rows], consistent=False)
        ended = [row.key for row in rows if has_ended(_communication(row), days, until)]
        table.remove_many(ended)
        return len(ended), page.after

    def page(
        self, contact_ids: Sequence[str], *, limit: int, after: After | None, planned: Sequence[Communication] = ()
    ) -> tuple[list[Communication], After | None]:
        """Return a page of the communications of a contact and of those merged into it, newest first. One query each.

        `planned` are those that are not stored yet; each is shown in its place, unless it has been stored meanwhile.
        A page may hold fewer than `limit` without being the last.
        """
        places = dict(after or {})
        found: list[Communication] = []
        is_more = False
        for contact_id in contact_ids:
            some, is_cut = self._page_of(contact_id, places.get(contact_id), limit, planned)
            found += some
            is_more = is_more or is_cut
        newest = sorted(found, key=lambda one: sortable_tail(one.communication_id), reverse=True)
        places |= {one.contact_id: one.communication_id for one in newest[:limit]}
        shown = [one for one in newest[:limit] if not self._is_hidden(one)]
        return shown, places if is_more or len(newest) > limit else None

    def _page_of(
        self, contact_id: str, place: str | None, limit: int, planned: Sequence[Communication]
    ) -> tuple[list[Communication], bool]:
        """Return one contact's communications that follow the place, and whether further ones are stored."""
        start = self._key(contact_id, place) if place else None
        after = {"pk": start.pk, "sk": start.sk} if start else None
        pk = self._keys.contact_partition(contact_id)
        page = table.query(pk, f"{NOUN}#", limit=limit, after=after, newest_first=True)
        found = [_communication(row) for row in page.rows]
        known = {one.communication_id for one in found}
        last = found[-1].communication_id if page.after and found else ""
        between = [
            one
            for one in planned
            if one.contact_id == contact_id
            and one.communication_id not in known
            and last < one.communication_id
            and (place is None or one.communication_id < place)
        ]
        return found + between, page.after is not None

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
        replaced = communication.version - 1
        # The first version of a run's communication is its place in the slice, so the first item is the second version.
        expect = Absent() if communication.slice is not None and replaced == 1 else AtVersion(replaced)
        return Put(self._row(communication), expect, lambda _: ConcurrentUpdate("The communication changed meanwhile."))

    def _row(self, communication: Communication) -> Row:
        return Row(
            key=self._key(communication.contact_id, communication.communication_id),
            kind="communication",
            document=communication.model_dump_json(exclude_defaults=True, exclude_none=True),
            version=communication.version,
            gsi2=place_when_due(self._keys, communication.due_at, communication.communication_id),
            gsi3=Key(self._by_time, f"{_time(communication.leaves_at)}#{communication.communication_id}"),
            expires_at=self._expires_at(communication),
        )

    def _expires_at(self, communication: Communication) -> int | None:
        end = ends_at(communication, self._kept_days())
        return int(end.timestamp()) if end else None

    def _shown(self, rows: Sequence[Row]) -> list[Communication]:
        return [one for one in map(_communication, rows) if not self._is_hidden(one)]

    def _is_hidden(self, communication: Communication) -> bool:
        return self._shown_at is not None and has_ended(communication, self._kept_days(), self._shown_at)

    def _key(self, contact_id: str, communication_id: str) -> Key:
        return self._keys.beside_profile(contact_id, NOUN, communication_id)


def _communication(row: Row) -> Communication:
    return Communication.model_validate_json(row.document)


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
