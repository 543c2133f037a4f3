"""Deliveries in the table: found by their keys, gone after 14 days, due at their time."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.webhooks.deliveries import Delivery, begun
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.webhooks.deliveries import DeliveryRepository
from tests.aws_in_process.aws import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEYS = TenantKeys("acme")
DELIVERIES = DeliveryRepository(KEYS)


def delivery(number: int) -> Delivery:
    return Delivery(
        delivery_id=f"dlv_{number}", webhook_id="whk_1", type="contact.created", event_id="evt_1", body="{}", created_at=NOW
    )


@pytest.mark.feature("S7.5")
def test_a_version_is_saved_once(world: World) -> None:
    table.put(DELIVERIES.save_of(delivery(1)))
    table.put(DELIVERIES.save_of(begun(delivery(1), "clm_1", NOW)))
    with pytest.raises(ConcurrentUpdate):
        table.put(DELIVERIES.save_of(begun(delivery(1), "clm_2", NOW)))
    assert DELIVERIES.get("whk_1", "dlv_1", NOW).tries == 1
    assert [one.delivery_id for one in DELIVERIES.get_many([("whk_1", "dlv_1"), ("whk_1", "dlv_2")])] == ["dlv_1"]


@pytest.mark.feature("S7.5")
def test_one_that_is_past_its_days_is_not_there_even_if_the_table_has_it(world: World) -> None:
    table.put(DELIVERIES.save_of(delivery(1)))
    (item,) = world.items()
    assert item["expires_at"]["N"] == str(int((NOW + timedelta(days=14)).timestamp()))
    later = NOW + timedelta(days=14)
    assert DELIVERIES.page("whk_1", later, limit=10, after=None) == ([], None)
    with pytest.raises(NotFound):
        DELIVERIES.get("whk_1", "dlv_1", later)
    with pytest.raises(NotFound):
        DELIVERIES.get("whk_1#", "dlv_1", NOW)


def test_a_key_of_a_delivery_names_it() -> None:
    assert DELIVERIES.ids_in(KEYS.item("WEBHOOK-DELIVERIES", "whk_1", "dlv_1")) == ("whk_1", "dlv_1")
    assert DELIVERIES.ids_in(Key("TENANT#other#WEBHOOK-DELIVERIES#whk_1", "dlv_1")) is None
    assert DELIVERIES.ids_in(KEYS.section("webhooks")) is None
