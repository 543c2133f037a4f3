"""The items of a contact's partition, as the erasure reads, redacts and removes them."""

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.relations import Relation
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.erasure.traces import Redactions
from tests.builders.accounts import an_account
from tests.builders.contacts import NOW, USER, a_contact
from tests.faults.counting import count_calls

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
    assert store.traces.redact([trace]) == Redactions(("account",), ())
    (redacted,) = store.traces.page(CONTACT, limit=9, after=None)[0]
    assert store.accounts.get(CONTACT, "acc_1").name == "anonymized"
    assert store.traces.redact([redacted]) == Redactions((), ())


def test_an_item_that_was_written_meanwhile_is_not_redacted(world):
    store = open_store("acme")
    account = add_account(store)
    table.transact(store.accounts.add_writes(CONTACT, "acc_2", an_account("acc_2", contact_id=CONTACT)))
    traces, _ = store.traces.page(CONTACT, limit=9, after=None)
    renamed = next_version(account, name="Savings")
    table.transact(store.accounts.save_writes(CONTACT, "acc_1", renamed, replacing=account.version))
    assert store.traces.redact(traces) == Redactions(("account",), ("account",))
    assert store.accounts.get(CONTACT, "acc_1").name == "Savings"
    assert store.accounts.get(CONTACT, "acc_2").name == "anonymized"


def test_many_items_are_redacted_in_few_requests(world):
    store = open_store("acme")
    accounts = [an_account(f"acc_{number:03}", contact_id=CONTACT) for number in range(150)]
    for account in accounts:
        table.transact(store.accounts.add_writes(CONTACT, account.account_id, account))
    traces, _ = store.traces.page(CONTACT, limit=200, after=None)
    with count_calls() as calls:
        assert len(store.traces.redact(traces).done) == 150
    assert calls.names == ["dynamodb.TransactWriteItems"] * 2


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
