"""The due index: what is due by now, oldest first."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.storage.base import table
from contactbook.storage.base.due import keys_due, place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Row

KEYS = TenantKeys("acme")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_an_item_that_waits_for_no_time_has_no_place() -> None:
    assert place_when_due(KEYS, None, "com_1") is None


@pytest.mark.usefixtures("world")
def test_due_items_come_oldest_first_and_later_ones_not_at_all() -> None:
    for name, minutes in (("now", 0), ("oldest", -5), ("later", 1)):
        place = place_when_due(KEYS, NOW + timedelta(minutes=minutes), name)
        table.put_many([Row(Key("p", name), "thing", "{}", gsi2=place)])
    assert [key.sk for key in keys_due(KEYS, NOW, limit=10)] == ["oldest", "now"]
    assert [key.sk for key in keys_due(KEYS, NOW, limit=1)] == ["oldest"]
