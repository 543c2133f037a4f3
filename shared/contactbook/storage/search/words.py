"""Under what contacts are found: words, filter values and times, derived by the stream and rebuilt at any time."""

from dataclasses import dataclass

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.words import Facet, SearchTerms
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index, Row


@dataclass(frozen=True)
class Candidate:
    """A contact that may be an answer: where it was found, under which word, and whole where the index brings it along."""

    contact_id: str
    after: After
    word: str | None = None
    contact: Contact | None = None


Candidates = tuple[list[Candidate], After | None]


class SearchRepository:
    """The search terms of one tenant's contacts. Each way to candidates is one query a page."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def replace(self, contact_id: str, before: SearchTerms, after: SearchTerms) -> None:
        """Make the contact found under `after` instead of `before`; writes only the differences, twice without harm."""
        old, new = self._rows(contact_id, before), self._rows(contact_id, after)
        table.remove_many(sorted(old - new, key=_order))
        table.put_many([Row(key, "search_word", "{}") for key in sorted(new - old, key=_order)])

    def by_word(self, prefix: str, *, limit: int, after: After | None) -> Candidates:
        """Contacts with a word that begins like this (two letters at least), in word order."""
        page = table.query(self._keys.search_partition(prefix), prefix, limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_facet(self, facet: Facet, *, limit: int, after: After | None) -> Candidates:
        """Contacts with this value of a filter, oldest first."""
        page = table.query(self._keys.facet_partition(facet.name, facet.value), limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_list(self, list_id: str, *, limit: int, after: After | None) -> Candidates:
        """Members of a list, oldest first."""
        page = table.query(self._keys.list_partition(list_id), limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_update(self, since: str, *, limit: int, after: After | None) -> Candidates:
        """Contacts changed since a time, in the order of their last changes."""
        page = table.query(self._keys.updated_partition(), between=(since, "~"), limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_name(self, *, limit: int, after: After | None) -> Candidates:
        """Every contact, in the order of folded names; the index brings the contacts along."""
        page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
        return [_whole(row) for row in page.rows], page.after

    def _rows(self, contact_id: str, terms: SearchTerms) -> set[Key]:
        keys = {self._keys.search_word(word, contact_id) for word in terms.words}
        keys |= {self._keys.facet(facet.name, facet.value, contact_id) for facet in terms.facets}
        if terms.updated:
            keys.add(self._keys.updated(terms.updated, contact_id))
        return keys


def _candidate(row: Row) -> Candidate:
    word, _, contact_id = row.key.sk.rpartition("#")
    return Candidate(contact_id, {"pk": row.key.pk, "sk": row.key.sk}, word=word or None)


def _whole(row: Row) -> Candidate:
    place = {"gsi1pk": row.gsi1.pk, "gsi1sk": row.gsi1.sk} if row.gsi1 else {}
    contact = Contact.model_validate_json(row.document) if row.kind == "contact" else None
    return Candidate(row.key.pk.rpartition("#")[2], {"pk": row.key.pk, "sk": row.key.sk, **place}, contact=contact)


def _order(key: Key) -> tuple[str, str]:
    return key.pk, key.sk
