"""Transactions over HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api

BILL = {
    "external_id": "inv-1",
    "amount": "12.50",
    "currency": "EUR",
    "billed": False,
    "occurred_at": "2026-02-01T10:00:00Z",
}


def new_account(api: Api) -> tuple[str, str]:
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"]
    return contact_id, api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).headers["Location"]


def has_unbilled(account: str) -> bool:
    from contactbook.services.base.stores import open_store

    return open_store("acme").transactions.has_unbilled([account.rpartition("/")[2]])


def erase(contact_id: str) -> None:
    """Mark the contact as anonymized."""
    from contactbook.domain.contacts.record import Erasure
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table

    store = open_store("acme")
    contact = store.contacts.get(contact_id)
    erased = contact.model_copy(update={"erasure": Erasure.ANONYMIZED, "version": contact.version + 1})
    table.transact([store.contacts.save_of(erased, replacing=contact.version)])


def test_a_transaction_is_posted_once_per_external_id_of_its_account(api: Api) -> None:
    _, account = new_account(api)
    first = api.post(f"{account}/transactions", BILL)
    assert (first.status, first.body["suspense"], first.body["amount"]) == (201, False, "12.50")
    again = api.post(f"{account}/transactions", BILL)
    assert again.body == first.body
    _, other = new_account(api)
    assert api.post(f"{other}/transactions", BILL).body["transaction_id"] != first.body["transaction_id"]
    assert [found["external_id"] for found in api.get(f"{account}/transactions").body["items"]] == ["inv-1"]


@pytest.mark.parametrize("change", [{"amount": "12.51"}, {"currency": "USD"}, {"occurred_at": "2026-02-01T10:00:01Z"}])
def test_an_external_id_cannot_name_two_transactions(api: Api, change: dict[str, Any]) -> None:
    _, account = new_account(api)
    api.post(f"{account}/transactions", BILL)
    refused = api.post(f"{account}/transactions", {**BILL, **change})
    assert (refused.status, refused.code) == (409, "transaction_differs")


@pytest.mark.feature("S2.135")
def test_an_unbilled_transaction_is_known_until_it_is_billed(api: Api) -> None:
    _, account = new_account(api)
    assert not has_unbilled(account)
    api.post(f"{account}/transactions", BILL)
    assert has_unbilled(account)
    billed = api.post(f"{account}/transactions", {**BILL, "billed": True})
    assert (billed.body["billed"], billed.body["version"]) == (True, 2)
    assert not has_unbilled(account)
    assert api.post(f"{account}/transactions", BILL).code == "transaction_differs"


def test_transactions_are_listed_newest_first_in_pages(api: Api) -> None:
    _, account = new_account(api)
    for number in range(3):
        api.post(f"{account}/transactions", {**BILL, "external_id": f"inv-{number}"})
    first = api.get(f"{account}/transactions", limit=2).body
    second = api.get(f"{account}/transactions", limit=2, cursor=first["next_cursor"]).body
    assert len(first["items"]) == 2
    assert {found["external_id"] for found in first["items"] + second["items"]} == {"inv-0", "inv-1", "inv-2"}
    assert api.get(f"{account}/transactions", limit=1, cursor=first["next_cursor"]).status == 200


@pytest.mark.feature("S2.132")
def test_a_transaction_of_an_anonymized_owner_is_on_the_suspense_account(api: Api, world: World) -> None:
    contact_id, account = new_account(api)
    api.post(f"{account}/transactions", BILL)
    erase(contact_id)
    before = api.get(f"{account}/transactions").body["items"]
    late = {**BILL, "external_id": "inv-2"}
    posted = api.post(f"{account}/transactions", late)
    assert (posted.status, posted.body["suspense"], posted.body["account_id"]) == (201, True, account.rpartition("/")[2])
    assert api.post(f"{account}/transactions", late).body == posted.body
    assert api.post(f"{account}/transactions", {**late, "amount": "1"}).code == "transaction_differs"
    assert api.get("/v1/suspense-account/transactions").body["items"] == [posted.body]
    assert api.get(f"{account}/transactions").body["items"] == before
    # What was posted before the anonymisation stays the same transaction.
    assert api.post(f"{account}/transactions", BILL).body["suspense"] is False


def test_the_suspense_account_is_the_tenants_own(api: Api) -> None:
    contact_id, account = new_account(api)
    erase(contact_id)
    api.post(f"{account}/transactions", BILL)
    assert Api(tenant_id="acme-corp").get("/v1/suspense-account/transactions").body["items"] == []
    assert Api(scopes=("contacts:read",)).get("/v1/suspense-account/transactions").code == "missing_scope"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"amount": 12}, "/amount"), ({"currency": "euro"}, "/currency"), ({"external_id": " "}, "/external_id")],
)
def test_an_invalid_transaction_is_refused(api: Api, change: dict[str, Any], field: str) -> None:
    _, account = new_account(api)
    refused = api.post(f"{account}/transactions", {**BILL, **change})
    assert (refused.status, list(refused.error_codes())) == (422, [field])
