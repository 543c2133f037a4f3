"""Whether a contact that was found matches the search, may be shown to the caller, and is listed at this place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.details import Identifiers
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import duplicate_keys
from contactbook.domain.search.filters import Filters, fits
from contactbook.domain.search.readings import Lookup, Reading, first_lookup, fits_reading
from contactbook.domain.search.words import words_of
from contactbook.domain.settings.permissions import GroupRight, Groups
from contactbook.storage.search.candidates import SearchCandidate
from contactbook.storage.tenant_store import TenantStore

# The time of a change is known in milliseconds.
_ROUNDING = timedelta(milliseconds=2)


@dataclass(frozen=True)
class Found:
    """A contact that matches the search. If the caller may only select it, only its name is shown (S3.15)."""

    contact: Contact
    may_view: bool


@dataclass(frozen=True)
class Search:
    """What is searched for, and by whom."""

    store: TenantStore
    readings: tuple[Reading, ...]
    filters: Filters
    caller: Caller
    groups: Groups

    def found(self, contact: Contact) -> Found | None:
        """Return the contact if it matches and the caller may know it."""
        if contact.erasure:
            return None
        may_view = may(self.caller, contact, GroupRight.VIEW, self.groups)
        if not may_view and not self._may_pick(contact):
            return None
        return Found(contact, may_view) if fits(contact, self.filters) and self._has_words(contact) else None

    def is_here(
        self, contact: Contact, candidate: SearchCandidate, lookups: tuple[Lookup, ...], number: int, began: datetime
    ) -> bool:
        """True if the contact is listed at this place: pages repeat no contact, although it may stand at several places.

        One that changed since the first page `began` is listed at each place, as it may not have stood at its first one before: it
        is rather shown twice than not at all.
        """
        if contact.updated_at > began:
            return True
        if candidate.word is not None:
            return first_lookup(contact, lookups) == (number, candidate.word)
        if candidate.changed_at is not None and not candidate.is_creation:
            return abs(candidate.changed_at - contact.updated_at) <= _ROUNDING
        return candidate.place is None or candidate.place == self._first_place(contact)

    def with_contacts(self, candidates: Sequence[SearchCandidate]) -> list[tuple[SearchCandidate, Contact]]:
        """Return the candidates that still exist, each with its contact. One batch read."""
        ids = dict.fromkeys(candidate.contact_id for candidate in candidates if candidate.contact is None)
        read = {contact.contact_id: contact for contact in self.store.contacts.listed(list(ids))} if ids else {}
        pairs = [(candidate, candidate.contact or read.get(candidate.contact_id)) for candidate in candidates]
        return [(candidate, contact) for candidate, contact in pairs if contact is not None]

    def _has_words(self, contact: Contact) -> bool:
        if not self.readings:
            return True
        words = sorted(words_of(contact))
        return any(fits_reading(words, reading) for reading in self.readings)

    def _first_place(self, contact: Contact) -> str | None:
        """Return the hash of the address under which a filter by country lists the contact."""
        places = self.store.duplicates.places_of(duplicate_keys(contact), fold(self.filters.country or ""))
        return min(places, default=None)

    def _may_pick(self, contact: Contact) -> bool:
        if not may(self.caller, contact, GroupRight.SELECT, self.groups) or not self.filters.is_only_about_names():
            return False
        # The text must match the name: a matching email would reveal the email.
        name_only = with_fields(contact, emails=(), phones=(), identifiers=Identifiers(), external_ids={}, led_external_ids={})
        return self._has_words(name_only)
