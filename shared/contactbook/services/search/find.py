"""The search for contacts (S2.14): candidates come from the smallest partition, and each contact itself is checked.

A contact is only listed if it matches as stored now. A search term that the stream has not updated yet never lists a contact
that does not match.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.details import Identifiers
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import duplicate_keys
from contactbook.domain.search.query import (
    Filters,
    Lookup,
    first_lookup,
    fits,
    fits_reading,
    is_international,
    lookups_of,
    readings_of,
)
from contactbook.domain.search.words import words_of
from contactbook.domain.settings.permissions import GroupRight, Groups
from contactbook.services.base.named_records import require_lists
from contactbook.services.base.rounds import Round, page_in_rounds
from contactbook.services.search.ways import Way, smallest, ways_of
from contactbook.storage.search.words import SearchCandidate
from contactbook.storage.tenant_store import TenantStore

# The time of a change is known in milliseconds.
_ROUNDING = timedelta(milliseconds=2)
# The names under which a cursor keeps its way and the number of its source.
_WAY, _SOURCE = "way", "source"


@dataclass(frozen=True)
class Found:
    """A contact that matches the search. If the caller may only select it, only its name is shown (S3.15)."""

    contact: Contact
    may_view: bool


@dataclass(frozen=True)
class _Placed:
    found: Found
    after: After


@dataclass(frozen=True)
class _Search:
    lookups: tuple[Lookup, ...]
    filters: Filters
    caller: Caller
    groups: Groups
    store: TenantStore

    def answer(self, contact: Contact, candidate: SearchCandidate, source: int) -> Found | None:
        """Return the contact if it matches, if the caller may know it, and if it is listed at this place."""
        if contact.erasure:
            return None
        may_view = may(self.caller, contact, GroupRight.VIEW, self.groups)
        if not may_view and not self._may_pick(contact):
            return None
        if not fits(contact, self.filters) or not self._is_here(contact, candidate, source):
            return None
        return Found(contact, may_view)

    def _is_here(self, contact: Contact, candidate: SearchCandidate, source: int) -> bool:
        if candidate.word is not None:
            return first_lookup(contact, self.lookups) == (source, candidate.word)
        if candidate.changed_at is not None and abs(candidate.changed_at - contact.updated_at) > _ROUNDING:
            return False
        if candidate.place is not None and candidate.place != self._first_place(contact):
            return False
        words = sorted(words_of(contact))
        return not self.lookups or any(fits_reading(words, lookup.reading) for lookup in self.lookups)

    def _first_place(self, contact: Contact) -> str | None:
        """Return the hash of the address under which a filter by country lists the contact."""
        places = self.store.duplicates.places_of(duplicate_keys(contact), fold(self.filters.country or ""))
        return min(places, default=None)

    def _may_pick(self, contact: Contact) -> bool:
        if not may(self.caller, contact, GroupRight.SELECT, self.groups) or not self.filters.is_only_about_names():
            return False
        # The text must match the name: a matching email would reveal the email.
        name_only = with_fields(contact, emails=(), phones=(), identifiers=Identifiers())
        return not self.lookups or first_lookup(name_only, self.lookups) is not None


def search_contacts(
    store: TenantStore, text: str | None, filters: Filters, *, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[Found], After | None]:
    """Return a page of the contacts that match the text and every filter, and that the caller may see.

    A page may hold fewer contacts than `limit` without being the last. Raises ValidationFailed for a list that does not exist.
    """
    found, further = _page(store, text, filters, by=by, now=now, limit=limit, after=after)
    if filters.list_id is not None and not found and further is None:
        # Only who finds nothing may have named a list that is not there.
        require_lists(store, {"/list_id": filters.list_id})
    return found, further


def _page(
    store: TenantStore, text: str | None, filters: Filters, *, by: Caller, now: datetime, limit: int, after: After | None
) -> tuple[list[Found], After | None]:
    readings = readings_of(text) if text is not None else ()
    if text is not None and not readings:
        return [], None
    search = _Search(
        lookups_of(readings, international=is_international(text or "")), filters, by, store.settings.current().groups, store
    )
    ways = ways_of(store, search.lookups, filters, now)
    if after is not None:
        way = next((one for one in ways if one.name == after.get(_WAY)), ways[0])
        return _pages(search, way, limit, after)
    if len(ways) > 1:
        found, further = _pages(search, ways[0], limit, None, rounds=1)
        if len(found) == limit or further is None or further[_SOURCE] != "0":
            return found, further
    return _pages(search, smallest(ways) if len(ways) > 1 else ways[0], limit, None)


def _pages(
    search: _Search, way: Way, limit: int, after: After | None, *, rounds: int | None = None
) -> tuple[list[Found], After | None]:
    """Return a page of what the sources of the way have, one source after the other."""

    def read(size: int, start: After | None) -> Round[_Placed]:
        position = dict(start or {})
        position.pop(_WAY, None)
        place = int(position.pop(_SOURCE, "0"))
        candidates, end = way.sources[place](size, position or None)
        here = {_WAY: way.name, _SOURCE: str(place)}
        fitting = [
            _Placed(answer, {**here, **candidate.after})
            for candidate, contact in _with_contacts(search.store, candidates)
            if (answer := search.answer(contact, candidate, place))
        ]
        if end is not None:
            return Round(fitting, len(candidates), {**here, **end})
        is_last = place + 1 == len(way.sources)
        return Round(fitting, len(candidates), None if is_last else {_WAY: way.name, _SOURCE: str(place + 1)})

    found, further = page_in_rounds(read, key=lambda one: one.found.contact.contact_id, limit=limit, after=after, rounds=rounds)
    return [one.found for one in found], further


def _with_contacts(store: TenantStore, candidates: Sequence[SearchCandidate]) -> list[tuple[SearchCandidate, Contact]]:
    ids = dict.fromkeys(candidate.contact_id for candidate in candidates if candidate.contact is None)
    read = {contact.contact_id: contact for contact in store.contacts.listed(list(ids))} if ids else {}
    pairs = [(candidate, candidate.contact or read.get(candidate.contact_id)) for candidate in candidates]
    return [(candidate, contact) for candidate, contact in pairs if contact is not None]
