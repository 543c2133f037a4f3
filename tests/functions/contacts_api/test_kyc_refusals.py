"""What the refusals of KYC say, and what a definition and a request may not contain, through HTTP (S2.71-S2.83)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.uploads import store_file, take_over
from tests.functions.contacts_api.test_kyc import DEFINITION, EMAIL, _run, at, kyc_api
from tests.functions.contacts_api.test_kyc_documents import _announce, _customer, _kyc, _refuted, _upload

__all__ = ["at", "kyc_api"]

SET: dict[str, Any] = DEFINITION
CLOSED: dict[str, Any] = {"may": [], "maximum_credit_limit": "0.00"}
PERSON = {"kind": "person", "last_name": "G"}
ENDED = {"number": "X1", "expires_on": "2026-03-01"}
PASSPORT = {"number": "P1", "expires_on": "2098-01-01"}


def _basic(api: Api) -> str:
    body = PERSON | EMAIL | {"accounts": [{"name": "A"}]}
    return f"/v1/contacts/{api.post('/v1/contacts', body).body['contact_id']}"


@pytest.mark.feature("S2.71", "S2.72")
def test_every_refusal_names_what_it_is_about_and_the_way_out(kyc_api: Api, at: Any) -> None:
    assert kyc_api.put("/v1/settings/kyc", SET | {"without_profile": CLOSED, "refuted": CLOSED}).status == 200
    basic, refuted = _basic(kyc_api), _refuted(kyc_api, at)
    account = kyc_api.get(f"{basic}/accounts").body["items"][0]["account_id"]
    two = [{"name": "A", "credit_limit": "1.00"}, {"name": "B", "credit_limit": "500.01"}]
    refusals = {
        "not_a_customer": kyc_api.post("/v1/contacts", PERSON | {"kyc_profile": "basic"}),
        "profile_held": kyc_api.post(f"{basic}/kyc/assign", {"profile": "full"}),
        "same_profile": kyc_api.post(f"{basic}/kyc/change", {"profile": "basic"}),
        "kyc_state": kyc_api.post(f"{basic}/kyc/verify"),
        "nothing_new": kyc_api.post(f"{refuted}/kyc/assign", {"profile": "full"}),
        "kyc_restricted": kyc_api.post(f"{refuted}/accounts", {"name": "B"}),
        "no_profile": kyc_api.post(
            f"/v1/contacts/{kyc_api.post('/v1/contacts', PERSON).body['contact_id']}/kyc/change", {"profile": "full"}
        ),
        "credit_limit_exceeded": kyc_api.post("/v1/contacts", PERSON | EMAIL | {"accounts": two}),
    }
    assert {code: answer.code for code, answer in refusals.items()} == {code: code for code in refusals}
    assert all(answer.body["errors"] for answer in refusals.values())
    assert refusals["credit_limit_exceeded"].body["errors"] == [
        {"field": "/accounts/1/credit_limit", "code": "credit_limit_exceeded", "message": "The maximum is 500.00."}
    ]
    assert "/credit_limit" in kyc_api.patch(f"/v1/accounts/{account}", {"credit_limit": "500.01"}).error_codes()
    new = {error["field"] for error in refusals["nothing_new"].body["errors"]}
    assert new == {"/emails", "/identifiers/id_card/number", "/identifiers/passport/number", "/attachments"}
    assert "refuted" in refusals["kyc_restricted"].body["errors"][0]["message"]


@pytest.mark.feature("S2.81", "S2.83")
def test_what_is_missing_says_where_one_is_enough_and_what_has_ended(kyc_api: Api, at: Any) -> None:
    contact = _basic(kyc_api)
    refused = kyc_api.post(f"{contact}/kyc/change", {"profile": "full"})
    messages = {error["field"]: error["message"] for error in refused.body["errors"]}
    assert set(messages) == {"/identifiers/id_card/number", "/identifiers/passport/number"}
    assert all("is enough" in message for message in messages.values())
    kyc_api.patch(contact, {"identifiers": {"id_card": ENDED}})
    refused = kyc_api.post(f"{contact}/kyc/change", {"profile": "full"})
    assert [error["field"] for error in refused.body["errors"]] == [
        "/identifiers/id_card/expires_on",
        "/identifiers/passport/number",
    ]
    full = _customer(kyc_api)
    kyc_api.patch(full, {"identifiers": {"id_card": None}})
    kyc = _kyc(kyc_api, full)
    either = ["identifiers.id_card.number", "identifiers.passport.number"]
    assert (kyc["missing_fields"], kyc["one_is_enough"]) == (either, either)


@pytest.mark.feature("S2.101", "S2.104")
def test_a_profile_that_has_ended_is_not_given(kyc_api: Api, at: Any) -> None:
    basic, full = SET["profiles"]
    assert kyc_api.put("/v1/settings/kyc", SET | {"profiles": [basic, full | {"requires_verification": False}]}).status == 200
    body = PERSON | EMAIL | {"identifiers": {"id_card": ENDED, "passport": PASSPORT}, "accounts": [{"name": "A"}]}
    assert kyc_api.post("/v1/contacts", body).body["kyc"]["profile"] == "basic"
    refused = kyc_api.post("/v1/contacts", body | {"kyc_profile": "full"})
    assert (refused.code, refused.error_codes()) == ("information_missing", {"/identifiers/id_card/expires_on": "has_ended"})
    moved = kyc_api.post(f"{_basic(kyc_api)}/kyc/change", {"profile": "full"})
    assert moved.code == "information_missing"


@pytest.mark.feature("S2.99", "S2.76")
def test_a_document_of_a_field_that_is_not_provided_does_not_count(kyc_api: Api, world: World, at: Any) -> None:
    pending, refuted = _customer(kyc_api), _refuted(kyc_api, at)
    for contact in (pending, refuted):
        before = _kyc(kyc_api, contact)
        _upload(kyc_api, world, contact, "passport")
        take_over(world)
        after = _kyc(kyc_api, contact)
        assert (after["state"], after["expires_on"], after["documents_provided_on"]) == (
            before["state"],
            before["expires_on"],
            None,
        )


@pytest.mark.feature("S2.76", "S2.127")
def test_who_reads_changes_nothing_and_the_job_that_takes_over_stands_in_the_history(kyc_api: Api, world: World, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    _upload(kyc_api, world, contact)
    before = world.items()
    reader = Api(user_id="reader", scopes=("contacts:read",))
    (waiting,) = reader.get(f"{contact}/attachments").body["items"]
    assert reader.get(f"{contact}/attachments/{waiting['attachment_id']}").body["state"] == waiting["state"] == "pending"
    for path in (f"{contact}/kyc", f"{contact}/export", contact):
        assert Api(user_id="reader").get(path).status == 200
    assert world.items() == before
    take_over(world)
    assert _kyc(kyc_api, contact)["state"] == "pending_verification"
    newest = kyc_api.get(f"{contact}/kyc/history").body["items"][0]
    assert (newest["action"], newest["actor"]) == ("kyc.assigned", {"type": "job", "id": "uploads"})


@pytest.mark.feature("S2.99")
def test_a_scan_from_before_a_change_up_is_known_after_it(kyc_api: Api, world: World, at: Any) -> None:
    contact = _basic(kyc_api)
    kyc_api.patch(contact, {"identifiers": {"id_card": {"number": "X1", "expires_on": "2099-01-31"}}})
    _upload(kyc_api, world, contact)
    at(2026, 3, 5, 9)
    changed = kyc_api.post(f"{contact}/kyc/change", {"profile": "full"}).body
    assert (changed["documents_provided_on"], changed["missing_documents"]) == ("2026-03-02", [])


@pytest.mark.feature("S2.103")
def test_a_scan_of_the_second_of_a_new_number_counts_by_order(kyc_api: Api, world: World, at: Any) -> None:
    contact = _customer(kyc_api)
    announced = _announce(kyc_api, contact)
    at(2026, 3, 2, 9, 0, 0, 500_000)
    kyc_api.patch(contact, {"identifiers": {"id_card": {"number": "X2"}}})
    store_file(world, f"uploads/tenants/acme/{contact.removeprefix('/v1/')}/{announced}", b"png")
    assert _kyc(kyc_api, contact)["missing_documents"] == ["id_card"]
    at(2026, 3, 2, 9, 0, 0, 700_000)
    _upload(kyc_api, world, contact)
    assert _kyc(kyc_api, contact)["missing_documents"] == []


@pytest.mark.feature("S2.78", "S2.72")
def test_a_definition_repeats_no_field_and_has_no_negative_amount(kyc_api: Api) -> None:
    twice = SET | {"person_rules": [*SET["person_rules"], {"field": "emails", "required_for": ["full"]}]}
    assert kyc_api.put("/v1/settings/kyc", twice).error_codes() == {"/person_rules/3/field": "repeated_rule"}
    negative = SET | {"refuted": {"may": [], "maximum_credit_limit": "-1.00"}}
    assert kyc_api.put("/v1/settings/kyc", negative).error_codes() == {"/refuted/maximum_credit_limit": "negative"}


@pytest.mark.feature("S2.107")
def test_an_amount_is_written_with_ascii_digits_and_zero_has_no_sign(kyc_api: Api) -> None:
    contact = _basic(kyc_api)
    assert kyc_api.post(f"{contact}/accounts", {"name": "B", "credit_limit": "٥٠٠"}).status == 422
    assert kyc_api.post(f"{contact}/accounts", {"name": "B", "credit_limit": "-0"}).body["credit_limit"] == "0"


def test_a_patch_reaches_into_a_document(kyc_api: Api) -> None:
    contact = _customer(kyc_api)
    assert kyc_api.patch(contact, {"identifiers": {"id_card": {"country": "CY"}}}).status == 200
    card = kyc_api.get(contact).body["identifiers"]["id_card"]
    assert (card["number"], card["country"], card["expires_on"]) == ("X1", "CY", "2099-01-31")
    missing = kyc_api.patch(contact, {"identifiers": {"passport": {"expires_on": "2037-01-01"}}})
    assert missing.error_codes() == {"/identifiers/passport/number": "required"}


@pytest.mark.feature("S2.108")
def test_a_list_of_a_profile_that_is_not_defined_is_refused(kyc_api: Api) -> None:
    assert kyc_api.get("/v1/kyc/expiring?profile=nope").error_codes() == {"/profile": "unknown_profile"}


@pytest.mark.feature("S2.76")
def test_a_lost_profile_is_not_replaced_by_a_lower_one_that_somebody_picks(kyc_api: Api, at: Any) -> None:
    contact = _refuted(kyc_api, at)
    # Something new, of which not all is there: it is not given by itself.
    kyc_api.patch(contact, {"identifiers": {"id_card": None}, "emails": [{"address": "new@example.com"}]})
    assert _kyc(kyc_api, contact)["state"] == "refuted"
    picked = kyc_api.post(f"{contact}/accounts", {"name": "B", "kyc_profile": "basic"})
    assert (picked.code, list(picked.error_codes())) == ("profile_held", ["/kyc_profile"])
    assert _kyc(kyc_api, contact)["state"] == "refuted"


@pytest.mark.feature("S2.99", "S2.105")
@pytest.mark.parametrize(
    ("stored_on", "outcome"),
    [((2027, 2, 1, 9), ("verified", "2028-02-01")), ((2027, 3, 2, 8), ("pending_verification", "2028-03-01"))],
    ids=["before the end", "after it"],
)
def test_a_document_holds_the_end_off_only_if_it_came_before_it(
    kyc_api: Api, world: World, at: Any, stored_on: tuple[int, ...], outcome: tuple[str, str]
) -> None:
    contact = _customer(kyc_api)
    _upload(kyc_api, world, contact)
    assert kyc_api.post(f"{contact}/kyc/verify").status == 200
    at(*stored_on)
    _upload(kyc_api, world, contact)
    at(2027, 3, 2, 9)
    # Neither a longer term nor an edit comes before the job.
    basic, full = SET["profiles"]
    assert kyc_api.put("/v1/settings/kyc", SET | {"profiles": [basic, full | {"expires_after_days": 366}]}).status == 200
    kyc_api.patch(contact, {"title": "Dr"})
    assert _kyc(kyc_api, contact)["state"] == "expired"
    assert kyc_api.put("/v1/settings/kyc", SET).status == 200
    take_over(world)
    kyc = _kyc(kyc_api, contact)
    assert (kyc["state"], kyc["expires_on"]) == outcome
    _run(world)
    assert _kyc(kyc_api, contact)["state"] == outcome[0]


@pytest.mark.feature("S2.89", "S2.90")
@pytest.mark.parametrize("act", ["verify", "refute"])
def test_who_judges_a_profile_that_the_contact_has_no_more_changes_nothing(kyc_api: Api, at: Any, act: str) -> None:
    contact = _basic(kyc_api)
    kyc_api.patch(contact, {"identifiers": {"id_card": {"number": "X1", "expires_on": "2030-01-31"}}})
    assert kyc_api.post(f"{contact}/kyc/change", {"profile": "full"}).body["state"] == "pending_verification"
    refused = kyc_api.post(f"{contact}/kyc/{act}", {"profile": "basic", "reason": "read"})
    assert (refused.status, refused.code, refused.error_codes()) == (409, "other_profile", {"/profile": "other_profile"})
    assert kyc_api.get(f"{contact}/kyc").body["state"] == "pending_verification"
    judged = kyc_api.post(f"{contact}/kyc/{act}", {"profile": "full", "reason": "read"})
    assert judged.code == "document_missing" if act == "verify" else judged.body["state"] == "refuted"
