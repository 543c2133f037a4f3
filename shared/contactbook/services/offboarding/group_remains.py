"""What a tenant's group keeps for its sync, and how much of it goes with the tenant (S8.6)."""

from collections.abc import Sequence

from contactbook.domain.offboarding.offboarding import Offboarding
from contactbook.services.base.stores import open_group
from contactbook.storage.base import whole_table
from contactbook.storage.base.group_keys import OFFBOARDINGS, group_partition
from contactbook.storage.base.rows import Row
from contactbook.storage.sync.remains import forget_tenant, is_of_tenant


def erase_in_group(found: Offboarding, rows: Sequence[Row]) -> list[Row]:
    """Erase among these rows what the group keeps of the tenant, and return it. Of a top account that is all but the certificates.

    A match key that several tenants carry loses the tenant's contacts and stays. Raises ConcurrentUpdate.
    """
    in_group = [row for row in rows if row.key.pk.startswith(group_partition(found.group_id, ""))]
    kept = {group_partition(found.group_id, noun) for noun in (OFFBOARDINGS, "TENANTS")}
    keys = open_group(found.group_id).keys
    erased = [row for row in in_group if row.key.pk not in kept and (found.is_top or is_of_tenant(keys, row, found.tenant_id))]
    whole_table.erase([row.key for row in erased])
    if found.is_top:
        return erased
    return erased + [row for row in in_group if forget_tenant(keys, row, found.tenant_id)]
