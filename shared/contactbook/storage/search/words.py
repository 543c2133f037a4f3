"""The search terms of contacts: words of names, values, filter values. The stream derives them; they can be rebuilt.

Reads of a search are eventually consistent: a candidate is only listed if the contact itself matches.
"""

from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.words import BY_ADDRESS, Facet, SearchTerms
from contactbook.storage.base import audit_index, table
from contactbook.storage.base.keys import Key, TenantKeys, unescaped
from contactbook.storage.base.rows import NO_FIELDS, Index, Row, RowPage


@dataclass(frozen=True)
class SearchCandidate:
    """A contact that may match, where it was found, and the contact itself if the index holds it.

    `word` is the word under which it was found, `place` the keyed hash of the address, `changed_at` the time of the change.
    """

    contact_id: str
    after: After
    word: str | None = None
    place: str | None = None
    changed_at: datetime | None = None
    contact: Contact | None = None


Candidates = tuple[list[SearchCandidate], After | None]


class SearchRepository:
    """The search terms of one tenant's contacts. Each page of candidates is one query."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

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

    def by_facet(self, facet: Facet, *, limit: int, after: After | None) -> Candidates:
        """Return contacts with this value of a filter, oldest first; those of a country in the order of hashed addresses."""
        if facet.name == BY_ADDRESS:
            page = _page(self._keys.place_group(facet.value), limit, after)
            return [_candidate(row, place=row.key.sk.split("#")[1]) for row in page.rows], page.after
        return _ids(_page(Key(self._keys.facet_partition(facet.name, facet.value), ""), limit, after))

    def by_list(self, list_id: str, *, limit: int, after: After | None) -> Candidates:
        """Return members of a list, oldest first."""
        return _ids(_page(Key(self._keys.list_partition(list_id), ""), limit, after))

    def by_change(self, bucket: tuple[str, str], since: datetime, *, limit: int, after: After | None) -> Candidates:
        """Return contacts changed since a time, of one month and bucket, in the order of their changes: one for each change."""
        page = audit_index.page_since(self._keys, *bucket, since, limit=limit, after=after)
        rows = [
            row
            for row in page.rows
            if row.key.sk.startswith("HISTORY#") and row.key.pk.startswith(self._keys.contact_partition(""))
        ]
        return [_changed(row, row.gsi2) for row in rows if row.gsi2], page.after

    def buckets_since(self, since: datetime, now: datetime) -> list[tuple[str, str]]:
        """Return the months and buckets whose changes `by_change` reads, the oldest month first."""
        return audit_index.buckets_since(since, now)

    def by_name(self, *, limit: int, after: After | None) -> Candidates:
        """Return every contact, in the order of folded names. The index holds the contacts themselves."""
        page = table.query_index(Index.BY_NAME, self._keys.contacts_by_name(), limit=limit, after=after)
        return [_whole(row) for row in page.rows], page.after


def _page(group: Key, limit: int, after: After | None) -> RowPage:
    return table.query(group.pk, group.sk, limit=limit, after=after, consistent=False)


def _words(page: RowPage) -> Candidates:
    return [_candidate(row, word=unescaped(row.key.sk.rpartition("#")[0])) for row in page.rows], page.after


def _ids(page: RowPage) -> Candidates:
    return [_candidate(row) for row in page.rows], page.after


def _candidate(row: Row, *, word: str | None = None, place: str | None = None) -> SearchCandidate:
    return SearchCandidate(row.key.sk.rpartition("#")[2], {"pk": row.key.pk, "sk": row.key.sk}, word=word, place=place)


def _changed(row: Row, index: Key) -> SearchCandidate:
    after = {"pk": row.key.pk, "sk": row.key.sk, "gsi2pk": index.pk, "gsi2sk": index.sk}
    return SearchCandidate(row.contact_id, after, changed_at=audit_index.moment_of(index.sk.partition("#")[0]))


def _whole(row: Row) -> SearchCandidate:
    place = {"gsi1pk": row.gsi1.pk, "gsi1sk": row.gsi1.sk} if row.gsi1 else {}
    contact = row.read(Contact) if row.kind == "contact" else None
    return SearchCandidate(row.contact_id, {"pk": row.key.pk, "sk": row.key.sk, **place}, contact=contact)
