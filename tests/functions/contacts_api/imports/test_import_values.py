"""Files of real tools through the import: the values that come in, what was changed on the way, and the nos (S6.5-S6.9)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import UNIQUE_EMAIL, contacts, imported

MAIL = {"first_name": "First", "emails.0.address": "Mail"}


def listed(api: Api, run: dict[str, Any], what: str) -> list[dict[str, Any]]:
    return list(api.get(f"/v1/imports/{run['import_id']}/{what}", limit=100).body["items"])


def outcome(run: dict[str, Any]) -> tuple[int, ...]:
    return tuple(run[name] for name in ("created", "updated", "skipped", "failed"))


@pytest.mark.feature("S6.5", "S6.6")
def test_several_values_of_google_are_points_of_their_own(world: World, api: Api) -> None:
    file = (
        "Given Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value\n"
        "Eleni,* ,eleni@example.com ::: eleni.g@example.org,+357 99 123456 ::: +357 22 123456\nNikos,,nikos@example.com,99 654321\n"
    )
    columns = {"first_name": "Given Name", "emails.0.address": "E-mail 1 - Value", "phones.0.number": "Phone 1 - Value"}
    run = imported(world, api, file, columns=columns)
    assert outcome(run) == (2, 0, 0, 0)
    eleni, nikos = sorted(contacts(world), key=lambda one: one["first_name"])
    assert [one["address"] for one in eleni["emails"]] == ["eleni@example.com", "eleni.g@example.org"]
    assert [one["number"] for one in eleni["phones"]] == ["+35799123456", "+35722123456"]
    assert [one["number"] for one in nikos["phones"]] == ["+35799654321"]


@pytest.mark.feature("S6.5", "S6.9")
def test_countries_are_read_by_name_and_every_reading_is_listed(world: World, api: Api) -> None:
    file = (
        "First,Mail,Street,City,Country\nAnn,ann@example.com,1 Ledra St,Nicosia,Cyprus\nCat,cat@example.com,3 Rue X,Paris,fr\n"
        "Foo,foo@example.com,6 Ermou,Αθήνα,Ελλάδα\nBad,bad@example.com,1 Street,Town,Atlantis\n"
    )
    places = {"addresses.0.line_1": "Street", "addresses.0.city": "City", "addresses.0.country": "Country"}
    run = imported(world, api, file, columns=MAIL | places)
    assert outcome(run) == (3, 0, 0, 1)
    assert {one["first_name"]: one["addresses"][0]["country"] for one in contacts(world)} == {
        "Ann": "CY",
        "Cat": "FR",
        "Foo": "GR",
    }
    common = {"header": "Country", "field": "addresses.0.country", "code": "country_read"}
    assert listed(api, run, "changes") == [
        {"line": 2, **common, "from": "Cyprus", "to": "CY"},
        {"line": 4, **common, "from": "Ελλάδα", "to": "GR"},
    ]
    (error,) = listed(api, run, "errors")
    assert error.pop("message").startswith("The country is unknown.")
    assert error == {
        "line": 5,
        "header": "Country",
        "field": "/addresses/0/country",
        "value": "Atlantis",
        "code": "unknown_country",
        "same_as_line": None,
    }


@pytest.mark.feature("S6.5")
def test_a_part_of_an_address_is_reported_and_the_contact_comes_in(world: World, api: Api) -> None:
    file = "First,Mail,Street,City,Country\nAnn,ann@example.com,,Nicosia,CY\nBob,bob@example.com,1 Ledra St,Nicosia,\n"
    places = {"addresses.0.line_1": "Street", "addresses.0.city": "City", "addresses.0.country": "Country"}
    run = imported(world, api, file, columns=MAIL | places)
    assert outcome(run) == (2, 0, 0, 0)
    assert [(one["line"], one["header"], one["from"], one["to"], one["code"]) for one in listed(api, run, "changes")] == [
        (2, "City", "Nicosia", None, "incomplete"),
        (2, "Country", "CY", None, "incomplete"),
        (3, "Street", "1 Ledra St", None, "incomplete"),
        (3, "City", "Nicosia", None, "incomplete"),
    ]


@pytest.mark.feature("S6.5")
def test_dates_are_read_in_the_order_that_is_said_and_never_swapped(world: World, api: Api) -> None:
    file = "First,Mail,Born\nAnn,ann@example.com,31/12/1980\nBob,bob@example.com,03/04/1980\nEve,eve@example.com,0/0/00\n"
    columns = MAIL | {"date_of_birth": "Born"}
    asked = imported(world, api, file, columns=columns, dry_run=True)
    assert outcome(asked) == (2, 0, 0, 1)
    assert [(one["line"], one["code"], one["value"]) for one in listed(api, asked, "errors")] == [
        (3, "ambiguous_date", "03/04/1980")
    ]
    imported(world, api, file, columns=columns, date_order="dmy")
    born = {one["first_name"]: one.get("date_of_birth") for one in contacts(world)}
    assert born == {"Ann": "1980-12-31", "Bob": "1980-04-03", "Eve": None}


@pytest.mark.feature("S6.6")
def test_a_local_number_fails_its_row(world: World, api: Api) -> None:
    assert api.put("/v1/settings/localization", {"default_region": "US"}).status == 200
    run = imported(
        world, api, "First,Phone\nAnn,555-0100\nBob,(212) 555-0100\n", columns={"first_name": "First", "phones.0.number": "Phone"}
    )
    assert outcome(run) == (1, 0, 0, 1)
    assert [one["phones"][0]["number"] for one in contacts(world)] == ["+12125550100"]


@pytest.mark.feature("S6.7")
def test_an_opt_out_of_a_column_is_a_no_and_a_zero_is_nothing(world: World, api: Api) -> None:
    file = "First,Mail,HasOptedOutOfEmail\nAnn,ann@example.com,1\nBob,bob@example.com,0\n"
    run = imported(world, api, file, columns=MAIL, opt_outs={"direct_marketing": "HasOptedOutOfEmail"})
    assert outcome(run) == (2, 0, 0, 0)
    ann, bob = (one.get("preferences", {}) for one in sorted(contacts(world), key=lambda one: one["first_name"]))
    assert (ann["direct_marketing"]["asked"], ann["direct_marketing"].get("value", False)) == (True, False)
    assert not bob.get("direct_marketing", {}).get("asked")


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize("on_duplicate", ["skip", "update", "fail"])
def test_a_row_that_fails_or_is_skipped_gives_its_no(world: World, api: Api, on_duplicate: str) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    imported(world, api, "First,Mail\nAnn,ann@example.com\nBob,bob@example.com\n", columns=MAIL)
    file = "First,Mail,Born,Out\nAnn,ann@example.com,31/31/1980,1\nBob,bob@example.com,,Unsubscribed\n"
    said = {"columns": MAIL | {"date_of_birth": "Born"}, "opt_outs": {"direct_marketing": "Out"}, "on_duplicate": on_duplicate}
    rehearsed = imported(world, api, file, dry_run=True, **said)
    assert not any(one.get("preferences", {}).get("direct_marketing", {}).get("asked") for one in contacts(world))
    run = imported(world, api, file, **said)
    assert outcome(run) == outcome(rehearsed)
    assert all(one["preferences"]["direct_marketing"]["asked"] for one in contacts(world))


@pytest.mark.feature("S6.7")
def test_the_no_of_a_row_that_comes_in_nowhere_stands_at_its_address(world: World, api: Api) -> None:
    file = "First,Mail,Born,Out\nAnn,ann@example.com,31/31/1980,1\n"
    run = imported(world, api, file, columns=MAIL | {"date_of_birth": "Born"}, opt_outs={"direct_marketing": "Out"})
    assert outcome(run) == (0, 0, 0, 1)
    stands = api.post("/v1/permissions/check", {"email": "ann@example.com"}).body
    assert "direct_marketing" in str(stands)


@pytest.mark.feature("S6.9", "S2.24")
def test_an_error_names_the_line_that_it_doubles(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    file = "First,Mail\nAnn,ann@example.com\nAnna,ANN@example.com\n"
    run = imported(world, api, file, columns=MAIL, on_duplicate="fail")
    (error,) = listed(api, run, "errors")
    assert (error["line"], error["code"], error["same_as_line"], error["value"]) == (3, "duplicate_contact", 2, "ANN@example.com")


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"separators": {"nothing": ","}}, "/separators/nothing", "unknown_field"),
        ({"value_maps": {"nothing": {"a": True}}}, "/value_maps/nothing", "unknown_field"),
        ({"match_on": [["nothing"]]}, "/match_on/0", "unknown_field"),
        ({"match_on": [["gender"]]}, "/match_on/0", "cannot_match"),
        ({"opt_outs": {"direct_marketing": "Nowhere"}}, "/opt_outs/direct_marketing", "unknown_column"),
    ],
)
def test_a_request_that_names_what_is_not_there_is_refused(api: Api, said: dict[str, Any], field: str, code: str) -> None:
    body = {"kind": "person", "csv": "First,Mail\nAnn,ann@example.com\n", "columns": MAIL, **said}
    refused = api.post("/v1/imports", body)
    assert (refused.status, refused.error_codes().get(field)) == (422, code)


@pytest.mark.feature("S6.7", "S6.9")
@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#VALUE!"])
def test_an_error_of_the_spreadsheet_in_a_column_of_opt_outs_fails_its_row(world: World, api: Api, cell: str) -> None:
    file = f"First,Mail,Out\nAnn,ann@example.com,{cell}\n"
    run = imported(world, api, file, columns=MAIL, opt_outs={"direct_marketing": "Out"})
    assert outcome(run) == (0, 0, 0, 1)
    (error,) = listed(api, run, "errors")
    assert (error["code"], error["header"], error["value"]) == ("cell_error", "Out", cell)


@pytest.mark.feature("S6.5", "S6.9")
def test_a_value_that_two_columns_have_comes_in_once(world: World, api: Api) -> None:
    columns = {"first_name": "First", "phones.0.number": "Phone", "phones.1.number": "Mobile", "phones.1.type": "Type"}
    columns |= {"emails.0.address": "Mail", "emails.1.address": "Mail 2"}
    file = (
        "First,Phone,Mobile,Type,Mail,Mail 2\n"
        "Ann,99123456,+357 99 123456,mobile,ann@example.com,ANN@example.com\n"
        "Bob,99123457,99123458,mobile,bob@example.com,rob@example.com\n"
    )
    run = imported(world, api, file, columns=columns)
    assert listed(api, run, "errors") == []
    assert outcome(run) == (2, 0, 0, 0)
    ann, bob = sorted(contacts(world), key=lambda one: one["first_name"])
    assert [(one["number"], one.get("type")) for one in ann["phones"]] == [("+35799123456", "mobile")]
    assert [one["address"] for one in ann["emails"]] == ["ann@example.com"]
    assert (len(bob["phones"]), len(bob["emails"])) == (2, 2)
    told = [
        (one["line"], one["field"], one["from"], one["to"])
        for one in listed(api, run, "changes")
        if one["code"] == "repeated_value"
    ]
    assert told == [(2, "phones.1.number", "+357 99 123456", None), (2, "emails.1.address", "ANN@example.com", None)]


@pytest.mark.feature("S6.9")
@pytest.mark.parametrize(
    ("field", "cell", "to", "code"),
    [
        ("first_name", "  Ann ", "Ann", "white_space"),
        ("first_name", "Ann   Mary", "Ann Mary", "white_space"),
        ("first_name", "Ann\u00a0Mary", "Ann Mary", "white_space"),
        ("first_name", "Ann\nMary", "Ann Mary", "white_space"),
        ("first_name", "Ann\x07", "Ann", "characters_cleaned"),
        ("first_name", "Andre\u0301", "Andr\u00e9", "characters_cleaned"),
        ("emails.0.address", " a@example.com", "a@example.com", "white_space"),
        ("phones.0.number", "+357 99 123456", "+35799123456", "phone_read"),
        ("tags", "big  client;vip", ["big client", "vip"], "white_space"),
    ],
)
def test_white_space_that_is_cleaned_is_listed(world: World, api: Api, field: str, cell: str, to: object, code: str) -> None:
    text = f'Last,X\nLee,"{cell}"\n'
    run = imported(world, api, text, columns={"last_name": "Last", field: "X"})
    found = api.get(f"/v1/imports/{run['import_id']}/changes").body["items"]
    assert [(one["line"], one["field"], one["from"], one["to"], one["code"]) for one in found] == [(2, field, cell, to, code)]
    stored = contacts(world)[0]
    points = [one.get("address", one.get("number")) for one in (*stored.get("emails", ()), *stored.get("phones", ()))]
    assert to in (stored.get(field), *points)


@pytest.mark.feature("S6.9")
def test_a_cell_that_comes_in_as_it_stands_is_not_listed(world: World, api: Api) -> None:
    text = "First,Mail,Phone,Tags\nΕλένη,eleni@example.com,+35799123456,vip;τρία\n"
    columns = {"first_name": "First", "emails.0.address": "Mail", "phones.0.number": "Phone", "tags": "Tags"}
    run = imported(world, api, text, columns=columns)
    assert api.get(f"/v1/imports/{run['import_id']}/changes").body["items"] == []


@pytest.mark.feature("S6.9")
@pytest.mark.parametrize(
    ("field", "cell", "order", "expected"),
    [
        ("date_of_birth", "31/02/1980", None, "31/12/1980"),
        ("date_of_birth", "sometime", "dmy", "in the order dmy"),
        ("date_of_birth", "12/31/1980", "dmy", "in the order dmy"),
        ("birthday", "02-30", None, "12-31 (month first)"),
        ("identifiers.id_card.expires_on", "never", None, "1980-12-31"),
    ],
)
def test_an_error_of_a_date_says_what_was_expected_and_the_way_out(
    world: World, api: Api, field: str, cell: str, order: str | None, expected: str
) -> None:
    columns = {"first_name": "First", field: "When"}
    run = imported(world, api, f"First,When\nAnn,{cell}\n", columns=columns, date_order=order)
    (found,) = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert (found["code"], found["value"]) == ("invalid_date", cell)
    assert expected in found["message"]
    assert found["message"].endswith("in `value_maps`.")
    nothing = {"value_maps": {field: {cell: None}}}
    assert imported(world, api, f"First,When\nAnn,{cell}\n", columns=columns, date_order=order, **nothing)["created"] == 1
