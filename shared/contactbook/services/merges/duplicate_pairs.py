"""Pairs of a tenant's likely duplicates, as far as the caller may see them (S1.22, S3.16)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby, product
from operator import itemgetter

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import FAMILIES, DuplicateKey, DuplicatePair, Likeness, duplicate_keys, likeness
from contactbook.services.merges.duplicates import MOST_IN_A_GROUP, visible_contacts
from contactbook.storage.base.keys import Key
from contactbook.storage.merges.duplicates import MemberPage
from contactbook.storage.tenant_store import TenantStore

# Keys of one query, and queries of one page. The first page holds all pairs of a small tenant.
_KEYS_A_QUERY = 2_000
_QUERIES_A_PAGE = 32
# The field of a cursor that counts the pairs already returned of the key at which the page begins.
_RETURNED = "told"

# A group of contacts that share a key.
_Group = tuple[Key, list[str]]
_Alike = tuple[Contact, Contact, Likeness]


def page_of_duplicates(
    store: TenantStore, *, by: Caller, least: float, limit: int, after: After | None
) -> tuple[list[DuplicatePair], After | None]:
    """Return pairs of the tenant's likely duplicates, each pair once.

    A page may hold fewer pairs than `limit`, even none, before the end. Its cost depends on the keys that it reads.
    """
    comparison = _Comparison(store, by, least)
    pairs: list[DuplicatePair] = []
    for _ in range(_QUERIES_A_PAGE):
        page = _whole_groups(store, store.duplicates.page_of_members(limit=_KEYS_A_QUERY, after=after))
        found, place = comparison.pairs(_shared(page), room=limit - len(pairs), start=after)
        pairs += found
        after = place or page.after
        if after is None or place is not None or len(pairs) >= limit:
            break
    return pairs, after


def _whole_groups(store: TenantStore, page: MemberPage) -> MemberPage:
    """Return the page without its last group, which may continue on the next page. The only group of a page stays."""
    if page.after is None or "sk" not in page.after or not page.members:
        return page
    last, complete = page.members[-1][0], len(page.members)
    while complete and page.members[complete - 1][0] == last:
        complete -= 1
    if not complete:
        return page
    group, contact_id = page.members[complete - 1]
    after = store.duplicates.after_member(Key(page.partition, group), contact_id)
    return MemberPage(page.partition, page.members[:complete], after)


def _shared(page: MemberPage) -> list[_Group]:
    """Return the groups of several contacts. A key that too many contacts share identifies nobody."""
    groups = ((group, [one for _, one in members]) for group, members in groupby(page.members, key=itemgetter(0)))
    return [(Key(page.partition, group), ids) for group, ids in groups if 1 < len(ids) <= MOST_IN_A_GROUP]


@dataclass
class _Comparison:
    """Compares the contacts of groups. A contact is read once, however many of its groups a request reads."""

    store: TenantStore
    by: Caller
    least: float
    _contacts: dict[str, Contact | None] = field(default_factory=dict)
    _keys: dict[str, set[DuplicateKey]] = field(default_factory=dict)

    def pairs(self, groups: Sequence[_Group], *, room: int, start: After | None) -> tuple[list[DuplicatePair], After | None]:
        """Return the pairs of these groups, and where to continue if there was no room for all."""
        self._read(one for _, ids in groups for one in ids)
        alike = [(group, ids[-1], list(self._alike(group, ids))) for group, ids in groups]
        apart = self.store.duplicates.marked(pair for _, _, found in alike for one in found for pair in _own_pairs(one))
        returned = int((start or {}).get(_RETURNED, "0"))
        pairs: list[DuplicatePair] = []
        for group, last, likely in alike:
            found = [self._pair(*one) for one in likely if apart.isdisjoint(_own_pairs(one))][returned:]
            if len(pairs) + len(found) > room:
                taken = room - len(pairs)
                place = start or self.store.duplicates.beginning()
                return [*pairs, *found[:taken]], {**place, _RETURNED: str(returned + taken)}
            pairs += found
            returned = 0
            start = self.store.duplicates.after_member(group, last)
        return pairs, None

    def _read(self, contact_ids: Iterable[str]) -> None:
        missing = [one for one in dict.fromkeys(contact_ids) if one not in self._contacts]
        found = visible_contacts(self.store, missing, self.by) if missing else {}
        for one in missing:
            contact = self._contacts[one] = found.get(one)
            self._keys[one] = set(duplicate_keys(contact)) if contact else set()

    def _alike(self, group: Key, ids: Sequence[str]) -> Iterator[_Alike]:
        """Yield the likely pairs of a group. A pair that shares several keys belongs to the first of them."""
        here = [contact for one in ids if (contact := self._contacts[one])]
        for one, other in combinations(here, 2):
            if group == self._first_group(one, other) and (alike := likeness(one, other)).score >= self.least:
                yield one, other, alike

    def _first_group(self, one: Contact, other: Contact) -> Key | None:
        """Return the group of the key that the fewest contacts are likely to share."""
        shared = self._keys[one.contact_id] & self._keys[other.contact_id]
        if not shared:
            return None
        return self.store.duplicates.group_of(min(shared, key=lambda key: (FAMILIES.index(key[1]), key)))

    def _pair(self, one: Contact, other: Contact, alike: Likeness) -> DuplicatePair:
        display = self.store.settings.current().name_display
        return DuplicatePair(
            contact_id=one.contact_id,
            duplicate_id=other.contact_id,
            display_name=display_name(one, one.kind, display),
            duplicate_display_name=display_name(other, other.kind, display),
            score=alike.score,
            fields=alike.fields,
        )


def _own_pairs(alike: _Alike) -> list[tuple[str, str]]:
    """Return the pairs whose mark keeps these two apart."""
    return list(product(alike[0].own_ids(), alike[1].own_ids()))
