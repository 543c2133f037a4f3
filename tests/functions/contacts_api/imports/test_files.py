"""Files as people have them: what each gives, with the right values."""

from pathlib import Path
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import contacts, imported, uploaded

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
    assert [found[name]["phones"][0]["number"] for name in ("Ann", "Bob", "Cat")] == ["+35799123456"] * 3
    assert [found[name]["identifiers"]["id_card"]["number"] for name in ("Ann", "Bob", "Cat")] == ["123456", "987654", "X1"]
    assert changes_of(api, run) == [(4, "phones.0.number", "3.5799123456E+10", "35799123456", "number_as_typed")]


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
    assert changes_of(api, run)[0] == (2, "identifiers.id_card.number", "123456.0", "123456", "number_as_typed")


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
