"""What a tenant group keeps for its sync about the contacts of one tenant, in rows that the off-boarding of that tenant read."""

import json

from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys, group_partition
from contactbook.storage.base.rows import Row
from contactbook.storage.sync.match_keys import MatchKeyRepository


def is_of_tenant(keys: GroupKeys, row: Row, tenant_id: str) -> bool:
    """True for a row that is about contacts of this tenant alone.

    Such are ties, a changed contact, a shared person, a line of a run about what it changed or left out, and a pointer.
    """
    if row.key.pk == keys.ties(tenant_id, "").pk:
        return True
    if row.key.pk == keys.changes():
        return bool(json.loads(row.document)["tenant_id"] == tenant_id)
    if row.key.pk.startswith(group_partition(keys.group_id, f"COPYOF#{tenant_id}#")):
        return True
    runs = tuple(group_partition(keys.group_id, noun) for noun in ("RUN#", "REFUSED#"))
    is_by_contact = row.key.pk == keys.shared() or row.key.pk.startswith(runs)
    return is_by_contact and tenant_id in row.key.sk.split("#")


def forget_tenant(keys: GroupKeys, row: Row, tenant_id: str) -> bool:
    """Take the tenant's contacts out of a match key; return True if it had some. Raises KeyChanged."""
    if row.kind != "match_entry":
        return False
    repository = MatchKeyRepository(keys)
    before = repository.of_row(row)
    if before.oversized and before.oversized.tenant_id == tenant_id:
        repository.remove_many([before.name])
        return True
    write = repository.write_of(before, before.among(lambda one: one != tenant_id))
    if write is not None:
        table.transact([write])
    return write is not None
