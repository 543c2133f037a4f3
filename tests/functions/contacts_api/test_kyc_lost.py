"""What does not bring a refuted or expired profile back, and what does not move its end, through HTTP (S2.76, S2.101, S2.103)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.builders.uploads import take_over
from tests.functions.contacts_api.test_kyc import DEFINITION, EMAIL, _run, at, kyc_api
from tests.functions.contacts_api.test_kyc_documents import _customer, _kyc, _refuted, _upload

__all__ = ["at", "kyc_api"]

SET: dict[str, Any] = DEFINITION
CLOSED: dict[str, Any] = {"may": [], "maximum_credit_limit": "0.00"}
CARD = {"number": "X1", "country": "CY", "expires_on": "2026-05-01"}
ADDRESS = {"line_1": "1 Ledra St", "country": "CY"}


def _standing(api: Api, contact: str) -> tuple[str, str]:
    kyc = _kyc(api, contact)
    return kyc["profile"], kyc["state"]


def _with_rules(*rules: dict[str, Any]) -> dict[str, Any]:
    return SET | {"person_rules": [*SET["person_rules"], *rules], "refuted": CLOSED, "expired": CLOSED}


def _customers_own(contact: str) -> Api:
    return Api(contact_id=contact.rpartition("/")[2], scopes=("contacts:read", "contacts:write", "accounts:write"))


def _verified(api: Api, world: World) -> str:
    contact = _customer(api, identifiers={"id_card": CARD})
    _upload(api, world, contact)
    assert api.post(f"{contact}/kyc/verify").status == 200
    return contact


@pytest.mark.feature("S2.76")
@pytest.mark.parametrize(
    "edits",
    [
        [{"emails": []}, EMAIL],
        [{"identifiers": {"id_card": None}}, {"identifiers": {"id_card": {"number": "X1", "expires_on": "2099-01-31"}}}],
        [{"identifiers": {"id_card": {"number": "x-1"}}}],
        [{"identifiers": {"id_card": {"expires_on": None}}}],
        [{"date_of_birth": None}, {"date_of_birth": "1971-11-23"}],
        [{"first_name": None}, {"first_name": "ELENI"}],
        [{"first_name": "G", "last_name": "Eleni"}],
    ],
    ids=str,
)
def test_what_is_taken_away_and_given_back_or_written_otherwise_is_nothing_new(
    kyc_api: Api, at: Any, edits: list[dict[str, Any]]
) -> None:
    named = [{"field": field, "required_for": ["full"]} for field in ("date_of_birth", "first_name", "last_name")]
    assert kyc_api.put("/v1/settings/kyc", _with_rules(*named)).status == 200
    contact = _customer(kyc_api, first_name="Eleni", date_of_birth="1971-11-23")
    assert kyc_api.post(f"{contact}/kyc/refute").status == 200
    customer = _customers_own(contact)
    for day, edit in enumerate(edits, 4):
        at(2026, 3, day, 9)
        assert customer.patch(contact, edit).status == 200
        assert _standing(kyc_api, contact) == ("full", "refuted")
    assert kyc_api.post(f"{contact}/kyc/assign", {"profile": "full"}).code == "nothing_new"
    # What stood is kept as hashes and shown to nobody.
    entries = kyc_api.get(f"{contact}/audit").body["items"]
    assert not [change for entry in entries for change in entry["changes"] if "stood" in change["field"]]
    assert customer.patch(contact, {"emails": [{"address": "new@example.com"}], "date_of_birth": "1971-11-23"}).status == 200


@pytest.mark.feature("S2.76")
def test_what_was_new_and_is_taken_away_again_revives_nothing(kyc_api: Api, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    kyc_api.patch(contact, {"identifiers": {"id_card": None}, "emails": [{"address": "new@example.com"}]})
    kyc_api.patch(contact, EMAIL | {"identifiers": {"id_card": {"number": "X1", "expires_on": "2099-01-31"}}})
    assert _standing(kyc_api, contact) == ("full", "refuted")


@pytest.mark.feature("S2.76")
def test_an_action_on_an_address_revives_nothing(kyc_api: Api, at: Any) -> None:
    assert kyc_api.put("/v1/settings/kyc", _with_rules({"field": "addresses", "required_for": ["full"]})).status == 200
    contact = _customer(
        kyc_api, addresses=[ADDRESS | {"type": "home", "primary": True}, ADDRESS | {"type": "business", "line_1": "2 Ledra St"}]
    )
    assert kyc_api.post(f"{contact}/kyc/refute").status == 200
    home, work = (address["address_id"] for address in kyc_api.get(contact).body["addresses"])
    for action in (f"{work}/make-primary", f"{home}/deactivate", f"{home}/activate"):
        assert kyc_api.post(f"{contact}/addresses/{action}").status == 200, action
        assert _standing(kyc_api, contact) == ("full", "refuted")
    assert kyc_api.post(f"{contact}/addresses", ADDRESS | {"line_1": "3 Ledra St", "type": "billing"}).status == 201
    assert _standing(kyc_api, contact) == ("full", "pending_verification")


@pytest.mark.feature("S2.83")
def test_an_address_that_is_not_active_is_not_provided(kyc_api: Api, world: World, at: Any) -> None:
    assert kyc_api.put("/v1/settings/kyc", _with_rules({"field": "addresses", "required_for": ["full"]})).status == 200
    contact = _customer(kyc_api, addresses=[ADDRESS])
    _upload(kyc_api, world, contact)
    address = kyc_api.get(contact).body["addresses"][0]["address_id"]
    assert kyc_api.post(f"{contact}/addresses/{address}/deactivate").status == 200
    refused = kyc_api.post(f"{contact}/kyc/verify")
    assert (refused.code, [error["field"] for error in refused.body["errors"]]) == ("information_missing", ["/addresses"])


@pytest.mark.feature("S2.76")
@pytest.mark.parametrize("lost", ["refuted", "expired"])
@pytest.mark.parametrize("change", ["removed", "renamed", "emptied and restored"])
def test_no_definition_lifts_a_refutation_or_an_expiry(kyc_api: Api, world: World, at: Any, lost: str, change: str) -> None:
    basic, full = SET["profiles"]
    assert kyc_api.put("/v1/settings/kyc", _with_rules()).status == 200
    contact = _refuted(kyc_api, at) if lost == "refuted" else _customer(kyc_api)
    if lost == "expired":
        at(2028, 3, 3, 9)
        _run(world)
    assert _standing(kyc_api, contact) == ("full", lost)
    rules = [rule | {"required_for": ["basic"]} for rule in SET["person_rules"]]
    renamed = [rule | {"required_for": ["Full"]} for rule in SET["person_rules"]]
    definitions: dict[str, list[dict[str, Any]]] = {
        "removed": [{"profiles": [basic], "person_rules": rules[:1]}],
        "renamed": [{"profiles": [basic, full | {"profile": "Full"}], "person_rules": renamed}],
        "emptied and restored": [{"profiles": [], "person_rules": []}, {}],
    }
    for definition in definitions[change]:
        assert kyc_api.put("/v1/settings/kyc", _with_rules() | definition).status == 200
        assert _standing(kyc_api, contact) == ("full", lost)
        kyc_api.patch(contact, {"title": "Dr"})
        assert _standing(kyc_api, contact) == ("full", lost)
    assert kyc_api.get(f"{contact}/kyc/allowances").body["may"] == []
    kyc_api.patch(contact, {"emails": [{"address": "new@example.com"}]})
    assert _standing(kyc_api, contact)[1] == (lost if change == "removed" else "pending_verification")


@pytest.mark.feature("S2.101", "S2.103")
@pytest.mark.parametrize(
    "edit",
    [
        {"id_card": {"expires_on": None}},
        {"id_card": {"expires_on": "2099-01-01"}},
        {"id_card": None},
        {"id_card": {"number": "X9", "expires_on": "2099-01-01"}},
    ],
    ids=str,
)
def test_a_customer_does_not_move_the_end_of_its_document(kyc_api: Api, world: World, at: Any, edit: dict[str, Any]) -> None:
    contact = _verified(kyc_api, world)
    customer = _customers_own(contact)
    assert (
        customer.patch(contact, {"identifiers": edit | {"passport": {"number": "P1", "expires_on": "2098-01-01"}}}).status == 200
    )
    kyc = _kyc(kyc_api, contact)
    assert (kyc["state"], kyc["expires_on"], kyc["expires_because"]) == ("verified", "2026-05-01", "id_card")
    at(2026, 5, 1, 9)
    _run(world)
    assert _standing(kyc_api, contact) == ("full", "expired")


@pytest.mark.feature("S2.101", "S2.103")
@pytest.mark.parametrize("is_noticed", [True, False])
def test_a_new_scan_moves_the_end_of_a_document(kyc_api: Api, world: World, at: Any, is_noticed: bool) -> None:
    contact = _verified(kyc_api, world)
    at(2026, 4, 1, 9)
    kyc_api.patch(contact, {"identifiers": {"id_card": {"expires_on": "2036-05-01"}}})
    at(2026, 4, 2, 9)
    _upload(kyc_api, world, contact)
    if is_noticed:
        take_over(world)
    at(2026, 5, 1, 9)
    _run(world)
    kyc = _kyc(kyc_api, contact)
    assert (kyc["state"], kyc["expires_on"]) == ("verified", "2027-04-02")


@pytest.mark.feature("S2.105", "S2.71")
def test_a_profile_that_has_ended_allows_nothing_before_the_job_comes(kyc_api: Api, world: World, at: Any) -> None:
    assert kyc_api.put("/v1/settings/kyc", _with_rules()).status == 200
    contact = _verified(kyc_api, world)
    at(2026, 5, 1, 9)
    assert kyc_api.post(f"{contact}/accounts", {"name": "B"}).code == "kyc_restricted"
    account = kyc_api.get(f"{contact}/accounts").body["items"][0]["account_id"]
    assert kyc_api.patch(f"/v1/accounts/{account}", {"credit_limit": "1.00"}).code == "credit_limit_exceeded"
    assert kyc_api.get(f"{contact}/kyc/allowances").body["may"] == []
    assert _standing(kyc_api, contact) == ("full", "expired")
    assert kyc_api.put("/v1/settings/kyc", _with_rules() | {"profiles": SET["profiles"][:1], "person_rules": []}).status == 200
    assert _standing(kyc_api, contact) == ("full", "expired")


@pytest.mark.feature("S2.76", "S8.3")
def test_the_undo_of_an_import_takes_the_revival_back(kyc_api: Api, world: World, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    assert kyc_api.put("/v1/settings/uniqueness", {"person": [["emails"]], "company": []}).status == 200
    rows = "last_name,emails.0.address,identifiers.id_card.number\nG,a@example.com,X7\n"
    run = kyc_api.post("/v1/imports", {"csv": rows, "format": "csv", "kind": "person", "on_duplicate": "update"})
    assert run.status == 202, run.body
    drain_queues(world, "contact_import")
    assert _standing(kyc_api, contact) == ("full", "pending_verification")
    assert kyc_api.post(f"/v1/imports/{run.body['import_id']}/undo").status == 202
    drain_queues(world, "contact_import")
    assert kyc_api.get(contact).body["identifiers"]["id_card"]["number"] == "X1"
    assert _standing(kyc_api, contact) == ("full", "refuted")
    kyc_api.patch(contact, {"title": "Dr"})
    assert _standing(kyc_api, contact) == ("full", "refuted")


@pytest.mark.feature("S2.103", "S1.22")
def test_a_scan_of_another_contact_proves_nothing_after_a_merge(kyc_api: Api, world: World, at: Any) -> None:
    own = _customer(kyc_api, identifiers={"id_card": {"number": "X6"}})
    at(2026, 3, 3, 9)
    other = _customer(kyc_api, emails=[{"address": "b@example.com"}], identifiers={"id_card": {"number": "X9"}})
    _upload(kyc_api, world, other)
    take_over(world)
    at(2026, 3, 4, 9)
    assert kyc_api.post(f"{own}/merge", {"source_ids": [other.rpartition("/")[2]]}).status == 200
    assert _kyc(kyc_api, own)["missing_documents"] == ["id_card"]
    assert kyc_api.post(f"{own}/kyc/verify").code == "document_missing"


@pytest.mark.feature("S2.76", "S1.22")
@pytest.mark.parametrize("survives", ["refuted", "verified"])
def test_a_merge_washes_no_refutation_off_and_its_undo_gives_each_its_own(kyc_api: Api, at: Any, survives: str) -> None:
    refuted = _refuted(kyc_api, at)
    body = {"kind": "person", "last_name": "G", "emails": [{"address": "b@example.com"}], "accounts": [{"name": "B"}]}
    verified = f"/v1/contacts/{kyc_api.post('/v1/contacts', body).body['contact_id']}"
    survivor, source = (refuted, verified) if survives == "refuted" else (verified, refuted)
    merged = kyc_api.post(f"{survivor}/merge", {"source_ids": [source.rpartition("/")[2]]})
    assert merged.status == 200
    edits: list[dict[str, Any]] = [{"title": "Dr"}, {"emails": []}, {"emails": [{"address": "b@example.com"}, *EMAIL["emails"]]}]
    for edit in edits:
        assert _standing(kyc_api, survivor) == ("full", "refuted")
        assert kyc_api.patch(survivor, edit).status == 200
    assert _standing(kyc_api, survivor) == ("full", "refuted")
    undone = kyc_api.post(f"/v1/merges/{merged.body['merge_id']}/undo")
    assert undone.status == 200, undone.body
    assert (_standing(kyc_api, refuted), _standing(kyc_api, verified)) == (("full", "refuted"), ("basic", "verified"))


@pytest.mark.feature("S2.76", "S2.103")
@pytest.mark.parametrize("verifies", [True, False])
def test_a_later_date_alone_renews_no_document_that_has_ended(kyc_api: Api, world: World, at: Any, *, verifies: bool) -> None:
    rule = {"field": "identifiers.id_card", "attachment_classification": "id_card", "required_for": ["basic"]}
    profile = {"profile": "basic", "level": 1, "requires_verification": verifies}
    definition = {"profiles": [profile], "person_rules": [rule], "company_rules": [], "expired": CLOSED}
    assert kyc_api.put("/v1/settings/kyc", definition).status == 200
    contact = _customer(kyc_api, identifiers={"id_card": CARD})
    _upload(kyc_api, world, contact)
    at(2026, 5, 2, 9)
    _run(world)
    assert _standing(kyc_api, contact) == ("basic", "expired")
    for edit in ({"expires_on": "2041-01-01"}, {"number": "X2", "expires_on": "2041-01-01"}):
        assert kyc_api.patch(contact, {"identifiers": {"id_card": edit}}).status == 200
        assert _standing(kyc_api, contact) == ("basic", "expired")
    at(2026, 5, 2, 10)
    _upload(kyc_api, world, contact)
    take_over(world)
    assert _standing(kyc_api, contact) == ("basic", "pending_verification" if verifies else "verified")


@pytest.mark.feature("S2.76")
def test_what_was_refuted_once_is_not_new_the_next_time(kyc_api: Api, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    for place, address in enumerate(("bb@example.com", EMAIL["emails"][0]["address"], "bb@example.com")):
        assert kyc_api.patch(contact, {"emails": [{"address": address}]}).status == 200
        assert _kyc(kyc_api, contact)["state"] == ("pending_verification" if place == 0 else "refuted")
        if place == 0:
            assert kyc_api.post(f"{contact}/kyc/refute").status == 200
