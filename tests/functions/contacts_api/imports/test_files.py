"""Files as people have them: what each gives, with the right values."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import contacts, imported, uploaded, work

FILES = Path(__file__).parent / "files"
NAMES = {"first_name": "First", "last_name": "Last", "emails.0.address": "Mail"}
FIRST = {"first_name": "First", "emails.0.address": "Mail"}


def from_file(world: World, api: Api, name: str, columns: dict[str, str], **said: Any) -> dict[str, Any]:
    file_format = "xlsx" if name.endswith(".xlsx") else "csv"
    return uploaded(world, api, (FILES / name).read_bytes(), columns=columns, format=file_format, **said)


def errors_of(api: Api, run: dict[str, Any]) -> list[tuple[int, str, str]]:
    items = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    return [(one["line"], one["field"], one["code"]) for one in items]


def changes_of(api: Api, run: dict[str, Any]) -> list[tuple[int, str, Any, Any, str]]:
    items = api.get(f"/v1/imports/{run['import_id']}/changes").body["items"]
    return [(one["line"], one["field"], one["from"], one["to"], one["code"]) for one in items]


def names(world: World) -> list[str]:
    return sorted(one["first_name"] for one in contacts(world))


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize(
    ("page", "name"), [("1253", "Ελένη"), ("1250", "Wojtěch"), ("1251", "Иван"), ("1254", "Şükrü"), ("1256", "محمد")]
)
def test_a_file_of_outlook_is_read_in_the_encoding_that_is_named(world: World, api: Api, page: str, name: str) -> None:
    file = f"F0{'5' if page == '1253' else '6'}-outlook-cp{page}.csv"
    columns = {"first_name": "First Name", "last_name": "Last Name", "emails.0.address": "E-mail Address"}
    refused = from_file(world, api, file, columns)
    assert (refused["state"], refused["problem"]["code"], contacts(world)) == ("failed", "not_utf8", [])
    from_file(world, api, file, columns, encoding=f"windows-{page}")
    assert names(world) == [name]


@pytest.mark.feature("S6.3")
def test_a_unicode_text_of_excel_is_read(world: World, api: Api) -> None:
    from_file(world, api, "F07-excel-unicode-text.txt", NAMES)
    assert sorted((one["first_name"], one["last_name"]) for one in contacts(world)) == [("Şükrü", "Işık"), ("محمد", "علي")]


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize("separator", ["comma", "semicolon", "tab"])
def test_a_sep_line_says_what_separates(world: World, api: Api, separator: str) -> None:
    run = from_file(world, api, f"F20-sep-line-{separator}.csv", FIRST)
    assert (run["rows"], run["created"], names(world)) == (1, 1, ["Ann"])


@pytest.mark.feature("S6.3")
def test_lines_of_nothing_but_commas_are_no_rows(world: World, api: Api) -> None:
    content = (FILES / "F21-trailing-commas.csv").read_bytes() + b",,\r\n" * 2_000
    run = uploaded(world, api, content, columns=NAMES)
    assert (run["rows"], run["created"], run["failed"]) == (3, 3, 0)


@pytest.mark.feature("S6.3")
def test_what_nobody_mapped_refuses_no_file(world: World, api: Api) -> None:
    assert from_file(world, api, "F23-duplicate-unmapped-header.csv", FIRST)["created"] == 1
    assert from_file(world, api, "M13-long-unmapped-cell.csv", FIRST)["created"] == 2
    header = ",".join(["First", "Mail", *(f"h{place}" for place in range(620))])
    assert imported(world, api, f"{header}\nZed,zed@example.com\n", columns=FIRST)["created"] == 1


@pytest.mark.feature("S6.3")
def test_a_mapped_name_of_two_columns_is_refused(world: World, api: Api) -> None:
    body = {"kind": "person", "csv": "First,Mail,Mail\nAnn,a@example.com,b@example.com\n", "columns": FIRST}
    refused = api.post("/v1/imports", body)
    assert (refused.status, refused.error_codes()) == (422, {"/columns/emails.0.address": "duplicate_header"})


@pytest.mark.feature("S6.3")
def test_a_mapped_cell_that_is_too_long_refuses_its_row_only(world: World, api: Api) -> None:
    run = imported(world, api, f"First,Mail\n{'x' * 40_000},a@example.com\nBob,b@example.com\n", columns=FIRST)
    assert (run["created"], errors_of(api, run)) == (1, [(2, "/first_name", "cell_too_long")])


@pytest.mark.feature("S6.3")
def test_line_ends_of_every_kind_may_be_mixed(world: World, api: Api) -> None:
    assert from_file(world, api, "F25-mixed-line-ends.csv", NAMES)["created"] == 4
    found = {one["first_name"]: one["last_name"] for one in contacts(world)}
    assert found["Bob"] == '5" pipe'
    assert found["Ann"] == 'O"Brien, Jr'


@pytest.mark.feature("S6.3")
def test_one_bad_quote_costs_its_row(world: World, api: Api) -> None:
    content = (FILES / "F26-one-bad-quote.csv").read_bytes().splitlines()
    people = [f"Q{place},Lee,q{place}@example.com".encode() for place in range(101)]
    run = uploaded(world, api, b"\n".join([*content[:-1], b'"Ann" Lee,Lee,ann@example.com', *people]), columns=NAMES)
    assert (run["created"], run["failed"]) == (200, 1)
    assert errors_of(api, run) == [(101, "", "malformed_csv")]


@pytest.mark.feature("S6.3")
def test_titles_stand_above_the_header(world: World, api: Api) -> None:
    content = "Members of the club\n\nFirst;Mail\nAnn;ann@example.com\n"
    assert imported(world, api, content, columns=FIRST, header_line=3)["created"] == 1
    assert imported(world, api, "First:Mail\nBob:bob@example.com\n", columns=FIRST, separator=":")["created"] == 1
    assert imported(world, api, "First\tMail\nCat\tcat@example.com\n", columns=FIRST, separator="tab")["created"] == 1
    # A text in the request has no encoding any more.
    assert imported(world, api, "First,Mail\nΔάφνη,dan@example.com\n", columns=FIRST, encoding="windows-1252")["created"] == 1
    assert names(world) == ["Ann", "Bob", "Cat", "Δάφνη"]


@pytest.mark.feature("S6.4")
def test_phones_and_numbers_of_a_workbook_are_read_as_they_were_typed(world: World, api: Api) -> None:
    columns = FIRST | {"phones.0.number": "Phone", "identifiers.id_card.number": "Id"}
    run = from_file(world, api, "F10-excel-phones.xlsx", columns)
    found = {one["first_name"]: one for one in contacts(world)}
    assert [found[name]["phones"][0]["number"] for name in ("Ann", "Bob")] == ["+35799123456"] * 2
    assert [found[name]["identifiers"]["id_card"]["number"] for name in ("Ann", "Bob")] == ["123456", "987654"]
    assert errors_of(api, run) == [(4, "/phones/0/number", "digits_lost")]


@pytest.mark.feature("S6.4")
def test_a_number_that_lost_digits_refuses_its_row(world: World, api: Api) -> None:
    columns = {"first_name": "First", "identifiers.id_card.number": "Id", "identifiers.tax_number": "Tax"}
    run = from_file(world, api, "F11-excel-long-ids.xlsx", columns)
    assert errors_of(api, run) == [
        (2, "/identifiers/id_card/number", "digits_lost"),
        (2, "/identifiers/tax_number", "digits_lost"),
    ]
    assert [one["identifiers"]["id_card"]["number"] for one in contacts(world)] == ["123456789012"]
    # What nobody mapped refuses no row.
    assert from_file(world, api, "F11-excel-long-ids.xlsx", {"first_name": "First"})["created"] == 2


@pytest.mark.feature("S6.4")
def test_a_number_with_a_point_is_read_without_it(world: World, api: Api) -> None:
    columns = {"first_name": "First", "identifiers.id_card.number": "Id", "phones.0.number": "Phone"}
    run = from_file(world, api, "M11-pandas-floats.csv", columns)
    assert sorted(one["identifiers"]["id_card"]["number"] for one in contacts(world)) == ["123456", "123457"]
    assert changes_of(api, run)[0] == (2, "identifiers.id_card.number", "123456.0", "123456", "number_read")


@pytest.mark.feature("S6.4")
@pytest.mark.parametrize("file", ["F35-data-on-second-sheet.xlsx", "F35-hidden-first-sheet.xlsx"])
@pytest.mark.parametrize("sheet", [None, "Contacts"])
def test_the_sheet_with_the_contacts_is_imported(world: World, api: Api, file: str, sheet: str | None) -> None:
    run = from_file(world, api, file, FIRST, sheet=sheet)
    assert names(world) == ["Ann"]
    hidden = "hidden" in file
    assert [one["code"] for one in run["warnings"]] == ["hidden_sheets" if hidden else "other_sheets"]


@pytest.mark.feature("S6.4")
def test_a_merged_cell_counts_for_each_row_and_is_told(world: World, api: Api) -> None:
    run = from_file(world, api, "F36-merged-cells.xlsx", FIRST | {"tags": "Group"})
    assert [one["tags"] for one in contacts(world)] == [["vip"]] * 3
    assert [one["code"] for one in run["warnings"]] == ["merged_cells"]
    assert changes_of(api, run) == [(line, "tags", None, "vip", "merged_cell") for line in (3, 4)]


@pytest.mark.feature("S6.4")
def test_hidden_rows_are_imported_and_told(world: World, api: Api) -> None:
    run = from_file(world, api, "F37-hidden-rows.xlsx", FIRST)
    assert names(world) == ["Ann", "Bob", "Cat"]
    assert [(one["code"], one["line"]) for one in run["warnings"]] == [("hidden_rows", 3)]


@pytest.mark.feature("S6.4")
def test_a_formula_without_its_value_refuses_its_row(world: World, api: Api) -> None:
    run = from_file(world, api, "F38-formula-no-value.xlsx", FIRST)
    assert (names(world), errors_of(api, run)) == (["Bob"], [(2, "/emails/0/address", "formula_without_value")])
    assert from_file(world, api, "F38-formula-no-value.xlsx", {"first_name": "First"})["created"] == 2


def tags_of(world: World) -> dict[str, list[str]]:
    return {one["first_name"]: one.get("tags", []) for one in contacts(world)}


def said_by(world: World, name: str) -> dict[str, tuple[bool, bool]]:
    found = next(one for one in contacts(world) if one.get("first_name") == name)
    return {
        purpose: (
            found.get("preferences", {}).get(purpose, {}).get("asked", False),
            found.get("preferences", {}).get(purpose, {}).get("value", False),
        )
        for purpose in ("direct_marketing", "affiliate_marketing")
    }


NO = {"direct_marketing": (True, False), "affiliate_marketing": (True, False)}
NOTHING = {"direct_marketing": (False, False), "affiliate_marketing": (False, False)}


@pytest.mark.feature("S6.2")
def test_exports_of_google_come_in_with_the_preset_alone(world: World, api: Api) -> None:
    run = from_file(world, api, "F01-google-multi.csv", {}, preset="google")
    assert (run["created"], run["failed"]) == (2, 0)
    found = {one["first_name"]: one for one in contacts(world)}
    assert [one["address"] for one in found["Eleni"]["emails"]] == ["eleni@example.com", "eleni.g@example.org"]
    assert [one["number"] for one in found["Eleni"]["phones"]] == ["+35799123456", "+35722123456"]
    run = from_file(world, api, "F02-google-type-labels.csv", {}, preset="google")
    assert (run["created"], run["failed"]) == (3, 0)
    run = from_file(world, api, "F03-google-groups.csv", {}, preset="google")
    assert sorted(next(tags for tags in tags_of(world).values() if tags)) == ["My Contacts", "School", "University"]


@pytest.mark.feature("S6.2")
def test_an_export_of_outlook_comes_in_with_the_preset_alone(world: World, api: Api) -> None:
    run = from_file(world, api, "F05-outlook-cp1253.csv", {}, preset="outlook", encoding="windows-1253")
    assert (run["created"], errors_of(api, run)) == (1, [])
    (found,) = contacts(world)
    assert (found["first_name"], found["last_name"]) == ("Ελένη", "Γεωργίου")
    assert from_file(world, api, "F08-outlook-birthday-0-0-00.csv", {}, preset="outlook")["created"] == 2


@pytest.mark.feature("S6.2")
def test_who_unsubscribed_at_mailchimp_comes_in_as_a_no(world: World, api: Api) -> None:
    run = from_file(world, api, "F30-mailchimp-unsubscribed.csv", {}, preset="mailchimp")
    assert (run["created"], errors_of(api, run)) == (2, [])
    assert (said_by(world, "Ann"), said_by(world, "Bob")) == (NO, NO)
    subscribed = 'Email Address,First Name,MEMBER_RATING,LEID,EUID,TAGS\ncat@example.com,Cat,2,1,x,"""VIP"",""Old, friends"""\n'
    imported(world, api, subscribed, columns={}, preset="mailchimp")
    assert said_by(world, "Cat") == NOTHING
    cleaned = "Email Address,First Name,MEMBER_RATING,CLEAN_TIME,LEID\ndan@example.com,Dan,2,2025-01-02 03:04:05,1\n"
    imported(world, api, cleaned, columns={}, preset="mailchimp")
    assert said_by(world, "Dan") == NO


@pytest.mark.feature("S6.2")
def test_opt_outs_of_salesforce_and_hubspot_come_in_as_a_no(world: World, api: Api) -> None:
    run = from_file(world, api, "F31-salesforce-opt-out.csv", {}, preset="salesforce")
    assert (run["created"], errors_of(api, run)) == (2, [])
    assert said_by(world, "Ann") == NO
    assert said_by(world, "Bob") == NOTHING
    hubspot = "Record ID,First Name,Email,Unsubscribed from all email\n1,Cat,cat@example.com,true\n2,Dan,dan@example.com,\n"
    assert imported(world, api, hubspot, columns={}, preset="hubspot")["created"] == 2
    assert (said_by(world, "Cat"), said_by(world, "Dan")) == (NO, NOTHING)


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize("said", [{"preset": "apple"}, {"format": "vcard"}])
def test_a_vcard_comes_in_by_itself(world: World, api: Api, said: dict[str, str]) -> None:
    run = uploaded(world, api, (FILES / "F42-apple.vcf").read_bytes(), **said)
    assert (run["format"], run["created"], errors_of(api, run)) == ("vcard", 1, [])
    (found,) = contacts(world)
    assert (found["first_name"], found["last_name"], found["date_of_birth"]) == ("Eleni", "Georgiou", "1980-12-31")
    assert (found["emails"][0]["address"], found["phones"][0]["number"], found["phones"][0]["type"]) == (
        "eleni@example.com",
        "+35799123456",
        "mobile",
    )


@pytest.mark.feature("S6.2")
def test_a_vcard_stands_in_the_request(world: World, api: Api) -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nN:Lee;Ann;;;\nFN:Ann Lee\nBDAY:--1231\nCATEGORIES:vip,Old friends\nNOTE:x\nEND:VCARD\n"
    begun = api.post("/v1/imports", {"kind": "person", "vcard": card})
    assert begun.status == 202, begun.text
    work(world)
    run = api.get(begun.headers["Location"]).body
    assert (run["created"], [one["header"] for one in run["warnings"]]) == (1, ["NOTE"])
    (found,) = contacts(world)
    assert (found["birthday"], sorted(found["tags"])) == ("12-31", ["Old friends", "vip"])
    refused = api.post("/v1/imports", {"kind": "person", "vcard": "First,Last\n"})
    assert (refused.status, refused.code) == (422, "not_vcard")


@pytest.mark.feature("S6.2")
def test_a_preset_that_does_not_fit_is_refused(world: World, api: Api) -> None:
    refused = api.post("/v1/imports", {"kind": "person", "csv": "Nome\nAnn\n", "preset": "google"})
    assert (refused.status, refused.error_codes()) == (422, {"/preset": "preset_mismatch"})


@pytest.mark.feature("S6.4")
@pytest.mark.parametrize("field", ["date_of_birth", "birthday", "identifiers.passport.expires_on"])
def test_a_number_without_the_format_of_a_date_is_no_date_in_a_workbook_that_counts_from_1904(
    world: World, api: Api, field: str
) -> None:
    import datetime as dt

    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Last", "Card", "Day", "Code"])
        sheet.write_row(1, 0, ["Ann", "X1"])
        sheet.write_datetime(1, 2, dt.datetime(1981, 1, 2), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001 - a date of a workbook has no zone
        sheet.write_row(2, 0, ["Bob", "X2", 29586, 29586])
    columns = {"last_name": "Last", "identifiers.passport.number": "Card", field: "Day", "external_ids.core": "Code"}
    run = uploaded(world, api, content.getvalue(), format="xlsx", columns=columns)
    assert (run["created"], run["failed"]) == (1, 1)
    (error,) = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert (error["line"], error["code"], error["header"], error["value"]) == (3, "number_is_no_date", "Day", 29586)
