"""The keys that likely duplicates share, and the pairs that are marked as different."""

from collections.abc import Iterable

from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Put, Row, Write

# Sixteen: one request can read all of a small tenant, and the keys of a large tenant are still spread.
_PARTITIONS = [f"{number:x}" for number in range(16)]
_NOUN = "NOT-DUPLICATE"


def stored_contact(row: Row | None) -> Contact | None:
    """Return the contact of a changed row; None for a missing row, a merged contact, or another kind."""
    return Contact.model_validate_json(row.document) if row and row.kind == "contact" else None


class DuplicateRepository:
    """The duplicate keys of one tenant's contacts. A key is a keyed hash, so it reveals nothing of a contact."""

    def __init__(self, keys: TenantKeys, key_ring: KeyRing) -> None:
        self._keys = keys
        self._key_ring = key_ring

    def hashes_of(self, values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Return the keyed hashes of keys, in their order."""
        return tuple(keyed_hash(self._key_ring, "duplicate", *value) for value in values)

    def replace(self, contact_id: str, before: Iterable[str], after: Iterable[str]) -> None:
        """Replace the contact's keys `before` by `after`. Only the differences are written. Idempotent."""
        old, new = set(before), set(after)
        table.remove_many([self._keys.duplicate_key(one, contact_id) for one in sorted(old - new)])
        table.put_many([Row(self._keys.duplicate_key(one, contact_id), "duplicate_key", "{}") for one in sorted(new - old)])

    def contacts_under(self, key_hash: str, *, limit: int) -> list[str]:
        """Return ids of contacts under one key, oldest first. One query."""
        page = table.query(self._keys.duplicate_partition(key_hash), f"{key_hash}#", limit=limit)
        return [row.key.sk.partition("#")[2] for row in page.rows]

    def page_of_keys(self, *, limit: int, after: After | None) -> tuple[list[tuple[str, str]], After | None]:
        """Return key hashes with their contacts, in the order of the hashes, so that contacts of one key come together.

        One query reads one partition. A page may hold fewer than `limit`, even none, before the end.
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
        """Return where the first page begins."""
        return {"partition": _PARTITIONS[0]}

    def after_key(self, key_hash: str, contact_id: str) -> After:
        """Return where the page begins that follows this contact under this key."""
        key = self._keys.duplicate_key(key_hash, contact_id)
        return {"partition": key_hash[:1], "pk": key.pk, "sk": key.sk}

    def not_duplicates(self, contact_ids: Iterable[str]) -> set[str]:
        """Return ids of contacts that are marked as different from one of these. One query each."""
        pages = [table.query(self._keys.contact_partition(contact_id), f"{_NOUN}#") for contact_id in contact_ids]
        return {row.key.sk.partition("#")[2] for page in pages for row in page.rows}

    def not_duplicate_writes(self, one: str, other: str) -> list[Write]:
        """Return the writes that mark two contacts as different, on both of them."""
        return [Put(Row(self._not_duplicate(*pair), "not_duplicate", "{}")) for pair in ((one, other), (other, one))]

    def _not_duplicate(self, one: str, other: str) -> Key:
        return self._keys.beside_profile(one, _NOUN, other)
