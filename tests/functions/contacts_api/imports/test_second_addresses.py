"""A second address of a type comes in: files of tools have more of them than a contact may have active."""

import csv
import io
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import UNIQUE_EMAIL, contacts, imported, uploaded

SALESFORCE = {
    "FirstName": "Ann",
    "Email": "ann@example.com",
    "HasOptedOutOfEmail": "",
    "MailingStreet": "1 First St",
    "MailingCity": "Nicosia",
    "MailingCountry": "Cyprus",
    "OtherStreet": "2 Second St",
    "OtherCity": "Limassol",
    "OtherCountry": "Cyprus",
}
OUTLOOK = {
    "First Name": "Ann",
    "E-mail Address": "ann@example.com",
    "E-mail 2 Address": "",
    "Business Phone": "",
    "Home Street": "1 First St",
    "Home City": "Nicosia",
    "Home Country/Region": "Cyprus",
    "Other Street": "2 Second St",
    "Other City": "Limassol",
    "Other Country/Region": "Cyprus",
}


def google(label: str) -> dict[str, str]:
    own = {"First Name": "Ann", "E-mail 1 - Value": "ann@example.com"}
    for number, street in ((1, "1 First St"), (2, "2 Second St")):
        parts = {"Label": label, "Street": street, "City": "Nicosia", "Country": "Cyprus"}
        own |= {f"Address {number} - {part}": value for part, value in parts.items()}
    return own


def file_of(row: dict[str, str]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(row))
    writer.writeheader()
    writer.writerow(row)
    return written.getvalue()


def addresses(contact: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(one["line_1"], one["type"], one.get("active", True)) for one in contact["addresses"]]


def with_other(api: Api) -> None:
    types = api.get("/v1/settings/types").body
    types = {name: types[name] for name in ("address", "email", "phone", "relation")}
    types["address"] = [*types["address"], {"type": "other", "label": "Other"}]
    assert api.put("/v1/settings/types", types).status == 200


TOOLS = [
    ("salesforce", SALESFORCE),
    ("outlook", OUTLOOK),
    ("google", google("Home")),
    ("google", google("Cottage")),
    ("google", google("")),
]


@pytest.mark.feature("S6.2", "S6.6")
@pytest.mark.parametrize(("preset", "row"), TOOLS)
def test_a_second_address_of_a_type_comes_in_inactive(world: World, api: Api, preset: str, row: dict[str, str]) -> None:
    run = imported(world, api, file_of(row), columns={}, preset=preset)
    assert (run["created"], api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]) == (1, [])
    (ann,) = contacts(world)
    assert addresses(ann) == [("1 First St", "home", True), ("2 Second St", "home", False)]
    changes = api.get(f"/v1/imports/{run['import_id']}/changes").body["items"]
    told = [(one["field"].rpartition(".")[2], one["to"]) for one in changes if one["code"] == "type_taken"]
    assert told == [("active", False)]


@pytest.mark.feature("S6.6")
def test_a_second_address_of_a_type_is_an_other_one_where_the_tenant_has_it(world: World, api: Api) -> None:
    with_other(api)
    assert imported(world, api, file_of(SALESFORCE), columns={}, preset="salesforce")["created"] == 1
    (ann,) = contacts(world)
    assert addresses(ann) == [("1 First St", "home", True), ("2 Second St", "other", True)]


@pytest.mark.feature("S6.2")
def test_a_card_with_two_homes_comes_in(world: World, api: Api) -> None:
    homes = "".join(f"ADR;TYPE=home:;;{street};Nicosia;;1011;Cyprus\n" for street in ("1 First St", "2 Second St"))
    card = f"BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\nFN:Ann Lee\n{homes}END:VCARD\n"
    assert uploaded(world, api, card.encode(), format="vcard")["created"] == 1
    assert addresses(contacts(world)[0]) == [("1 First St", "home", True), ("2 Second St", "home", False)]


@pytest.mark.feature("S6.8")
def test_the_second_address_of_a_file_replaces_no_address_and_is_not_added_again(world: World, api: Api) -> None:
    api.put("/v1/settings/uniqueness", UNIQUE_EMAIL)
    for expected in ("created", "skipped", "skipped"):
        run = imported(world, api, file_of(SALESFORCE), columns={}, preset="salesforce", on_duplicate="update")
        assert run[expected] == 1
        (ann,) = contacts(world)
        assert addresses(ann) == [("1 First St", "home", True), ("2 Second St", "home", False)]


@pytest.mark.feature("S6.8")
def test_addresses_without_types_that_a_contact_has_already_stay_as_they_are(world: World, api: Api) -> None:
    api.put("/v1/settings/uniqueness", UNIQUE_EMAIL)
    own = [("1 First St", "Nicosia", "business"), ("2 Second St", "Limassol", "billing")]
    held = [{"line_1": line, "city": city, "country": "CY", "type": kind} for line, city, kind in own]
    created = api.post(
        "/v1/contacts",
        {"kind": "person", "first_name": "Ann", "emails": [{"address": "ann@example.com"}], "addresses": held},
    )
    assert created.status == 201, created.text
    run = imported(world, api, file_of(SALESFORCE), columns={}, preset="salesforce", on_duplicate="update")
    assert run["skipped"] == 1
    assert addresses(contacts(world)[0]) == [("1 First St", "business", True), ("2 Second St", "billing", True)]
