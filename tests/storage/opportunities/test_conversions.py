"""Conversions in the table."""

from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.children import a_conversion


def test_the_last_recorded_conversion_comes_first(store: TenantStore) -> None:
    for conversion_id in ("cnv_1", "cnv_2"):
        table.transact(store.conversions.add_writes("con_1", conversion_id, a_conversion(conversion_id)))
    found, after = store.conversions.page("con_1", limit=10, after=None)
    assert ([conversion.conversion_id for conversion in found], after) == (["cnv_2", "cnv_1"], None)
