"""The refusals of addresses: one item an address, known by its keyed hash only.

The hash has a secret of its own that never rotates: after an erasure nobody knows the address, so nobody can hash it again (S5.4).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping

from pydantic import SecretStr

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.paging import After
from contactbook.domain.refusals.refusals import Refusal, not_stored
from contactbook.domain.refusals.soft_bounces import SoftBounces
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Check, Index, Put, Remove, Row, Write, at_version


class RefusalRepository:
    """The refusals of one tenant."""

    def __init__(self, keys: TenantKeys, secret: Callable[[], SecretStr]) -> None:
        self._keys = keys
        self._secret = secret

    def name_of(self, address: str) -> str:
        """Return the keyed hash of an email address or a phone in E.164, the same for every way to write it (S5.11)."""
        return self.hash_of(comparable_address(address))

    def hash_of(self, value: str) -> str:
        """Return the keyed hash of a value, the same in every tenant and for ever."""
        key = self._secret().get_secret_value().encode()
        return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32]

    def names_of(self, addresses: Iterable[str]) -> dict[str, str]:
        """Return each address by its keyed hash."""
        return {self.name_of(address): address for address in addresses}

    def key_of(self, name: str) -> Key:
        """Return the key of the refusal at the address with this keyed hash, for a batch read with others."""
        return self._keys.refusal(name)

    def find(self, name: str) -> Refusal | None:
        """Return what is refused at the address with this keyed hash, or None."""
        row = table.get(self._keys.refusal(name))
        return _refusal(row) if row else None

    def get_many(self, names: Iterable[str]) -> dict[str, Refusal]:
        """Return the refusals that stand at the addresses with these keyed hashes. One consistent batch read for each hundred."""
        keys = [self._keys.refusal(name) for name in names]
        found = [_refusal(row) for row in table.get_many(keys)] if keys else []
        return {refusal.address: refusal for refusal in found}

    def standing(self, names: Iterable[str]) -> list[Refusal]:
        """Return the refusal of each of these addresses, stored or not. Reads as `get_many`."""
        wanted = list(names)
        found = self.get_many(wanted)
        return [found.get(name) or not_stored(name) for name in wanted]

    def page(self, *, limit: int, after: After | None) -> tuple[list[Refusal], After | None]:
        """Return a page of the refusals, in no order that means anything. One query, which may lag, and one batch read."""
        page = table.query_index(Index.BY_RUN, self._keys.refusals(), limit=limit, after=after)
        return [_refusal(row) for row in table.get_many([row.key for row in page.rows])], page.after

    def save_of(self, refusal: Refusal) -> Write:
        """Return the write that replaces the version before; one that says nothing is removed. It raises ConcurrentUpdate.

        One that refuses nothing any more is in no list.
        """
        key, expect = self._keys.refusal(refusal.address), at_version(refusal.version - 1)
        if not refusal.events and refusal.started_at is None:
            return Remove(key, expect)
        document = refusal.model_dump_json(exclude_defaults=True)
        place = self._place(refusal.address) if refusal.events else None
        return Put(Row(key, "refusal", document, refusal.version, gsi3=place), expect)

    def check_of(self, refusal: Refusal) -> Check:
        """Return the check that the refusal is still this one; it raises ConcurrentUpdate."""
        return Check(self._keys.refusal(refusal.address), at_version(refusal.version))

    def soft_bounces(self, name: str) -> SoftBounces:
        """Return the soft bounces in a row of the address with this keyed hash, stored or not. One read."""
        row = table.get(self._keys.soft_bounces(name))
        return row.read(SoftBounces) if row else SoftBounces(address=name, version=0)

    def save_soft_bounces_of(self, bounces: SoftBounces) -> Write:
        """Return the write that replaces the version before. It raises ConcurrentUpdate."""
        document = bounces.model_dump_json(exclude_defaults=True)
        row = Row(self._keys.soft_bounces(bounces.address), "soft_bounces", document, bounces.version)
        return Put(row, at_version(bounces.version - 1))

    def _place(self, name: str) -> Key:
        return Key(self._keys.refusals(), name)


def standing_in(repositories: Mapping[str, RefusalRepository], names: Iterable[str]) -> list[tuple[str, Refusal]]:
    """Return what stands at the addresses with these keyed hashes in each of several tenants, with the tenant's id.

    One consistent batch read for each hundred pairs of a tenant and an address.
    """
    names = tuple(names)
    tenants = {repository.key_of(name): tenant_id for tenant_id, repository in repositories.items() for name in names}
    return [(tenants[row.key], _refusal(row)) for row in table.get_many(list(tenants))]


def _refusal(row: Row) -> Refusal:
    return row.read(Refusal)
