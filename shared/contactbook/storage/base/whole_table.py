"""Reading the whole table, which only the off-boarding of a tenant does (decision 0164).

No index lists every item of a tenant, and one that did would make every write dearer. So the table is read once when a tenant's data
is handed over, and until nothing is found when it is erased. DynamoDB leaves out what is not the tenant's before it answers.
"""

from collections.abc import Sequence

from contactbook.domain.base.paging import After
from contactbook.storage.base.client.batches import write_batches
from contactbook.storage.base.client.errors import translated
from contactbook.storage.base.group_keys import group_partition
from contactbook.storage.base.item import Item, raw_key, row_of
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Row
from contactbook.storage.base.shared_keys import tenant_entry
from contactbook.storage.base.table import after_key, start_key


def count_of_items() -> int:
    """Return how many items the table has, as DynamoDB counted them some hours ago. One request."""
    with translated():
        return int(Item.describe_table()["ItemCount"])


def page_of_tenant(tenant_id: str, group_id: str, *, after: After | None) -> tuple[list[Row], int, After | None]:
    """Return a tenant's items in one page of the table, how many items of all tenants it has, and where the next page begins.

    With the items of its tenant group, and its entry in the registry. One request, which reads a megabyte. The order is DynamoDB's
    own; the items of a partition follow each other in the order of their keys.
    """
    entry = tenant_entry(tenant_id)
    is_its = Item.pk.startswith(TenantKeys(tenant_id).everything)
    is_its_groups = Item.pk.startswith(group_partition(group_id, ""))
    is_its_entry = (Item.pk == entry.pk) & (Item.sk == entry.sk)
    with translated():
        connection = Item.connection()
        answer = connection.scan(
            is_its | is_its_groups | is_its_entry,
            exclusive_start_key=start_key(after),  # type: ignore[arg-type]  # PynamoDB hands on a whole key, whatever its type says.
            consistent_read=True,
        )
    rows = [row_of(raw) for raw in answer["Items"]]
    return rows, int(answer["ScannedCount"]), after_key(answer.get("LastEvaluatedKey"))


def erase(keys: Sequence[Key]) -> None:
    """Delete items of any kind in batches of 25, audit entries too: they go with their tenant, and with nothing else."""
    write_batches([], [raw_key(key) for key in keys])
