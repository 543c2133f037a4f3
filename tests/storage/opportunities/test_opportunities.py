"""Opportunities in the table."""

from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.children import an_opportunity


def test_opportunities_are_read_oldest_first(store: TenantStore) -> None:
    for opportunity_id in ("opp_2", "opp_1"):
        table.transact(store.opportunities.add_writes("con_1", opportunity_id, an_opportunity(opportunity_id)))
    assert store.opportunities.all_of("con_1") == [an_opportunity("opp_1"), an_opportunity("opp_2")]


def test_money_is_read_back_with_its_decimals(store: TenantStore) -> None:
    table.transact(store.opportunities.add_writes("con_1", "opp_1", an_opportunity(value="1200.00")))
    assert str(store.opportunities.get("con_1", "opp_1").value) == "1200.00"
