"""What an export of a person reads, and where its files are."""

from datetime import timedelta

import pytest

from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.accounts import an_account
from tests.builders.contacts import NOW, a_contact

CONTACT = "con_1"


def a_store(**fields):
    store = open_store("acme")
    table.transact([store.contacts.add_of(a_contact(contact_id=CONTACT, **fields))])
    return store


def test_records_come_from_every_partition_of_the_person(world):
    store = open_store("acme")
    for number in (1, 2):
        account = an_account(f"acc_{number}", contact_id=f"con_{number}")
        table.transact(store.accounts.add_writes(f"con_{number}", f"acc_{number}", account))
    records = store.person_exports.records_of(("con_1", "con_2"))
    assert [account.account_id for account in records.accounts] == ["acc_1", "acc_2"]
    assert records.notes == ()


def test_the_newest_file_is_found_until_it_expires(world):
    store = a_store()
    store.person_exports.add(CONTACT, "pex_1", "exports/acme/people/pex_1.zip", now=NOW)
    store.person_exports.add(CONTACT, "pex_2", "exports/acme/people/pex_2.zip", now=NOW)
    assert store.person_exports.newest_file(CONTACT, now=NOW) == "exports/acme/people/pex_2.zip"
    with pytest.raises(NotFound):
        store.person_exports.newest_file(CONTACT, now=NOW + timedelta(days=7))


def test_an_anonymized_contact_gets_no_export(world):
    store = a_store(erasure="erasing")
    with pytest.raises(RuleBroken) as refused:
        store.person_exports.add(CONTACT, "pex_1", "exports/acme/people/pex_1.zip", now=NOW)
    assert refused.value.code == "anonymized"
    assert not store.person_exports.is_kept(CONTACT, "pex_1")
