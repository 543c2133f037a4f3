"""The items of a tenant in a page of the whole table: what of it is handed over, and what of it is erased (S8.6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from contactbook.domain.base.paging import After
from contactbook.domain.offboarding.offboarding import Offboarding
from contactbook.domain.offboarding.readable import Stored
from contactbook.storage.base import whole_table
from contactbook.storage.base.group_keys import OFFBOARDINGS, GroupKeys, group_partition
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Row
from contactbook.storage.sync.remains import forget_tenant, is_of_tenant


@dataclass(frozen=True)
class StoredPage:
    """The tenant's items in one page of the table, how many items of all tenants were read, and where the next page begins."""

    items: tuple[Stored, ...]
    read: int
    after: After | None


def count_of_items() -> int:
    """Return about how many items the table has, of all tenants. One request."""
    return whole_table.count_of_items()


def page_to_hand_over(found: Offboarding, *, after: After | None) -> StoredPage:
    """Return the tenant's items, with those of its group if it is the top account: the sync is configured there. One request."""
    rows, read, end = whole_table.page_of_tenant(found.tenant_id, found.group_id, after=after)
    own = [row for row in rows if found.is_top or not _is_in_group(found, row)]
    return StoredPage(tuple(Stored(row.kind, row.contact_id, row.child_id, row.document, row.values) for row in own), read, end)


def erase_page(found: Offboarding, *, after: After | None) -> tuple[Counter[str], After | None]:
    """Erase the tenant's items in one page of the table; return how many of each kind, and where the next page begins.

    The mark that says that the tenant is closed stays, and so does its entry in the registry. Raises ConcurrentUpdate.
    """
    rows, _, end = whole_table.page_of_tenant(found.tenant_id, found.group_id, after=after)
    everything = TenantKeys(found.tenant_id).everything
    own = [row for row in rows if row.key.pk.startswith(everything) and row.kind != "closing"]
    whole_table.erase([row.key for row in own])
    erased = [*own, *_erase_in_group(found, [row for row in rows if _is_in_group(found, row)])]
    return Counter(row.kind for row in erased), end


def _is_in_group(found: Offboarding, row: Row) -> bool:
    return row.key.pk.startswith(group_partition(found.group_id, ""))


def _erase_in_group(found: Offboarding, rows: Sequence[Row]) -> list[Row]:
    """Erase what the group keeps of the tenant, and return it. Of a top account that is all but the certificates.

    A match key that several tenants carry loses the tenant's contacts and stays.
    """
    kept = {group_partition(found.group_id, noun) for noun in (OFFBOARDINGS, "TENANTS")}
    keys = GroupKeys(found.group_id)
    erased = [row for row in rows if row.key.pk not in kept and (found.is_top or is_of_tenant(keys, row, found.tenant_id))]
    whole_table.erase([row.key for row in erased])
    if found.is_top:
        return erased
    return erased + [row for row in rows if forget_tenant(keys, row, found.tenant_id)]
