"""The words under which contacts are found: derived by the stream, rebuilt from the contacts at any time."""

from collections.abc import Iterable

from contactbook.storage import table
from contactbook.storage.keys import Key, TenantKeys
from contactbook.storage.rows import Row


class SearchRepository:
    """The search words of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def replace(self, contact_id: str, before: Iterable[str], after: Iterable[str]) -> None:
        """Make the contact found under `after` instead of `before`; writes only the differences, twice without harm."""
        old, new = set(before), set(after)
        table.remove_many([self._keys.search_word(word, contact_id) for word in sorted(old - new)])
        table.put_many([Row(self._keys.search_word(word, contact_id), "search_word", "{}") for word in sorted(new - old)])

    def page(self, word: str, *, limit: int, after: dict[str, str] | None) -> tuple[list[str], dict[str, str] | None]:
        """Ids of contacts with a word that begins like this one (two letters at least), in word order: one query."""
        page = table.query(self._keys.search_partition(word), word, limit=limit, after=after)
        return [contact_id_of(row.key) for row in page.rows], page.after


def contact_id_of(key: Key) -> str:
    """The contact that a search word's key names."""
    return key.sk.rpartition("#")[2]
