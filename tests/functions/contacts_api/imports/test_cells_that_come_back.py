"""What an export or a tool writes comes in as it was: tags with marks, numbers of documents, titles of people."""

import csv
import io

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import contacts, imported, uploaded


def file_of(header: list[str], *rows: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([header, *rows])
    return written.getvalue()


@pytest.mark.feature("S6.2")
def test_a_tag_of_mailchimp_keeps_its_comma(world: World, api: Api) -> None:
    text = file_of(
        ["Email Address", "First Name", "LEID", "EUID", "TAGS"], ["a@example.com", "Ann", "1", "x", '"VIP","News, weekly"']
    )
    assert imported(world, api, text, columns={}, preset="mailchimp")["created"] == 1
    assert contacts(world)[0]["tags"] == ["VIP", "News, weekly"]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("number", ["1E5", "12E345678", "2e10", "00012.0", "0.0012"])
def test_the_number_of_a_document_that_looks_like_a_number_comes_in_as_it_stands(world: World, api: Api, number: str) -> None:
    columns = {"first_name": "First", "identifiers.id_card.number": "Id"}
    assert imported(world, api, file_of(["First", "Id"], ["Ann", number]), columns=columns)["created"] == 1
    assert contacts(world)[0]["identifiers"]["id_card"]["number"] == number


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("number", ["1.10101E+17", "1E+17", "3.5799123456e10", "3,57E+10"])
def test_a_number_that_a_program_shortened_is_refused(world: World, api: Api, number: str) -> None:
    columns = {"first_name": "First", "identifiers.id_card.number": "Id"}
    run = imported(world, api, file_of(["First", "Id"], ["Ann", number]), columns=columns)
    assert [one["code"] for one in api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]] == ["digits_lost"]


@pytest.mark.feature("S6.2")
def test_the_job_of_a_card_is_no_salutation(world: World, api: Api) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:Lee;{0};;{1};\nFN:{0} Lee\nTITLE:Head of sales\nEND:VCARD\n"
    text = card.format("Ann", "Dr.") + card.format("Bob", "")
    run = uploaded(world, api, text.encode(), format="vcard")
    assert (run["created"], [one["header"] for one in run["warnings"]]) == (2, ["TITLE"])
    assert {one["first_name"]: one.get("title") for one in contacts(world)} == {"Ann": "Dr.", "Bob": None}
    found = api.post("/v1/imports/preview", {"vcard": card.format("Bob", "")}).body
    assert ("TITLE", None) in [(one["header"], one["field"]) for one in found["headers"]]
