"""Relations in the table: one row with each contact."""

from contactbook.domain.contacts.relations import other_end
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.children import a_relation


def test_each_contact_has_a_row_of_its_own_under_the_same_id(store: TenantStore) -> None:
    relation = a_relation()
    other = other_end(relation)
    writes = [
        *store.relations.add_writes("con_1", "rel_1", relation),
        *store.relations.add_writes("con_2", "rel_1", other),
    ]
    table.transact(writes)
    assert store.relations.get("con_1", "rel_1") == relation
    assert store.relations.get("con_2", "rel_1") == other


def test_removing_one_row_leaves_the_other(store: TenantStore) -> None:
    for contact_id, relation in (("con_1", a_relation()), ("con_2", other_end(a_relation()))):
        table.transact(store.relations.add_writes(contact_id, "rel_1", relation))
    table.transact(store.relations.remove_writes("con_1", "rel_1"))
    assert store.relations.all_of("con_1") == []
    assert len(store.relations.all_of("con_2")) == 1
