"""The search terms of contacts: words of names, values, filter values. The stream derives them; they can be rebuilt.

Reads of a search are eventually consistent: a candidate is only listed if the contact itself matches.
"""

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.facets import BY_ADDRESS, Facet
from contactbook.domain.search.words import SearchTerms
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys, escaped, unescaped
from contactbook.storage.base.rows import NO_FIELDS, Index, Row, RowPage
from contactbook.storage.search.candidates import Candidates, SearchCandidate
from contactbook.storage.search.times import ChangeTimes


class SearchRepository:
    """The search terms of one tenant's contacts. Each page of candidates is one query."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys
        self.times = ChangeTimes(keys)

    def rows_of(self, contact_id: str, terms: SearchTerms) -> list[Row]:
        """Return the rows of a contact's search terms."""
        keys = [self._keys.search_word(word, contact_id) for word in terms.names]
        keys += [self._keys.in_group(self._keys.value_group(word), contact_id) for word in terms.values]
        keys += [self._keys.facet(facet.name, facet.value, contact_id) for facet in terms.facets]
        return [Row(key, "search_word", NO_FIELDS) for key in keys]

    def by_name_word(self, prefix: str, *, limit: int, after: After | None) -> Candidates:
        """Return contacts with a name that has a word that begins with `prefix` (at least two letters), in the order of words."""
        return _words(_page(Key(self._keys.search_partition(prefix), prefix), limit, after))

    def by_value(self, prefix: str, *, limit: int, after: After | None) -> Candidates:
        """Return contacts with an email, a national number or an identifier that begins with `prefix` (at least two letters)."""
        return _words(_page(self._keys.value_group(prefix), limit, after))

    def holders_of(self, word: str) -> list[str]:
        """Return every contact with exactly this email, national number or identifier. One query; it is consistent."""
        group = self._keys.value_group(word)
        return [row.child_id for row in table.query(group.pk, f"{group.sk}#").rows]

    def by_whole_value(self, word: str, *, limit: int, after: After | None) -> Candidates:
        """Return contacts with exactly this email, national number or identifier."""
        group = self._keys.value_group(word)
        return _ids(_page(Key(group.pk, f"{group.sk}#"), limit, after))

    def value_groups(self, letter: str) -> list[Key]:
        """Return where emails, national numbers and identifiers lie that begin with a letter, for `by_group`."""
        return [Key(partition, escaped(letter)) for partition in self._keys.group_partitions("VALUES")]

    def by_group(self, group: Key, *, limit: int, after: After | None) -> Candidates:
        """Return contacts with a value in the group."""
        return _words(_page(group, limit, after))

    def by_facet(self, facet: Facet, *, limit: int, after: After | None, newest_first: bool = False) -> Candidates:
        """Return contacts with this value of a filter, oldest first; those of a country in the order of hashed addresses."""
        if facet.name == BY_ADDRESS:
            page = _page(self._keys.place_group(facet.value), limit, after)
            return [_candidate(row, place=row.key.sk.split("#")[1]) for row in page.rows], page.after
        return _ids(_page(Key(self._keys.facet_partition(facet.name, facet.value), ""), limit, after, newest_first=newest_first))

    def by_list(self, list_id: str, *, limit: int, after: After | None, newest_first: bool = False) -> Candidates:
        """Return members of a list, oldest first."""
        return _ids(_page(Key(self._keys.list_partition(list_id), ""), limit, after, newest_first=newest_first))

    def by_name(self, *, limit: int, after: After | None, descending: bool = False) -> Candidates:
        """Return every contact, in the order of folded names. The index holds the contacts themselves."""
        partition = self._keys.contacts_by_name()
        page = table.query_index(Index.BY_NAME, partition, limit=limit, after=after, newest_first=descending)
        return [_whole(row) for row in page.rows], page.after


def _page(group: Key, limit: int, after: After | None, *, newest_first: bool = False) -> RowPage:
    return table.query(group.pk, group.sk, limit=limit, after=after, consistent=False, newest_first=newest_first)


def _words(page: RowPage) -> Candidates:
    return [_candidate(row, word=unescaped(row.key.sk.rpartition("#")[0])) for row in page.rows], page.after


def _ids(page: RowPage) -> Candidates:
    return [_candidate(row) for row in page.rows], page.after


def _candidate(row: Row, *, word: str | None = None, place: str | None = None) -> SearchCandidate:
    return SearchCandidate(row.key.sk.rpartition("#")[2], {"pk": row.key.pk, "sk": row.key.sk}, word=word, place=place)


def _whole(row: Row) -> SearchCandidate:
    place = {"gsi1pk": row.gsi1.pk, "gsi1sk": row.gsi1.sk} if row.gsi1 else {}
    contact = row.read(Contact) if row.kind == "contact" else None
    return SearchCandidate(row.contact_id, {"pk": row.key.pk, "sk": row.key.sk, **place}, contact=contact)
