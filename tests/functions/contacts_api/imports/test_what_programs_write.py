"""What programs write into files besides values: words for nothing, spaces before quotes, capitals, line ends of old systems."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import contacts, imported, work

CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\nFN:Ann Lee\nEMAIL:ann@\n example.com\nEND:VCARD\n"


def listed(api: Api, run: dict[str, Any]) -> list[tuple[int, str, object, object, str]]:
    found = api.get(f"/v1/imports/{run['import_id']}/changes").body["items"]
    return [(one["line"], one["field"], one["from"], one["to"], one["code"]) for one in found]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("word", ["nan", "NaN", "<NA>", "None", "NULL", "null", r"\N"])
def test_a_word_that_a_program_writes_for_nothing_is_no_value(world: World, api: Api, word: str) -> None:
    text = f"First,Last,Mail,Phone,Born\nAnn,{word},ann@example.com,{word},{word}\n"
    columns = {
        "first_name": "First",
        "last_name": "Last",
        "emails.0.address": "Mail",
        "phones.0.number": "Phone",
        "date_of_birth": "Born",
    }
    run = imported(world, api, text, columns=columns)
    assert run["created"] == 1
    (ann,) = contacts(world)
    assert (ann.get("last_name"), ann.get("phones"), ann.get("date_of_birth")) == (None, None, None)
    assert [(field, code) for _, field, _, _, code in listed(api, run)] == [
        (field, "no_value") for field in ("last_name", "phones.0.number", "date_of_birth")
    ]


@pytest.mark.feature("S6.5")
def test_names_of_people_that_look_like_such_a_word_stay(world: World, api: Api) -> None:
    imported(world, api, "First,Last\nNan,Null\n", columns={"first_name": "First", "last_name": "Last"})
    assert [(one["first_name"], one["last_name"]) for one in contacts(world)] == [("Nan", "Null")]


@pytest.mark.feature("S6.5")
def test_what_the_request_says_of_a_word_counts_more(world: World, api: Api) -> None:
    maps = {"value_maps": {"last_name": {"None": "Nones"}}}
    imported(world, api, "First,Last\nAnn,None\n", columns={"first_name": "First", "last_name": "Last"}, **maps)
    assert contacts(world)[0]["last_name"] == "Nones"


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize("header", ["First, Last, Mail", '"First", "Last", "Mail"'])
def test_spaces_before_a_quote_are_no_part_of_the_cell(world: World, api: Api, header: str) -> None:
    text = f'{header}\n"Ann", "Lee, Mary", "ann@example.com"\nBob, Ray, bob@example.com\n'
    run = imported(world, api, text, columns={"first_name": "First", "last_name": "Last", "emails.0.address": "Mail"})
    assert run["created"] == 2
    assert [(one["last_name"], one["emails"][0]["address"]) for one in contacts(world)] == [
        ("Lee, Mary", "ann@example.com"),
        ("Ray", "bob@example.com"),
    ]


@pytest.mark.feature("S6.9")
def test_a_domain_in_capitals_is_listed(world: World, api: Api) -> None:
    run = imported(world, api, "Mail\nAnn@EXAMPLE.com\n", columns={"emails.0.address": "Mail"})
    assert listed(api, run) == [(2, "emails.0.address", "Ann@EXAMPLE.com", "Ann@example.com", "lower_case")]
    assert contacts(world)[0]["emails"][0]["address"] == "Ann@example.com"


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_cards_come_in_with_the_line_ends_of_any_system(world: World, api: Api, end: str) -> None:
    card = CARD.replace("\n", end)
    assert api.post("/v1/imports/preview", {"vcard": card}).body["columns"]["emails.0.address"] == "emails.0.address"
    begun = api.post("/v1/imports", {"kind": "person", "vcard": card})
    assert begun.status == 202
    work(world)
    assert [one["emails"][0]["address"] for one in contacts(world)] == ["ann@example.com"]


@pytest.mark.feature("S6.2")
def test_the_preview_of_a_broken_card_names_the_card(api: Api) -> None:
    found = api.post("/v1/imports/preview", {"vcard": "BEGIN:VCARD\nVERSION:3.0\nN:Lee\n"})
    assert (found.status, [(one["code"], one["line"]) for one in found.body["warnings"]]) == (200, [("unclosed_card", 1)])


@pytest.mark.feature("S6.2")
def test_the_postal_code_of_a_greek_outlook_comes_in(world: World, api: Api) -> None:
    text = (
        "Όνομα,Οδός οικίας,Πόλη οικίας,Ταχυδρομικός κώδικας οικίας,Χώρα/Περιοχή οικίας,Διεύθυνση ηλεκτρονικού ταχυδρομείου,"
        "Κινητό τηλέφωνο\nΆννα,Λήδρας 1,Λευκωσία,1011,Κύπρος,anna@example.com,\n"
    )
    assert imported(world, api, text, columns={}, preset="outlook")["created"] == 1
    assert [one["postal_code"] for one in contacts(world)[0]["addresses"]] == ["1011"]


@pytest.mark.feature("S6.2")
def test_the_address_of_an_older_greek_outlook_comes_in(world: World, api: Api) -> None:
    text = "Όνομα,Οδός (εργασία),Πόλη (εργασία),Τ.Κ. (εργασία),Χώρα (εργασία),Διεύθυνση ηλ. ταχυδρομείου,Τηλέφωνο γραφείου\n"
    text += "Άννα,Λήδρας 1,Λευκωσία,1011,Κύπρος,anna@example.com,22123456\n"
    assert imported(world, api, text, columns={}, preset="outlook")["created"] == 1
    (anna,) = contacts(world)
    assert [(one["type"], one["postal_code"], one["country"]) for one in anna["addresses"]] == [("business", "1011", "CY")]
    assert [(one["type"], one["number"]) for one in anna["phones"]] == [("work", "+35722123456")]


@pytest.mark.feature("S6.9")
def test_an_error_about_a_list_names_the_column_of_its_values(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", {"person": [["emails"]]}).status == 200
    columns = {"first_name": "First", "emails.0.type": "Kind", "emails.0.address": "Mail"}
    run = imported(world, api, "First,Kind,Mail\nAnn,work,\n", columns=columns)
    found = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert [(one["header"], one["field"], one["code"]) for one in found] == [("Mail", "/emails", "required")]
