"""What an import may do to contacts that exist, and what it must not."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.builders.imports import PEOPLE, UNIQUE_EMAIL, contacts, imported, start, work

HEADER = "First,Last,Mail,News\n"
ONE = HEADER + "Elena,Georgiou,eleni@example.com,\n"


@pytest.fixture
def eleni(world: World, api: Api) -> str:
    """A contact that a row with eleni@example.com is about."""
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    body = {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}
    return f"/v1/contacts/{api.post('/v1/contacts', body).body['contact_id']}"


def only_error(api: Api, run: dict[str, object]) -> tuple[str, str]:
    (error,) = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    return error["field"], error["code"]


@pytest.mark.feature("S3.16")
def test_a_contact_of_another_group_is_not_changed_nor_told_about(world: World, api: Api, eleni: str) -> None:
    assert api.patch(eleni, {"owned_by_group": "sales"}).status == 200
    before = Api(groups=("sales",)).get(eleni).body
    support = Api(user_id="user-2", groups=("support",))
    run = imported(world, support, ONE, on_duplicate="update")
    assert (run["updated"], run["failed"]) == (0, 1)
    assert only_error(support, run) == ("", "duplicate_contact")
    assert Api(groups=("sales",)).get(eleni).body == before


@pytest.mark.feature("S2.114")
def test_a_contact_whose_consent_allows_nothing_is_not_changed(world: World, api: Api, eleni: str) -> None:
    assert api.put("/v1/settings/consent", {"rejected": "none", "withdrawn": "none"}).status == 200
    assert api.put(f"{eleni}/consent", {"state": "rejected"}).status == 200
    run = imported(world, api, ONE, on_duplicate="update")
    assert only_error(api, run) == ("", "not_functional")
    assert api.get(eleni).body["first_name"] == "Eleni"


def test_a_consent_column_counts_for_new_contacts_and_never_lifts_a_stop(world: World, api: Api, eleni: str) -> None:
    assert api.put(f"{eleni}/consent", {"state": "rejected"}).status == 200
    run = imported(world, api, PEOPLE, on_duplicate="update", constants={"consent.state": "accepted"})
    assert (run["created"], run["updated"]) == (1, 1)
    states = {one["first_name"]: one.get("consent", {}).get("state") for one in contacts(world)}
    assert states == {"Eleni": "rejected", "Maria": "accepted"}
    maria = next(one["contact_id"] for one in contacts(world) if one["first_name"] == "Maria")
    (event,) = api.get(f"/v1/contacts/{maria}/consent/history").body["items"]
    assert (event["state"], event["through"]) == ("accepted", "import")


@pytest.mark.feature("S2.111")
def test_a_new_contact_cannot_have_withdrawn(world: World, api: Api) -> None:
    run = imported(world, api, ONE, constants={"consent.state": "withdrawn"})
    assert only_error(api, run) == ("", "consent_transition_refused")
    assert contacts(world) == []


@pytest.mark.feature("S2.24", "S2.29")
def test_a_row_that_is_about_two_contacts_fails(world: World, api: Api, eleni: str) -> None:
    assert api.put("/v1/settings/uniqueness", {"person": [["emails.address"], ["identifiers.tax_number"]]}).status == 200
    body = {"kind": "person", "last_name": "X", "emails": [{"address": "x@example.com"}], "identifiers": {"tax_number": "7"}}
    assert api.post("/v1/contacts", body).status == 201
    run = imported(world, api, ONE, on_duplicate="update", constants={"identifiers.tax_number": "7"})
    assert (run["updated"], run["failed"]) == (0, 1)
    errors = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert {(one["field"], one["code"]) for one in errors} == {
        ("/emails/address", "duplicate_contact"),
        ("/identifiers/tax_number", "duplicate_contact"),
    }


@pytest.mark.feature("S1.27")
def test_a_list_that_is_closed_meanwhile_takes_nobody_more(world: World, api: Api) -> None:
    made = api.post("/v1/lists", {"name": "L"}).body["list_id"]
    begun = start(api, PEOPLE, list_id=made)
    assert api.patch(f"/v1/lists/{made}", {"active": False}).status == 200
    work(world)
    run = api.get(begun.headers["Location"]).body
    assert (run["state"], run["created"], run["failed"], contacts(world)) == ("finished", 0, 2, [])
    errors = api.get(f"{begun.headers['Location']}/errors").body["items"]
    assert {(one["field"], one["code"]) for one in errors} == {("/list_id", "inactive_list")}


@pytest.mark.feature("S2.20")
def test_the_audit_says_who_imported_what(world: World, api: Api, eleni: str) -> None:
    imported(world, api, ONE, on_duplicate="update")
    entry = max(
        (item["document"]["S"] for item in world.items() if item["kind"]["S"] == "history"),
        key=lambda document: document,
    )
    assert '"action":"contact.changed"' in entry
    assert '"id":"user-1"' in entry
    stored = api.get(eleni).body
    assert (stored["first_name"], stored["updated_by"]) == ("Elena", {"type": "user", "id": "user-1"})


@pytest.mark.feature("S2.34", "S6.7")
@pytest.mark.parametrize("on_duplicate", ["update", "skip"])
def test_a_row_gives_its_no_to_a_contact_that_breaks_a_newer_uniqueness_rule(world: World, api: Api, on_duplicate: str) -> None:
    addresses = [("one@example.com", "both@example.com"), ("both@example.com", "two@example.com")]
    for some in addresses:
        body = {"kind": "person", "first_name": "Ann", "emails": [{"address": one} for one in some]}
        assert api.post("/v1/contacts", body | {"preferences": {"direct_marketing": True}}).status == 201
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    drain_queues(world, "uniqueness_build")
    csv = HEADER + "Ann,,one@example.com,no\nAnn,,two@example.com,no\n"
    run = imported(world, api, csv, on_duplicate=on_duplicate, match_on=[["emails"]])
    assert run["state"] == "finished"
    found = [api.get(f"/v1/contacts/{one['contact_id']}").body["preferences"]["direct_marketing"] for one in contacts(world)]
    assert found == [False, False]
