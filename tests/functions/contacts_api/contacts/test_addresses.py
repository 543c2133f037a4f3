"""A contact's addresses over HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls

HOME = {"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}
OFFICE = {"type": "business", "line_1": "9 Makarios Ave", "country": "CY"}


def contact_with(api: Api, *addresses: dict[str, Any]) -> tuple[str, list[str]]:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", "addresses": list(addresses)}).body
    return f"/v1/contacts/{made['contact_id']}", [address["address_id"] for address in made["addresses"]]


@pytest.mark.feature("S2.38", "S2.36")
def test_an_address_is_added_and_the_first_is_primary(api: Api) -> None:
    contact, _ = contact_with(api)
    answer = api.post(f"{contact}/addresses", HOME)
    assert answer.status == 201
    assert answer.headers["Location"] == f"{contact}/addresses/{answer.body['address_id']}"
    assert answer.headers["ETag"] == '"2"'
    assert (answer.body["active"], answer.body["primary"]) == (True, True)
    assert api.get(answer.headers["Location"]).body == answer.body
    assert api.get(contact).body["addresses"][0]["address_id"] == answer.body["address_id"]


@pytest.mark.feature("S2.37", "S2.40")
def test_a_second_active_address_of_a_type_needs_replace(api: Api) -> None:
    contact, (first,) = contact_with(api, HOME)
    refused = api.post(f"{contact}/addresses", {**HOME, "line_1": "2 Ledra St"})
    assert (refused.status, refused.code) == (409, "active_type_taken")
    second = api.post(f"{contact}/addresses?replace=true", {**HOME, "line_1": "2 Ledra St"})
    assert (second.status, second.body["primary"]) == (201, True)
    assert api.get(f"{contact}/addresses/{first}").body["active"] is False
    again = api.post(f"{contact}/addresses/{first}/activate")
    assert (again.status, again.code) == (409, "active_type_taken")
    by_body = api.post(f"{contact}/addresses/{first}/activate", {"replace": True})
    assert (by_body.status, by_body.body["primary"]) == (200, True)
    by_query = api.post(f"{contact}/addresses/{second.body['address_id']}/activate?replace=true")
    assert by_query.status == 200


@pytest.mark.feature("S2.39", "S2.41")
def test_inactive_addresses_are_listed_on_request_only(api: Api) -> None:
    contact, (_, office) = contact_with(api, HOME, OFFICE)
    assert api.post(f"{contact}/addresses/{office}/deactivate").body["active"] is False
    assert [found["type"] for found in api.get(f"{contact}/addresses").body["items"]] == ["home"]
    assert len(api.get(f"{contact}/addresses", include_inactive="true").body["items"]) == 2
    assert len(api.get(contact).body["addresses"]) == 1
    assert len(api.get(contact, include_inactive="true").body["addresses"]) == 2


@pytest.mark.feature("S2.42")
def test_the_primary_flag_moves(api: Api) -> None:
    contact, (home, office) = contact_with(api, HOME, OFFICE)
    assert api.post(f"{contact}/addresses/{office}/make-primary").body["primary"] is True
    assert api.get(f"{contact}/addresses/{home}").body["primary"] is False
    api.post(f"{contact}/addresses/{home}/deactivate")
    refused = api.post(f"{contact}/addresses/{home}/make-primary")
    assert (refused.status, refused.code) == (409, "inactive_primary")


@pytest.mark.feature("S2.43")
def test_the_primary_address_is_deactivated_only_with_a_new_primary(api: Api) -> None:
    contact, (home, office) = contact_with(api, HOME, OFFICE)
    refused = api.post(f"{contact}/addresses/{home}/deactivate")
    assert (refused.status, refused.code) == (409, "primary_needed")
    assert api.delete(f"{contact}/addresses/{home}").code == "primary_needed"
    assert api.patch(f"{contact}/addresses/{home}", {"primary": False}).code == "primary_needed"
    assert api.post(f"{contact}/addresses/{home}/deactivate", {"new_primary": office}).status == 200
    assert api.get(f"{contact}/addresses/{office}").body["primary"] is True
    assert api.post(f"{contact}/addresses/{office}/deactivate").body["active"] is False


@pytest.mark.feature("S2.43")
def test_a_change_of_the_contact_cannot_deactivate_the_primary_without_a_new_one(api: Api) -> None:
    contact, _ = contact_with(api, HOME, OFFICE)
    home, office = api.get(contact).body["addresses"]
    resting = {**home, "active": False, "primary": False}
    assert api.patch(contact, {"addresses": [resting, office]}).code == "primary_needed"
    assert api.patch(contact, {"addresses": [resting, {**office, "primary": True}]}).status == 200


@pytest.mark.feature("S1.13", "S1.17")
def test_an_address_is_changed_by_the_rules_of_any_contact(api: Api) -> None:
    contact, (home, _) = contact_with(api, HOME, OFFICE)
    changed = api.patch(f"{contact}/addresses/{home}", {"city": None, "postal_code": "ab1"})
    assert (changed.body["city"], changed.body["postal_code"], changed.body["line_1"]) == (None, "AB1", "1 Ledra St")
    unknown = api.patch(f"{contact}/addresses/{home}", {"type": "igloo"})
    assert (unknown.status, unknown.error_codes()) == (422, {"/type": "unknown_type"})
    missing = api.patch(f"{contact}/addresses/{home}", {"line_1": None})
    assert (missing.status, missing.error_codes()) == (422, {"/line_1": "required"})
    taken = api.patch(f"{contact}/addresses/{home}", {"type": "business"})
    assert (taken.status, taken.code) == (409, "active_type_taken")
    assert api.post(f"{contact}/addresses", {**HOME, "address_id": home}).error_codes() == {"/address_id": "read_only"}


@pytest.mark.feature("S2.6")
def test_the_last_address_of_a_mandatory_type_cannot_be_removed(api: Api) -> None:
    contact, (home,) = contact_with(api, HOME)
    types = [{"type": "home", "label": "Home", "mandatory": True}]
    assert api.put("/v1/settings/types", {"address": types}).status == 200
    refused = api.delete(f"{contact}/addresses/{home}")
    assert (refused.status, refused.error_codes()) == (422, {"/addresses": "mandatory_type_missing"})


def test_a_removed_address_is_gone(api: Api) -> None:
    contact, (_, office) = contact_with(api, HOME, OFFICE)
    assert api.delete(f"{contact}/addresses/{office}").status == 204
    assert api.get(f"{contact}/addresses/{office}").status == 404
    assert api.delete(f"{contact}/addresses/{office}").status == 404


def test_a_stale_version_is_refused_and_each_change_is_audited_in_one_transaction(api: Api) -> None:
    contact, (home, office) = contact_with(api, HOME, OFFICE)
    with count_calls() as calls:
        api.post(f"{contact}/addresses/{office}/make-primary", if_match='"1"')
    assert calls.counts["dynamodb.TransactWriteItems"] == 1
    assert api.post(f"{contact}/addresses/{home}/make-primary", if_match='"1"').status == 412


@pytest.mark.feature("S1.15")
def test_addresses_need_their_scope_and_a_portals_customer_reaches_only_its_own(api: Api) -> None:
    contact, (home,) = contact_with(api, HOME)
    reader = Api(scopes=("contacts:read",))
    assert reader.post(f"{contact}/addresses/{home}/deactivate").code == "missing_scope"
    own = Api(contact_id=contact.rpartition("/")[2])
    assert own.get(f"{contact}/addresses").status == 200
    stranger = Api(contact_id="con_00000000000000000000000000")
    assert stranger.get(f"{contact}/addresses").status == 404
    assert Api(tenant_id="acme-corp").get(f"{contact}/addresses").status == 404


@pytest.mark.feature("S2.41")
def test_saving_the_addresses_that_were_shown_leaves_the_hidden_ones(api: Api) -> None:
    addresses = [
        {"type": "home", "line_1": "1 Old St", "country": "CY", "active": False},
        {"type": "home", "line_1": "1 Ledra St", "country": "CY"},
        {"type": "billing", "line_1": "2 Old St", "country": "CY", "active": False},
    ]
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", "addresses": addresses}).body
    path = f"/v1/contacts/{made['contact_id']}"
    customer = Api(contact_id=made["contact_id"], user_id="portal")
    for caller in (api, customer):
        shown = caller.get(path).body["addresses"]
        saved = caller.patch(path, {"addresses": [one | {"line_1": f"3 {caller.user_id} St"} for one in shown]})
        assert saved.status == 200
        lines = [one["line_1"] for one in api.get(path, include_inactive=True).body["addresses"]]
        assert lines == ["1 Old St", f"3 {caller.user_id} St", "2 Old St"]
    # One that the list names is changed; null removes what is shown.
    hidden = api.get(path, include_inactive=True).body["addresses"][2]
    assert api.patch(path, {"addresses": [hidden | {"active": True, "primary": True}]}).status == 200
    assert api.patch(path, {"addresses": None}).status == 200
    assert [one["line_1"] for one in api.get(path, include_inactive=True).body["addresses"]] == ["1 Old St"]
    many = [{"type": "home", "line_1": f"{n} St", "country": "CY", "active": n == 1} for n in range(1, 21)]
    full = api.patch(path, {"addresses": many})
    assert (full.status, full.error_codes()) == (422, {"/addresses": "too_many_addresses"})


@pytest.mark.feature("S2.5")
def test_each_type_is_shown_with_its_label(api: Api) -> None:
    types = {
        "address": [{"type": "home", "label": "Residence"}],
        "email": [{"type": "personal", "label": "Private"}],
        "phone": [{"type": "mobile", "label": "Cell"}],
    }
    assert api.put("/v1/settings/types", types).status == 200
    address = {"line_1": "1 Ledra St", "country": "CY"}
    body = {"emails": [{"address": "a@b.example"}], "phones": [{"number": "+35799123456"}], "addresses": [address]}
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **body})
    path = made.headers["Location"]
    information = {"mailing_address": address | {"type": "home"}}
    account = api.post(f"{path}/accounts", {"name": "Checking", "contact_information": information})
    assert account.body["contact_information"]["mailing_address"]["label"] == "Residence"
    listed = api.get("/v1/contacts", q="Georgiou").body["items"]
    for shown in (made.body, api.get(path).body, *listed):
        assert [shown[name][0]["label"] for name in ("emails", "phones", "addresses")] == ["Private", "Cell", "Residence"]
    assert api.get(path).body["accounts"][0]["contact_information"]["mailing_address"]["label"] == "Residence"
    assert api.get(f"{path}/contact-information").body["mailing_address"]["value"]["label"] == "Residence"
    (one,) = api.get(f"{path}/addresses").body["items"]
    assert one["label"] == api.get(f"{path}/addresses/{one['address_id']}").body["label"] == "Residence"
    # A type that was removed shows itself.
    assert api.put("/v1/settings/types?force=true", {}).status == 200
    assert api.get(path).body["emails"][0]["label"] == "Personal"


@pytest.mark.feature("S2.36")
def test_an_id_that_the_system_did_not_give_is_refused(world: World, api: Api) -> None:
    made_up = {"line_1": "1 St", "country": "CY", "address_id": "adr_01J9ZQ5W3V8K2M4N6P7R8S9T0A"}
    person = {"kind": "person", "last_name": "Georgiou"}
    path, (home,) = contact_with(api, {"type": "home", "line_1": "2 St", "country": "CY"})
    before = world.items()
    unknown = {"/addresses/0/address_id": "unknown_address"}
    assert api.post("/v1/contacts", {**person, "addresses": [made_up]}).error_codes() == unknown
    assert api.put("/v1/contacts/by-external-id/core/7", {**person, "addresses": [made_up]}).error_codes() == unknown
    for changed in ([made_up], [{**made_up, "type": "business"}, {**made_up, "address_id": home, "type": "home"}]):
        assert api.patch(path, {"addresses": changed}).error_codes() == unknown
    account = {"name": "A", "contact_information": {"mailing_address": made_up}}
    refused = api.post(f"{path}/accounts", account)
    assert refused.error_codes() == {"/contact_information/mailing_address/address_id": "unknown_address"}
    assert world.items() == before
    opened = api.post(f"{path}/accounts", {"name": "A"}).body["account_id"]
    assert api.patch(f"/v1/accounts/{opened}", account).error_codes() == refused.error_codes()
    kept = {**made_up, "address_id": home, "line_1": "3 St"}
    assert api.patch(path, {"addresses": [kept, {**kept, "address_id": None, "type": "business"}]}).status == 200
