"""The list of who celebrates on which day."""

from datetime import date

import pytest

from contactbook.services.base.stores import open_store
from contactbook.storage.base import table


class Refused(Exception):
    pass


def on(store, day: str) -> list[str]:
    return store.celebrants.page(day, limit=9)[0]


def test_a_contact_is_listed_under_its_day(world):
    store = open_store("acme")
    table.put_many([store.celebrants.row_of("con_1", "08-15")])
    assert (on(store, "08-15"), on(store, "08-16")) == (["con_1"], [])


def test_a_name_day_is_reached_once_a_year(world):
    store = open_store("acme")
    table.transact([store.celebrants.reached_of("con_1", date(2026, 8, 15), lambda _: Refused())])
    table.transact([store.celebrants.reached_of("con_1", date(2027, 8, 15), lambda _: Refused())])
    with pytest.raises(Refused):
        table.transact([store.celebrants.reached_of("con_1", date(2026, 8, 15), lambda _: Refused())])
