"""Who is pending, refuted or expired since when, and what a run of the expiry did, through HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls
from tests.functions.contacts_api.test_kyc import EMAIL, _run, at, kyc_api

__all__ = ["at", "kyc_api"]


def _customer(api: Api, **said: Any) -> str:
    card = {"identifiers": {"id_card": {"number": "X1", "expires_on": said.pop("ends", "2099-01-31")}}}
    body = {"kind": "person", "last_name": "G", "accounts": [{"name": "A", "credit_limit": "800.00"}]} | EMAIL | card | said
    return str(api.post("/v1/contacts", body).body["contact_id"])


def _ids(api: Api, **query: Any) -> list[str]:
    return [one["contact_id"] for one in api.get("/v1/kyc/profiles", **query).body["items"]]


@pytest.mark.feature("S2.85", "S2.90")
def test_profiles_are_listed_by_state_and_since_when_longest_first(kyc_api: Api, at: Any) -> None:
    first, second, third = (_customer(kyc_api) for _ in range(3))
    for day, contact_id in ((3, second), (5, first)):
        at(2026, 3, day, 9)
        kyc_api.post(f"/v1/contacts/{contact_id}/kyc/refute", {"reason": "blurred"})
    assert _ids(kyc_api, state="refuted") == [second, first]
    assert _ids(kyc_api, state="refuted", since="2026-03-04T00:00:00Z") == [first]
    assert _ids(kyc_api, state="pending_verification") == [third]
    assert _ids(kyc_api) == [third, second, first]
    one = kyc_api.get("/v1/kyc/profiles", state="refuted").body["items"][0]
    assert (one["since"], one["reason"]) == ("2026-03-03T09:00:00.000Z", "blurred")
    assert kyc_api.get("/v1/kyc/profiles", state="verified").status == 422


@pytest.mark.feature("S2.85")
def test_the_pages_of_all_states_join_without_gap_or_repetition_and_cost_no_more_than_their_contacts(
    kyc_api: Api, at: Any
) -> None:
    contacts = [_customer(kyc_api) for _ in range(5)]
    for contact_id in contacts[:2]:
        kyc_api.post(f"/v1/contacts/{contact_id}/kyc/refute", {})
    found, cursor = [], None
    while True:
        with count_calls() as calls:
            page = kyc_api.get("/v1/kyc/profiles", limit=2, **({"cursor": cursor} if cursor else {})).body
        assert "dynamodb.Scan" not in calls.names
        assert calls.names.count("dynamodb.Query") <= 4
        found += [one["contact_id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == [*contacts[2:], *contacts[:2]]


@pytest.mark.feature("S2.100", "S2.101", "S2.105")
def test_a_run_of_the_expiry_says_whom_it_expired_and_why(kyc_api: Api, world: World, at: Any) -> None:
    expired = {"terms": {"may": [], "maximum_credit_limit": "0.00"}}["terms"]
    definition = kyc_api.get("/v1/settings/kyc").body | {"expired": expired}
    by_card, by_term = _customer(kyc_api, ends="2027-03-02"), _customer(kyc_api)
    assert kyc_api.put("/v1/settings/kyc", definition).status == 200
    at(2027, 3, 2, 9)
    _run(world)
    _run(world)
    runs = kyc_api.get("/v1/kyc/expiry-runs").body["items"]
    assert [(run["state"], run["day"], run["expired"], run["failed"]) for run in runs] == [("finished", "2027-03-02", 2, 0)]
    told = kyc_api.get(f"/v1/kyc/expiry-runs/{runs[0]['run_id']}").body
    assert [(one["contact_id"], one["profile"], one["because"]) for one in told["items"]] == [
        (by_card, "full", "id_card"),
        (by_term, "full", "period"),
    ]
    assert [one["credit_limit"] for one in told["items"][0]["accounts_above_maximum"]] == ["800.00"]
    assert _ids(kyc_api, state="expired") == [by_card, by_term]
    assert kyc_api.get("/v1/kyc/expiry-runs/kxr_20200101").status == 404


@pytest.mark.feature("S2.105", "S8.3")
def test_a_run_of_the_expiry_does_not_count_whom_the_caller_may_not_see(kyc_api: Api, world: World, at: Any) -> None:
    assert kyc_api.put("/v1/settings/groups", {"groups": ["sales", "service"]}).status == 200
    sales, service = Api(groups=("sales",)), Api(groups=("service",))
    _customer(service, ends="2027-03-02")
    own = _customer(sales, ends="2027-03-02")
    at(2027, 3, 2, 9)
    _run(world)
    (listed,) = sales.get("/v1/kyc/expiry-runs").body["items"]
    read = sales.get(f"/v1/kyc/expiry-runs/{listed['run_id']}").body
    assert [one["contact_id"] for one in read["items"]] == [own]
    assert [(one["expired"], one["failed"]) for one in (listed, read)] == [(None, None)] * 2
    assert Api(super_user=True).get("/v1/kyc/expiry-runs").body["items"][0]["expired"] == 2
