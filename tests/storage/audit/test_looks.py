"""The stored looks at contacts."""

import pytest

from contactbook.domain.audit.looks import Look, look_of
from contactbook.services.base.ids import new_id
from contactbook.services.base.stores import open_store
from contactbook.storage.tenant_store import TenantStore
from tests.builders.contacts import NOW, a_caller

ALWAYS = ("0", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")


@pytest.fixture
def store(world) -> TenantStore:
    return open_store("acme")


def a_look(store: TenantStore, *contact_ids: str, refused: bool = False) -> Look:
    return look_of(
        new_id("acs", NOW), contact_ids, refused=refused, route="GET /v1/contacts", by=a_caller(), at=NOW, ring=store.key_ring
    )


def test_a_look_at_one_contact_is_listed_with_the_contact(store):
    look = a_look(store, "con_1")
    store.looks.add(look, keep_until=None)
    assert store.looks.page("con_1", between=ALWAYS, limit=10) == ([look], None)
    assert store.looks.page("con_2", between=ALWAYS, limit=10) == ([], None)


def test_a_look_at_many_contacts_is_one_item_of_its_month(store, world):
    look = a_look(store, "con_1", "con_2")
    store.looks.add(look, keep_until=None)
    assert store.looks.pages_of_month("202603", between=ALWAYS, limit=10) == ([look], None)
    assert store.looks.page("con_1", between=ALWAYS, limit=10) == ([], None)
    assert len(world.items(looks=True)) == 1


def test_a_page_of_a_month_shows_that_there_are_more(store):
    for _ in range(2):
        store.looks.add(a_look(store, "con_1", "con_2"), keep_until=None)
    (found,), behind = store.looks.pages_of_month("202603", between=ALWAYS, limit=1)
    assert behind is not None
    assert found.entry_id.endswith(behind)


def test_a_look_expires_when_it_is_no_longer_kept(store, world):
    store.looks.add(a_look(store, "con_1"), keep_until=NOW)
    (item,) = world.items(looks=True)
    assert item["expires_at"]["N"] == str(int(NOW.timestamp()))


def test_a_refused_look_is_saved_only_if_the_contact_exists(store, world):
    store.looks.add_refused(a_look(store, "con_1", refused=True), keep_until=None)
    assert world.items(looks=True) == []
