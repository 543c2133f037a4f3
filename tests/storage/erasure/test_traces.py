"""The items of a contact's partition, as the erasure reads, redacts and removes them."""

import pytest

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.relations import Relation
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.accounts import an_account
from tests.builders.contacts import NOW, USER, a_contact

CONTACT = "con_1"


def kinds(store, contact_id: str = CONTACT) -> list[str]:
    return [trace.kind for trace in store.traces.page(contact_id, limit=99, after=None)[0]]


def add_account(store) -> Account:
    account = an_account("acc_1", contact_id=CONTACT)
    table.transact(store.accounts.add_writes(CONTACT, "acc_1", account))
    return account


def test_traces_are_all_items_of_the_partition(world):
    store = open_store("acme")
    table.transact([store.contacts.add_of(a_contact(contact_id=CONTACT))])
    add_account(store)
    assert kinds(store) == ["contact", "account"]


def test_a_redacted_account_is_redacted_once(world):
    store = open_store("acme")
    add_account(store)
    (trace,) = store.traces.page(CONTACT, limit=9, after=None)[0]
    assert store.traces.redact(trace)
    (redacted,) = store.traces.page(CONTACT, limit=9, after=None)[0]
    assert store.accounts.get(CONTACT, "acc_1").name == "anonymized"
    assert not store.traces.redact(redacted)


def test_an_item_that_was_written_meanwhile_is_not_redacted(world):
    store = open_store("acme")
    account = add_account(store)
    (trace,) = store.traces.page(CONTACT, limit=9, after=None)[0]
    renamed = next_version(account, name="Savings")
    table.transact(store.accounts.save_writes(CONTACT, "acc_1", renamed, replacing=account.version))
    with pytest.raises(ConcurrentUpdate):
        store.traces.redact(trace)


def test_a_relation_is_removed_at_both_ends(world):
    store = open_store("acme")
    for contact_id, other in ((CONTACT, "con_2"), ("con_2", CONTACT)):
        relation = Relation(
            relation_id="rel_1",
            contact_id=contact_id,
            relation_type="spouse",
            direction="outgoing",
            related_contact_id=other,
            created_at=NOW,
            created_by=USER,
        )
        table.transact(store.relations.add_writes(contact_id, "rel_1", relation))
    traces, _ = store.traces.page(CONTACT, limit=9, after=None)
    store.traces.remove(traces)
    assert kinds(store) == kinds(store, "con_2") == []
