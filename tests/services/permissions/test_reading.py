"""The ledger in the history of a contact: topics, what the stream writes of an address, and a chain that stays whole."""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import mailed_link, refuse

PERSON = {"kind": "person", "first_name": "Eleni", "emails": [{"address": "eleni@example.com", "primary": True}]}
FORM = "application/x-www-form-urlencoded"


def _scopes(api: Api, contact_id: str) -> dict[str, bool]:
    items = api.get(f"/v1/contacts/{contact_id}/permissions").body["items"]
    return {one["scope"]: one["allowed"] for one in items}


@pytest.mark.feature("S5.3", "S5.9")
def test_a_topic_that_the_person_left_is_a_no_that_no_user_lifts(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = str(api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"])
    contact_id = str(api.post("/v1/contacts", {**PERSON, "list_ids": [topic]}).body["contact_id"])
    assert _scopes(api, contact_id)[f"topic:{topic}"] is True
    page = urlsplit(mailed_link(contact_id)).path
    visitor = Api(anonymous=True)
    assert visitor.call("POST", page, raw=urlencode({"form": "preferences"}), content_type=FORM).status == 200
    assert _scopes(api, contact_id)[f"topic:{topic}"] is False
    refused = api.put(f"/v1/contacts/{contact_id}/lists", {"list_ids": [topic]})
    assert (refused.code, refused.error_codes()) == ("refusal_stands", {"/list_ids/0": "topic_left"})
    assert _scopes(api, contact_id)[f"topic:{topic}"] is False
    then = clock.now() + timedelta(minutes=5)
    monkeypatch.setattr(clock, "source", lambda: then)
    again = urlencode({"form": "preferences", "list_ids": topic})
    assert visitor.call("POST", page, raw=again, content_type=FORM).status == 200
    assert _scopes(api, contact_id)[f"topic:{topic}"] is True


@pytest.mark.feature("S5.4", "S5.9")
def test_what_the_address_refuses_decides_and_is_no_word_of_this_contact(world: World, api: Api) -> None:
    made = api.post("/v1/contacts", {**PERSON, "preferences": {"direct_marketing": True}})
    contact_id = str(made.body["contact_id"])
    refuse("eleni@example.com", "one_click", at=clock.now() + timedelta(minutes=1))
    drain_stream(world)
    (found,) = [
        one for one in api.get(f"/v1/contacts/{contact_id}/permissions").body["items"] if one["scope"] == "direct_marketing"
    ]
    assert (found["allowed"], found["because"]["through"]) == (False, "one_click")
    newest = api.get(f"/v1/contacts/{contact_id}/permissions/history").body["items"][0]
    assert (newest["said"], newest["of_address"]) == ("no", True)
    assert api.get(f"/v1/contacts/{contact_id}/preferences").body["direct_marketing"] is True


@pytest.mark.feature("S5.1", "S2.127")
def test_the_chain_covers_what_was_said_and_verifies_with_and_without_the_product(api: Api) -> None:
    from infra.receipts.verify_chain import BrokenChainError, verified

    contact_id = str(api.post("/v1/contacts", {**PERSON, "preferences": {"direct_marketing": True}}).body["contact_id"])
    proof = {"said_through": "paper", "said_at": clock.now().isoformat(), "note": "Form 7"}
    api.put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": False, "evidence": proof})
    assert api.get(f"/v1/contacts/{contact_id}/audit/verify").body["whole"] is True
    chain = api.get(f"/v1/contacts/{contact_id}/audit/chain").body
    assert verified(chain) == 2
    chain["entries"][1]["entry"]["said"][0]["said"] = "yes"
    with pytest.raises(BrokenChainError):
        verified(chain)


def _because(api: Api, contact_id: str) -> dict[str, tuple[bool, str, str]]:
    items = api.get(f"/v1/contacts/{contact_id}/permissions").body["items"]
    return {one["scope"]: (one["allowed"], one["because"]["said"], one["because"]["through"]) for one in items}


@pytest.mark.feature("S5.6", "S5.9")
def test_a_channel_that_the_person_opens_again_is_open_and_stays_closed_for_who_shares_the_address(
    world: World, api: Api
) -> None:
    one, other = (str(api.post("/v1/contacts", PERSON).body["contact_id"]) for _ in range(2))
    drain_stream(world)
    portal = Api(contact_id=one)
    assert portal.put(f"/v1/contacts/{one}/preferences", {"channels": {"email": False}}).status == 200
    drain_stream(world)
    assert portal.put(f"/v1/contacts/{one}/preferences", {"channels": {"email": True}}).status == 200
    drain_stream(world)
    assert _because(api, one)["channel:email"] == (True, "yes", "portal")
    assert _because(api, other)["channel:email"] == (False, "no", "portal")


@pytest.mark.feature("S2.112", "S5.9")
def test_who_refuses_the_processing_permits_no_marketing_because_of_that(world: World, api: Api) -> None:
    yes = {"direct_marketing": True, "affiliate_marketing": True}
    contact_id = str(api.post("/v1/contacts", {**PERSON, "preferences": yes}).body["contact_id"])
    portal = Api(contact_id=contact_id)
    assert portal.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"}).status == 200
    found = _because(api, contact_id)
    assert {found[scope] for scope in ("direct_marketing", "affiliate_marketing", "processing")} == {(False, "no", "portal")}


@pytest.mark.feature("S5.4", "S5.9")
def test_a_default_no_names_what_the_address_refused(world: World, api: Api) -> None:
    refuse("eleni@example.com", "one_click", at=clock.now())
    contact_id = str(api.post("/v1/contacts", PERSON).body["contact_id"])
    drain_stream(world)
    assert _because(api, contact_id)["direct_marketing"] == (False, "no", "one_click")


@pytest.mark.feature("S2.131", "S5.9")
def test_who_is_erased_permits_nothing_because_of_that(world: World, api: Api) -> None:
    made = api.post("/v1/contacts", {**PERSON, "preferences": {"direct_marketing": True}})
    contact_id = str(made.body["contact_id"])
    assert api.post(f"/v1/contacts/{contact_id}/anonymize").status == 200
    assert set(_because(api, contact_id).values()) == {(False, "no", "anonymization")}


@pytest.mark.feature("S2.141", "S5.9")
def test_an_erasure_at_one_of_two_addresses_stops_no_marketing_to_the_other(world: World, api: Api) -> None:
    refuse("eleni@example.com", "anonymization", at=clock.now())
    own = {"address": "own@example.com", "primary": True}
    made = api.post("/v1/contacts", {**PERSON, "emails": [own, {"address": "eleni@example.com"}]})
    other = str(made.body["contact_id"])
    only = str(api.post("/v1/contacts", PERSON).body["contact_id"])
    drain_stream(world)
    for one in (other, only):
        assert Api(contact_id=one).put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True}).status == 200
    assert [_because(api, one)["direct_marketing"][0] for one in (other, only)] == [True, False]
