"""The search for contacts (S2.14): candidates come from one partition, and each contact itself is checked.

A contact is only listed if it matches as stored now. A search term that the stream has not updated yet never lists a contact
that does not match.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.details import Identifiers
from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.query import (
    Filters,
    Lookup,
    facet_to_read,
    first_lookup,
    fits,
    fits_reading,
    lookups_of,
    readings_of,
    updated_from,
)
from contactbook.domain.search.words import words_of
from contactbook.domain.settings.permissions import GroupRight, Groups
from contactbook.storage.search.words import Candidates, SearchCandidate
from contactbook.storage.tenant_store import TenantStore

# Pages of candidates that one request may read. A page that is not full by then is returned as it is.
_MOST_ROUNDS = 20
_WIDE = 100
# The name under which a cursor keeps the number of its source.
_SOURCE = "source"

Source = Callable[[int, After | None], Candidates]


@dataclass(frozen=True)
class Found:
    """A contact that matches the search. If the caller may only select it, only its name is shown (S3.15)."""

    contact: Contact
    may_view: bool


@dataclass(frozen=True)
class _Search:
    lookups: tuple[Lookup, ...]
    filters: Filters
    caller: Caller
    groups: Groups

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
        if not self.lookups:
            return True
        if candidate.word is None:
            words = sorted(words_of(contact))
            return any(fits_reading(words, lookup.reading) for lookup in self.lookups)
        return first_lookup(contact, self.lookups) == (source, candidate.word)

    def _may_pick(self, contact: Contact) -> bool:
        if not may(self.caller, contact, GroupRight.SELECT, self.groups) or not self.filters.is_only_about_names():
            return False
        # The text must match the name: a matching email would reveal the email.
        name_only = with_fields(contact, emails=(), phones=(), identifiers=Identifiers())
        return not self.lookups or first_lookup(name_only, self.lookups) is not None


def search_contacts(
    store: TenantStore, text: str | None, filters: Filters, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Found], After | None]:
    """Return a page of the contacts that match the text and every filter, and that the caller may see.

    A page may hold fewer contacts than `limit` without being the last.
    """
    readings = readings_of(text) if text is not None else ()
    if text is not None and not readings:
        return [], None
    search = _Search(lookups_of(readings), filters, by, store.settings.current().groups)
    return _pages(store, search, _sources(store, search), limit, after)


def _sources(store: TenantStore, search: _Search) -> list[Source]:
    filters, facet, since = search.filters, facet_to_read(search.filters), updated_from(search.filters)
    prefixes = [lookup.prefix for lookup in search.lookups]
    if prefixes and all(len(prefix) >= 2 for prefix in prefixes):
        return [_word_source(store, prefix) for prefix in prefixes]
    if filters.list_id is not None:
        list_id = filters.list_id
        return [lambda limit, after: store.search.by_list(list_id, limit=limit, after=after)]
    if facet is not None:
        return [lambda limit, after: store.search.by_facet(facet, limit=limit, after=after)]
    if since is not None:
        return [lambda limit, after: store.search.by_update(since, limit=limit, after=after)]
    return [lambda limit, after: store.search.by_name(limit=limit, after=after)]


def _word_source(store: TenantStore, prefix: str) -> Source:
    return lambda limit, after: store.search.by_word(prefix, limit=limit, after=after)


def _pages(
    store: TenantStore, search: _Search, sources: Sequence[Source], limit: int, after: After | None
) -> tuple[list[Found], After | None]:
    position = dict(after or {})
    place = int(position.pop(_SOURCE, "0"))
    start: After | None = position or None
    found: list[Found] = []
    for number in range(_MOST_ROUNDS):
        # If the first round does not fill the page, the next rounds read more at once.
        candidates, end = sources[place](limit if number == 0 else _WIDE, start)
        for candidate, contact in _with_contacts(store, candidates):
            answer = search.answer(contact, candidate, place)
            if answer:
                found.append(answer)
            if len(found) == limit:
                is_last = end is None and candidate is candidates[-1] and place == len(sources) - 1
                return found, None if is_last else {_SOURCE: str(place), **candidate.after}
        if end is None:
            place += 1
        if place == len(sources):
            return found, None
        start = end
    return found, {_SOURCE: str(place), **(start or {})}


def _with_contacts(store: TenantStore, candidates: Sequence[SearchCandidate]) -> list[tuple[SearchCandidate, Contact]]:
    ids = dict.fromkeys(candidate.contact_id for candidate in candidates if candidate.contact is None)
    read = {contact.contact_id: contact for contact in store.contacts.get_many(list(ids))} if ids else {}
    pairs = [(candidate, candidate.contact or read.get(candidate.contact_id)) for candidate in candidates]
    return [(candidate, contact) for candidate, contact in pairs if contact is not None]
