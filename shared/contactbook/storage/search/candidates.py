"""What a search finds in a row or an index, before the contact itself is asked."""

from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact


@dataclass(frozen=True)
class SearchCandidate:
    """A contact that may match, where it was found, and the contact itself if the index holds it.

    `word` is the word under which it was found, `place` the keyed hash of the address, `changed_at` the time of the change,
    or of the creation if only creations were asked for.
    """

    contact_id: str
    after: After
    word: str | None = None
    place: str | None = None
    changed_at: datetime | None = None
    is_creation: bool = False
    contact: Contact | None = None


Candidates = tuple[list[SearchCandidate], After | None]
