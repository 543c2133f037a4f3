"""Rows of an export that are another kind of record than people who may be contacted: companies, deleted ones, never subscribed ones."""

import base64
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.imports import contacts, imported, start, work
from tests.domain.imports.test_workbooks import workbook

CARDS = """BEGIN:VCARD
VERSION:3.0
N:Lee;Ann;;;
FN:Ann Lee
EMAIL:ann@example.com
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Acme Ltd
ORG:Acme Ltd;
X-ABShowAs:COMPANY
EMAIL:info@acme.example
END:VCARD
"""


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize("preset", [{}, {"preset": "apple"}])
def test_a_company_among_people_comes_in_as_one(world: World, api: Api, preset: dict[str, str]) -> None:
    seen = api.post("/v1/imports/preview", {"format": "vcard", "vcard": CARDS}).body
    assert (seen["columns"]["company_name"], seen["warnings"][0]["code"]) == ("company_name", "unmapped_column")
    for created, skipped in ((2, 0), (0, 2)):
        drain_stream(world)
        said: dict[str, Any] = {
            "csv": None,
            "format": "vcard",
            "vcard": CARDS,
            "columns": {},
            "match_on": [["emails"]],
            "on_duplicate": "skip",
        }
        begun = start(api, **said, **preset)
        assert begun.status == 202, begun.text
        work(world)
        run = api.get(f"/v1/imports/{begun.body['import_id']}").body
        assert (run["created"], run["skipped"], run["failed"]) == (created, skipped, 0)
    assert sorted((one["kind"], one.get("last_name") or one["company_name"]) for one in contacts(world)) == [
        ("company", "Acme Ltd"),
        ("person", "Lee"),
    ]


@pytest.mark.feature("S6.2", "S6.7")
def test_a_record_that_salesforce_deleted_does_not_come_in_and_its_no_does(world: World, api: Api) -> None:
    file = (
        "Id,IsDeleted,FirstName,LastName,Email,HasOptedOutOfEmail\n"
        "1,0,Ann,Lee,ann@example.com,0\n2,1,Bob,Ray,bob@example.com,1\n3,TRUE,Cat,Dee,cat@example.com,0\n4,,Eve,Fox,eve@example.com,0\n"
    )
    run = imported(world, api, file, columns={}, preset="salesforce")
    assert [one["first_name"] for one in contacts(world)] == ["Eve", "Ann"]
    found = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert [(one["line"], one["header"], one["value"], one["code"]) for one in found] == [
        (3, "IsDeleted", "1", "deleted_record"),
        (4, "IsDeleted", "TRUE", "deleted_record"),
    ]
    assert api.get(f"/v1/imports/{run['import_id']}/changes").body["items"] == []
    refused = api.post("/v1/permissions/check", {"email": "bob@example.com"}).body["items"]
    assert {(one["scope"], one["allowed"]) for one in refused} == {("affiliate_marketing", False), ("direct_marketing", False)}
    assert api.post("/v1/permissions/check", {"email": "cat@example.com"}).body["items"] == []


@pytest.mark.feature("S6.2", "S6.4")
def test_a_preset_reads_the_sheet_with_the_columns_of_its_tool(world: World, api: Api) -> None:
    def fill(book: Any, cover: Any) -> None:
        cover.write_row(0, 0, ["Report of contacts"])
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["IsDeleted", "FirstName", "LastName", "Email", "HasOptedOutOfEmail"])
        sheet.write_row(1, 0, [False, "Ann", "Lee", "ann@example.com", True])

    content = base64.b64encode(workbook(fill)).decode()
    begun = start(api, csv=None, format="xlsx", xlsx=content, columns={}, preset="salesforce")
    assert begun.status == 202, begun.text
    work(world)
    assert [one["first_name"] for one in contacts(world)] == ["Ann"]


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize(
    ("word", "is_no"),
    [
        *(("Subscribed", False), ("Unsubscribed", True), ("Cleaned", True), ("Non-Subscribed", True)),
        *(("nonsubscribed", True), ("Archived", True), ("", False)),
    ],
)
def test_the_state_of_a_person_in_mailchimp_is_understood(world: World, api: Api, word: str, is_no: bool) -> None:
    api.put("/v1/settings/preferences", {"direct_marketing": True, "affiliate_marketing": True})
    file = f"Email Address,First Name,Email Marketing Status\nann@example.com,Ann,{word}\n"
    assert api.post("/v1/imports/preview", {"csv": file}).body["preset"] == "mailchimp"
    assert imported(world, api, file, columns={}, preset="mailchimp")["created"] == 1
    (ann,) = contacts(world)
    said = api.get(f"/v1/contacts/{ann['contact_id']}").body["preferences"]
    assert (said["direct_marketing"], said["affiliate_marketing"]) == (not is_no, not is_no)


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize(("row", "is_no"), [("ann@example.com,Ann,1,more", True), ("ann@example.com,Ann,0,more", False)])
def test_a_row_with_a_cell_too_many_keeps_its_no(world: World, api: Api, row: str, is_no: bool) -> None:
    api.put("/v1/settings/preferences", {"direct_marketing": True, "affiliate_marketing": True})
    api.put("/v1/settings/uniqueness", {"person": [["emails.address"]]})
    made = api.post("/v1/contacts", {"kind": "person", "first_name": "Ann", "emails": [{"address": "ann@example.com"}]}).body
    columns = {"emails.0.address": "Mail", "last_name": "Last", "opt_outs.direct_marketing": "No"}
    run = imported(world, api, f"Mail,Last,No\n{row}\n", columns=columns, on_duplicate="update")
    found = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert [(one["line"], one["code"]) for one in found] == [(2, "too_many_cells")]
    after = api.get(f"/v1/contacts/{made['contact_id']}").body
    assert (after["preferences"]["direct_marketing"], after.get("last_name")) == (not is_no, None)
