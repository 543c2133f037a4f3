"""The contacts that rows of an import are about, as the table knows them (S6.8).

Ids and searched fields match only what the caller who started the import may see. A claim matches all, as on every route.
"""

from collections.abc import Iterable, Mapping, Sequence

from contactbook.domain.base.paging import every
from contactbook.domain.base.transliteration import latin_words
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, claims
from contactbook.domain.imports.matching import (
    Searched,
    groups_to_try,
    has_values,
    is_by_id,
    is_of_kind,
    is_searched,
    looked_up,
    values_of_group,
)
from contactbook.domain.imports.runs import Import
from contactbook.domain.search.words import LONGEST, SHORTEST, word_of_address
from contactbook.domain.settings.permissions import GroupRight
from contactbook.storage.tenant_store import TenantStore

# Contacts that are remembered of those that a worker has stored.
_MOST_KEPT = 20_000
# Contacts of one name that are looked at. A row whose name has more matches nobody.
_MOST_OF_A_NAME = 500


class KnownContacts:
    """What says which contact a row is about, with what this worker itself has stored: the search learns of it later."""

    def __init__(self, store: TenantStore, run: Import) -> None:
        self._store = store
        self._by = run.caller
        self._groups = groups_to_try(run.draft.match_on, run.paths)
        self._searched: dict[ClaimedValue, str] = {}
        self._lines: dict[str, int] = {}

    def holders(self, values: Sequence[ClaimedValue]) -> dict[ClaimedValue, tuple[str, ...]]:
        """Return the contacts with each value: one batch read for ids and claims, and one query for each value that no claim holds."""
        asked = [value for value in values if value not in self._searched]
        claimed = [value for value in asked if not is_by_id(value) and not is_searched(value)]
        found: dict[ClaimedValue, tuple[str, ...]] = {
            value: (holder,) for value, holder in (self._store.contacts.claim_holders(claimed) if claimed else {}).items()
        }
        by_id = {value: value.values[0] for value in asked if is_by_id(value)}
        if by_id:
            survivors = self._store.contacts.survivors(by_id.values())
            fitting = {one: contact.contact_id for one, contact in survivors.items() if self._may_view(contact)}
            found |= {value: (fitting[one],) for value, one in by_id.items() if one in fitting}
        for value in asked:
            if is_searched(value) and (holders := self._searched_holders(value)):
                found[value] = holders
        return found | {value: (self._searched[value],) for value in values if value in self._searched}

    def values_of(self, contact: Contact) -> frozenset[ClaimedValue]:
        """Return everything by which a row can be about the contact."""
        uniqueness = self._store.settings.current().uniqueness
        groups = [values_of_group(contact, contact.contact_id, contact.kind, group, uniqueness) for group in self._groups]
        return claims(contact, uniqueness).union(*groups)

    def keep(self, contact: Contact, line: int) -> None:
        """Remember a contact that a row of this line has stored. The oldest are forgotten: the search knows them by then."""
        for value in self.values_of(contact):
            if is_searched(value):
                self._searched[value] = contact.contact_id
        self._lines.setdefault(contact.contact_id, line)
        while len(self._searched) > _MOST_KEPT:
            del self._searched[next(iter(self._searched))]
        while len(self._lines) > _MOST_KEPT:
            del self._lines[next(iter(self._lines))]

    def line_of(
        self,
        values: Iterable[ClaimedValue],
        claimed: Mapping[ClaimedValue, int],
        holders: Mapping[ClaimedValue, tuple[str, ...]],
    ) -> int | None:
        """Return the line of this file that made the contact with these values, if one did."""
        for value in values:
            if value in claimed:
                return claimed[value]
            line = next((self._lines[one] for one in holders.get(value, ()) if one in self._lines), None)
            if line is not None:
                return line
        return None

    def _searched_holders(self, value: ClaimedValue) -> tuple[str, ...]:
        """Return every contact that has the values. A search term may be late, so the contact itself is asked."""
        ids = list(dict.fromkeys(_candidates(self._store, looked_up(value))))[:_MOST_OF_A_NAME]
        contacts: Iterable[Contact] = self._store.contacts.get_many(ids) if ids else ()
        found = [one for one in contacts if one.erasure is None and is_of_kind(value, one.kind) and has_values(one, value)]
        return tuple(one.contact_id for one in found if self._may_view(one))

    def _may_view(self, contact: Contact) -> bool:
        """True if the caller may see the contact (S3.14, S3.16)."""
        return may(self._by, contact, GroupRight.VIEW, self._store.settings.current().groups)


def _candidates(store: TenantStore, searched: Searched) -> Iterable[str]:
    if searched.path == "emails.address":
        return store.search.holders_of(word_of_address(searched.text))
    if searched.path == "phones.number":
        return store.search.holders_of(word_of_address(f"+{searched.text}"))
    if searched.path.startswith("identifiers."):
        return store.search.holders_of(searched.text[:LONGEST])
    words = [word[:LONGEST] for word in latin_words(searched.text) if len(word) >= SHORTEST]
    if not words:
        return ()
    longest = max(words, key=len)
    found = every(lambda after: store.search.by_name_word(longest, limit=100, after=after))
    return (one.contact_id for one in found if one.word == longest)
