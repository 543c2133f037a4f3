"""The search terms of contacts: words, filter values and times. The stream derives them; they can be rebuilt."""

from dataclasses import dataclass

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.words import Facet, SearchTerms
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index, Row


@dataclass(frozen=True)
class SearchCandidate:
    """A contact that may match: where it was found, under which word, and the contact itself if the index holds it."""

    contact_id: str
    after: After
    word: str | None = None
    contact: Contact | None = None


Candidates = tuple[list[SearchCandidate], After | None]


class SearchRepository:
    """The search terms of one tenant's contacts. Each page of candidates is one query."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def replace(self, contact_id: str, before: SearchTerms, after: SearchTerms) -> None:
        """Replace the contact's search terms `before` by `after`. Write only the differences. Idempotent."""
        old, new = self._rows(contact_id, before), self._rows(contact_id, after)
        table.remove_many(sorted(old - new, key=_order))
        table.put_many([Row(key, "search_word", "{}") for key in sorted(new - old, key=_order)])

    def by_word(self, prefix: str, *, limit: int, after: After | None) -> Candidates:
        """Return contacts with a word that begins with `prefix` (at least two letters), in the order of words."""
        page = table.query(self._keys.search_partition(prefix), prefix, limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_facet(self, facet: Facet, *, limit: int, after: After | None) -> Candidates:
        """Return contacts with this value of a filter, oldest first."""
        page = table.query(self._keys.facet_partition(facet.name, facet.value), limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_list(self, list_id: str, *, limit: int, after: After | None) -> Candidates:
        """Return members of a list, oldest first."""
        page = table.query(self._keys.list_partition(list_id), limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_update(self, since: str, *, limit: int, after: After | None) -> Candidates:
        """Return contacts changed since a time, in the order of their last changes."""
        page = table.query(self._keys.updated_partition(), between=(since, "~"), limit=limit, after=after)
        return [_candidate(row) for row in page.rows], page.after

    def by_name(self, *, limit: int, after: After | None) -> Candidates:
        """Return every contact, in the order of folded names. The index holds the contacts themselves."""
        page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
        return [_whole(row) for row in page.rows], page.after

    def _rows(self, contact_id: str, terms: SearchTerms) -> set[Key]:
        keys = {self._keys.search_word(word, contact_id) for word in terms.words}
        keys |= {self._keys.facet(facet.name, facet.value, contact_id) for facet in terms.facets}
        if terms.updated:
            keys.add(self._keys.updated(terms.updated, contact_id))
        return keys


def _candidate(row: Row) -> SearchCandidate:
    word, _, contact_id = row.key.sk.rpartition("#")
    return SearchCandidate(contact_id, {"pk": row.key.pk, "sk": row.key.sk}, word=word or None)


def _whole(row: Row) -> SearchCandidate:
    place = {"gsi1pk": row.gsi1.pk, "gsi1sk": row.gsi1.sk} if row.gsi1 else {}
    contact = Contact.model_validate_json(row.document) if row.kind == "contact" else None
    return SearchCandidate(row.key.pk.rpartition("#")[2], {"pk": row.key.pk, "sk": row.key.sk, **place}, contact=contact)


def _order(key: Key) -> tuple[str, str]:
    return key.pk, key.sk
