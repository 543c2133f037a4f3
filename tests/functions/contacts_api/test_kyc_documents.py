"""Dates of documents and the way out of refuted and expired, through HTTP: what counts, since when, whoever looks (S2.76, S2.99)."""

import json
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.uploads import store_file, take_over
from tests.functions.contacts_api.test_kyc import DEFINITION, EMAIL, _run, at, kyc_api

__all__ = ["at", "kyc_api"]

CARD = {"identifiers": {"id_card": {"number": "X1", "expires_on": "2099-01-31"}}}


def _customer(api: Api, **said: Any) -> str:
    body = {"kind": "person", "last_name": "G", "accounts": [{"name": "A"}]} | EMAIL | CARD | said
    return f"/v1/contacts/{api.post('/v1/contacts', body).body['contact_id']}"


def _announce(api: Api, contact: str, name: str = "card.png", classification: str = "id_card") -> str:
    draft = {"file_name": name, "content_type": "image/png", "size": 3, "classification": classification}
    return str(api.post(f"{contact}/attachments", draft).body["attachment_id"])


def _upload(api: Api, world: World, contact: str, classification: str = "id_card") -> None:
    attachment_id = _announce(api, contact, classification=classification)
    store_file(world, f"uploads/tenants/acme/{contact.removeprefix('/v1/')}/{attachment_id}", b"png")


def _kyc(api: Api, contact: str) -> dict[str, Any]:
    return dict(api.get(f"{contact}/kyc").body)


def _refuted(api: Api, at: Any) -> str:
    contact = _customer(api)
    at(2026, 3, 3, 9)
    assert api.post(f"{contact}/kyc/refute", {"reason": "blurred"}).status == 200
    at(2026, 3, 4, 9)
    return contact


