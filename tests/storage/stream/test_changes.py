"""The changes that the table's stream reports."""

from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.stream.changes import changes_by_tenant
from tests.builders.contacts import a_contact


def changes_of(world, *tenants: str):
    world.take_stream_records()
    for tenant_id in tenants:
        table.transact([open_store(tenant_id).contacts.add_of(a_contact(contact_id="con_1"))])
    return changes_by_tenant({"Records": world.take_stream_records()})


def test_changes_are_grouped_by_tenant(world):
    assert sorted(changes_of(world, "acme", "acme-corp")) == ["acme", "acme-corp"]


def test_a_new_contact_has_no_old_state(world):
    (change,) = changes_of(world, "acme")["acme"]
    assert (change.kind, change.contact_id, change.old_contact) == ("contact", "con_1", None)
    assert change.new_contact == a_contact(contact_id="con_1")


def test_an_item_that_is_no_contact_has_none(world):
    world.take_stream_records()
    table.put_many([open_store("acme").celebrants.row_of("con_1", "08-15")])
    (change,) = changes_by_tenant({"Records": world.take_stream_records()})["acme"]
    assert (change.kind, change.new_contact) == ("name_day_celebrant", None)
