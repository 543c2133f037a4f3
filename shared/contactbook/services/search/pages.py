"""A page of what the sources of a way have, one source after the other."""

from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.services.base.rounds import Round
from contactbook.services.search.matching import Found, Search
from contactbook.services.search.ways import Way
from contactbook.storage.search.candidates import SearchCandidate

# The names under which a cursor keeps its way, the number of its source, and when the first page was read.
WAY, SOURCE, BEGAN = "way", "source", "began"


@dataclass(frozen=True)
class Placed:
    """A contact that was found, and where the page after it begins."""

    found: Found
    after: After

    @property
    def contact_id(self) -> str:
        """Return the id of the contact."""
        return self.found.contact.contact_id


@dataclass(frozen=True)
class Pages:
    """The pages of one search by one way. `began` is when the first of them was read."""

    search: Search
    way: Way
    began: datetime

    def read(self, size: int, start: After | None) -> Round[Placed]:
        """Return what matches among so many candidates. One query a source, and one batch read."""
        candidates: list[tuple[int, SearchCandidate]] = []
        position = {name: value for name, value in (start or {}).items() if name not in (WAY, SOURCE, BEGAN)}
        source, end = int((start or {}).get(SOURCE, "0")), position or None
        for _ in range(self.way.in_a_round):
            read, end = self.way.sources[source](size - len(candidates), end)
            candidates += [(source, one) for one in read]
            if end is None:
                source += 1
            if len(candidates) >= size or source == len(self.way.sources):
                break
        after = None if source == len(self.way.sources) else self._cursor(source, end)
        return Round(self._matching(candidates), len(candidates), after)

    def _matching(self, candidates: list[tuple[int, SearchCandidate]]) -> list[Placed]:
        # Each is read once, however many of the sources name it.
        contacts = {contact.contact_id: contact for _, contact in self.search.with_contacts([one for _, one in candidates])}
        placed = []
        for source, one in candidates:
            contact = contacts.get(one.contact_id)
            if contact is None or not self._is_here(contact, one, source):
                continue
            found = self.search.found(contact)
            if found is not None:
                placed.append(Placed(found, self._cursor(source, one.after)))
        return placed

    def _is_here(self, contact: Contact, one: SearchCandidate, source: int) -> bool:
        number = self.way.numbers[source] if self.way.numbers else 0
        return self.search.is_here(contact, one, self.way.lookups, number, self.began)

    def _cursor(self, source: int, place: After | None) -> After:
        return {WAY: self.way.name, SOURCE: str(source), BEGAN: self.began.isoformat(), **(place or {})}