@pytest.mark.feature("S2.76")
def test_no_edit_but_new_information_revives_a_refuted_profile(kyc_api: Api, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    kyc_api.patch(contact, {"title": "Dr"})
    kyc_api.patch(contact, {"tags": ["vip"]})
    _announce(kyc_api, contact, "cat.jpg")
    kyc_api.get(f"{contact}/attachments")
    kyc_api.post(f"{contact}/accounts", {"name": "B"})
    kyc = _kyc(kyc_api, contact)
    assert (kyc["state"], kyc["refused_because"], kyc["since"]) == ("refuted", "blurred", "2026-03-03T09:00:00.000Z")
    assert kyc_api.post(f"{contact}/kyc/assign", {"profile": "full"}).code == "nothing_new"
    kyc_api.patch(contact, {"identifiers": {"passport": {"number": "P1", "expires_on": "2099-01-01"}}})
    kyc = _kyc(kyc_api, contact)
    assert (kyc["state"], kyc["refused_because"]) == ("pending_verification", None)


@pytest.mark.feature("S2.76", "S2.91")
def test_a_stored_document_revives_it_and_does_not_verify_it(kyc_api: Api, world: World, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    _upload(kyc_api, world, contact, "contract")
    take_over(world)
    assert _kyc(kyc_api, contact)["state"] == "refuted"
    _upload(kyc_api, world, contact)
    assert kyc_api.post(f"{contact}/kyc/verify").code == "kyc_state"
    assert _kyc(kyc_api, contact)["state"] == "refuted"
    take_over(world)
    assert _kyc(kyc_api, contact)["state"] == "pending_verification"


@pytest.mark.feature("S2.76", "S2.99")
def test_an_upload_from_before_the_refutation_is_nothing_new_whoever_notices_it_when(kyc_api: Api, world: World, at: Any) -> None:
    contact = _customer(kyc_api)
    _upload(kyc_api, world, contact)
    # In the same second: the refutation notices what was uploaded before it.
    assert kyc_api.post(f"{contact}/kyc/refute", {"reason": "blurred"}).status == 200
    assert kyc_api.post(f"{contact}/kyc/verify").code == "kyc_state"
    take_over(world)
    assert kyc_api.post(f"{contact}/kyc/assign", {"profile": "full"}).code == "nothing_new"
    assert _kyc(kyc_api, contact)["state"] == "refuted"


@pytest.mark.feature("S2.76", "S2.91")
def test_an_agent_assigns_after_a_new_document_that_nobody_has_noticed(kyc_api: Api, world: World, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    _upload(kyc_api, world, contact)
    version = kyc_api.get(contact).body["version"]
    assigned = kyc_api.post(f"{contact}/kyc/assign", {"profile": "full", "reason": "a new scan"}, if_match=f'"{version}"')
    assert (assigned.status, assigned.body["state"], assigned.body["reason"]) == (200, "pending_verification", "a new scan")
    assert assigned.body["documents_provided_on"] == "2026-03-04"


@pytest.mark.feature("S2.99")
@pytest.mark.parametrize("looked_on", [(2026, 4, 1, 10), (2026, 9, 1, 9)])
def test_a_term_starts_when_the_file_was_stored_and_not_when_somebody_looks(
    kyc_api: Api, world: World, at: Any, looked_on: tuple[int, ...]
) -> None:
    contact = _customer(kyc_api)
    at(2026, 4, 1, 9)
    _upload(kyc_api, world, contact)
    at(*looked_on)
    take_over(world)
    kyc = _kyc(kyc_api, contact)
    assert (kyc["documents_provided_on"], kyc["expires_on"]) == ("2026-04-01", "2027-04-01")


@pytest.mark.feature("S2.99", "S2.100")
def test_a_document_that_nobody_has_noticed_holds_off_the_expiry(kyc_api: Api, world: World, at: Any) -> None:
    noticed, unnoticed, without = _customer(kyc_api), _customer(kyc_api), _customer(kyc_api)
    at(2027, 2, 1, 9)
    for contact in (noticed, unnoticed):
        _upload(kyc_api, world, contact)
    take_over(world)
    at(2027, 3, 2, 9)
    _run(world)
    found = [(kyc["state"], kyc["expires_on"]) for kyc in (_kyc(kyc_api, one) for one in (noticed, unnoticed, without))]
    assert found == [("pending_verification", "2028-02-01")] * 2 + [("expired", "2027-03-02")]


@pytest.mark.feature("S2.103", "S2.83")
def test_a_scan_older_than_the_number_does_not_count_for_verification(kyc_api: Api, world: World, at: Any) -> None:
    contact = _customer(kyc_api)
    _upload(kyc_api, world, contact)
    assert _kyc(kyc_api, contact)["missing_documents"] == []
    at(2026, 3, 9, 9)
    kyc_api.patch(contact, {"identifiers": {"id_card": {"number": "X2"}}})
    assert _kyc(kyc_api, contact)["missing_documents"] == ["id_card"]
    assert kyc_api.post(f"{contact}/kyc/verify").code == "document_missing"
    _upload(kyc_api, world, contact)
    assert kyc_api.post(f"{contact}/kyc/verify").status == 200


@pytest.mark.feature("S2.83")
def test_verify_is_refused_with_all_that_is_missing(kyc_api: Api, at: Any) -> None:
    contact = _customer(kyc_api)
    kyc_api.patch(contact, {"emails": []})
    refused = kyc_api.post(f"{contact}/kyc/verify")
    assert (refused.status, refused.code) == (409, "information_missing")
    missing = [(error["field"], error["code"]) for error in refused.body["errors"]]
    assert missing == [("/emails", "required"), ("/attachments", "document_missing")]
    customer = Api(contact_id=contact.rpartition("/")[2], scopes=("contacts:read",))
    seen = _kyc(customer, contact)
    assert (seen["missing_fields"], seen["missing_documents"]) == (["emails"], ["id_card"])


@pytest.mark.feature("S2.99")
def test_a_look_at_the_profile_changes_nothing(kyc_api: Api, world: World, at: Any) -> None:
    contact = _customer(kyc_api)
    _upload(kyc_api, world, contact)
    version = kyc_api.get(contact).body["version"]
    assert _kyc(kyc_api, contact)["missing_documents"] == []
    assert kyc_api.get(contact).body["version"] == version


@pytest.mark.feature("S2.92", "S2.94", "S2.104", "S2.105")
def test_a_change_while_a_document_has_ended_is_pending_and_says_which_one_to_renew(kyc_api: Api, world: World, at: Any) -> None:
    definition = json.loads(json.dumps(DEFINITION))
    definition["profiles"].append({"profile": "gold", "level": 3, "requires_verification": True})
    assert kyc_api.put("/v1/settings/kyc", definition).status == 200
    passport = {"number": "P1", "expires_on": "2035-01-31"}
    contact = _customer(kyc_api, identifiers={"id_card": {"number": "X1", "expires_on": "2026-03-20"}, "passport": passport})
    at(2026, 3, 20, 9)
    for profile in ("full", "gold"):
        answer = kyc_api.post(f"{contact}/kyc/change", {"profile": profile})
        assert (answer.status, answer.body["state"]) == (200, "pending_verification")
    at(2026, 3, 22, 9)
    _run(world)
    kyc = _kyc(kyc_api, contact)
    assert (kyc["state"], kyc["missing_fields"]) == ("pending_verification", ["identifiers.id_card.expires_on"])
