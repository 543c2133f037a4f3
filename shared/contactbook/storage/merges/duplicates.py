"""By which keys contacts meet that may be the same, and which of them are known not to be."""

from collections.abc import Iterable

from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.paging import After
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Put, Row, Write

# Sixteen: a small tenant is gone through in one request, and a large one is still spread.
_PARTITIONS = [f"{number:x}" for number in range(16)]
_NOUN = "NOT-DUPLICATE"


class DuplicateRepository:
    """The duplicate keys of one tenant's contacts. A key is a keyed hash: nothing of a contact can be read from it."""

    def __init__(self, keys: TenantKeys, key_ring: KeyRing) -> None:
        self._keys = keys
        self._key_ring = key_ring

    def hashes_of(self, values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """The keyed hashes of keys, in their order."""
        return tuple(keyed_hash(self._key_ring, "duplicate", *value) for value in values)

    def replace(self, contact_id: str, before: Iterable[str], after: Iterable[str]) -> None:
        """Let the contact be met under `after` instead of `before`; writes only the differences, twice without harm."""
        old, new = set(before), set(after)
        table.remove_many([self._keys.duplicate_key(one, contact_id) for one in sorted(old - new)])
        table.put_many([Row(self._keys.duplicate_key(one, contact_id), "duplicate_key", "{}") for one in sorted(new - old)])

    def met_under(self, found: str, *, limit: int) -> list[str]:
        """Ids of contacts under one key, oldest first: one query."""
        page = table.query(self._keys.duplicate_partition(found), f"{found}#", limit=limit)
        return [row.key.sk.partition("#")[2] for row in page.rows]

    def page_of_keys(self, *, limit: int, after: After | None) -> tuple[list[tuple[str, str]], After | None]:
        """Keys with their contacts, in the order of the keys, so that those who share one come together.

        One query a partition; a page may hold fewer than `limit`, even none, while there are more.
        """
        place = after["partition"] if after else _PARTITIONS[0]
        start = {"pk": after["pk"], "sk": after["sk"]} if after and "sk" in after else None
        partition = self._keys.duplicate_partition(place)
        page = table.query(partition, limit=limit, after=start)
        found = [(row.key.sk.partition("#")[0], row.key.sk.partition("#")[2]) for row in page.rows]
        if page.after is not None:
            return found, {"partition": place, **page.after}
        following = _PARTITIONS.index(place) + 1
        return found, {"partition": _PARTITIONS[following]} if following < len(_PARTITIONS) else None

    def beginning(self) -> After:
        """Where the first page begins."""
        return {"partition": _PARTITIONS[0]}

    def after_key(self, found: str, contact_id: str) -> After:
        """Where a page goes on that ended with this contact under this key."""
        key = self._keys.duplicate_key(found, contact_id)
        return {"partition": found[:1], "pk": key.pk, "sk": key.sk}

    def not_duplicates(self, contact_ids: Iterable[str]) -> set[str]:
        """Ids of contacts that are known to be others than one of these: one query each."""
        pages = [table.query(self._keys.contact_partition(contact_id), f"{_NOUN}#") for contact_id in contact_ids]
        return {row.key.sk.partition("#")[2] for page in pages for row in page.rows}

    def not_duplicate_writes(self, one: str, other: str) -> list[Write]:
        """The writes that remember, on both, that these two are not the same."""
        return [Put(Row(self._not_duplicate(*pair), "not_duplicate", "{}")) for pair in ((one, other), (other, one))]

    def _not_duplicate(self, one: str, other: str) -> Key:
        return self._keys.beside_profile(one, _NOUN, other)
