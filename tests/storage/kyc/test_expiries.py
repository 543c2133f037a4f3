"""The due index of KYC profiles."""

from datetime import date

from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.kyc.expiries import page_of_due
from tests.builders.contacts import a_contact


def add(store, contact_id: str, expires_on: str, state: str = "verified") -> None:
    kyc = {"profile": "basic", "state": state, "assigned_on": "2026-01-01", "expires_on": expires_on}
    table.transact([store.contacts.add_of(a_contact(contact_id=contact_id, kyc=kyc, open_accounts=1))])


def due(store, up_to: date) -> list[str]:
    return page_of_due(store.keys, up_to=up_to, limit=9)[0]


def test_profiles_that_end_on_or_before_the_date_are_due_by_date(world):
    store = open_store("acme")
    add(store, "con_1", "2026-03-10")
    add(store, "con_2", "2026-03-09")
    add(store, "con_3", "2026-03-11")
    assert due(store, date(2026, 3, 10)) == ["con_2", "con_1"]


def test_an_expired_profile_is_not_due(world):
    store = open_store("acme")
    add(store, "con_1", "2026-03-10", state="expired")
    assert due(store, date(2026, 3, 10)) == []


def test_a_profile_of_another_tenant_is_not_due(world):
    add(open_store("acme-corp"), "con_1", "2026-03-10")
    assert due(open_store("acme"), date(2026, 3, 10)) == []
