"""The keys that likely duplicates share, and the pairs that are marked as different.

Contacts that share a key lie together in a group: under a value (the search writes that row), under a keyed hash of the address
within its country, or under a keyed hash alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.paging import After
from contactbook.domain.merges.duplicates import DuplicateKey
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import NO_FIELDS, Put, Row, Write

_NOUN = "NOT-DUPLICATE"
KIND_OF_KEY = "duplicate_key"


@dataclass(frozen=True)
class MemberPage:
    """Contacts of one partition, each with the sort key of its group, and where the next page begins."""

    partition: str
    members: list[tuple[str, str]]
    after: After | None


class DuplicateRepository:
    """The duplicate keys of one tenant's contacts."""

    def __init__(self, keys: TenantKeys, key_ring: KeyRing) -> None:
        self._keys = keys
        self._key_ring = key_ring
        self._partitions = keys.group_partitions()

    def group_of(self, key: DuplicateKey) -> Key:
        """Return the group of the contacts that share the key: its partition, and how their sort keys begin."""
        match key:
            case (_, "value", word):
                return self._keys.value_group(word)
            case (kind, "place", country, *place):
                return self._keys.place_group(country, keyed_hash(self._key_ring, "duplicate", kind, *place))
            case _:
                return self._keys.duplicate_group(keyed_hash(self._key_ring, "duplicate", *key))

    def places_of(self, keys: Iterable[DuplicateKey], country: str) -> list[str]:
        """Return the keyed hashes of the addresses in a country."""
        groups = (self.group_of(key) for key in keys if key[1:3] == ("place", country))
        return [group.sk.partition("#")[2] for group in groups]

    def rows_of(self, contact_id: str, keys: Iterable[DuplicateKey]) -> list[Row]:
        """Return the rows that list the contact in its groups. The search writes those of values."""
        groups = dict.fromkeys(self.group_of(key) for key in keys if key[1] != "value")
        return [Row(self._keys.in_group(group, contact_id), KIND_OF_KEY, NO_FIELDS) for group in groups]

    def contacts_in(self, group: Key, *, limit: int) -> list[str]:
        """Return ids of contacts in a group, oldest first. One query."""
        page = table.query(group.pk, f"{group.sk}#", limit=limit, consistent=False)
        return [row.key.sk.rpartition("#")[2] for row in page.rows if row.key.sk.rpartition("#")[0] == group.sk]

    def page_of_members(self, *, limit: int, after: After | None) -> MemberPage:
        """Return contacts with their groups, those of one group together.

        One query reads one partition. A page may hold fewer than `limit`, even none, before the end.
        """
        partition = after["pk"] if after else self._partitions[0]
        start = after if after and "sk" in after else None
        sort_keys, further = table.query_sort_keys(partition, limit=limit, after=start)
        members = [(group, contact_id) for group, _, contact_id in (one.rpartition("#") for one in sort_keys)]
        following = self._partitions.index(partition) + 1
        if further is None and following < len(self._partitions):
            further = {"pk": self._partitions[following]}
        return MemberPage(partition, members, further)

    def beginning(self) -> After:
        """Return where the first page begins."""
        return {"pk": self._partitions[0]}

    def after_member(self, group: Key, contact_id: str) -> After:
        """Return where the page begins that follows this contact of a group."""
        key = self._keys.in_group(group, contact_id)
        return {"pk": key.pk, "sk": key.sk}

    def not_duplicates(self, contact_ids: Iterable[str]) -> set[str]:
        """Return ids of contacts that are marked as different from one of these. One query each."""
        pages = [table.query(self._keys.contact_partition(contact_id), f"{_NOUN}#") for contact_id in contact_ids]
        return {row.key.sk.partition("#")[2] for page in pages for row in page.rows}

    def marked(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return the pairs that are marked as different. One batch read for each hundred pairs."""
        keys = {self._not_duplicate(*pair): pair for pair in pairs}
        return {keys[row.key] for row in table.get_many(list(keys))}

    def not_duplicate_writes(self, one: str, other: str) -> list[Write]:
        """Return the writes that mark two contacts as different, on both of them."""
        return [Put(Row(self._not_duplicate(*pair), "not_duplicate", NO_FIELDS)) for pair in ((one, other), (other, one))]

    def _not_duplicate(self, one: str, other: str) -> Key:
        return self._keys.beside_profile(one, _NOUN, other)
