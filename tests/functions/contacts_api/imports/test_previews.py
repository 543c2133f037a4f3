"""The preview of a file: what it says, what it suggests and why, and what it asks about."""

import base64
import io
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from contactbook.domain.imports.preview.models import PreviewDraft
from contactbook.domain.imports.preview.reading import preview_file
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import contacts, imported
from tests.faults.counting import count_calls

FILES = Path(__file__).parent / "files"


def upload(world: World, api: Api, content: bytes) -> str:
    made = api.post("/v1/imports/uploads", {"file_name": "people"}).body
    key = made["upload_url"].partition("?")[0].partition(f"{world.bucket_name}/")[2]
    world.client("s3").put_object(Bucket=world.bucket_name, Key=key, Body=content)
    return str(made["file_attachment_id"])


def preview(world: World, api: Api, content: bytes | str, **said: Any) -> dict[str, Any]:
    body = {"csv": content} if isinstance(content, str) else {"file_attachment_id": upload(world, api, content)}
    answer = api.post("/v1/imports/preview", body | said)
    assert answer.status == 200, answer.text
    return dict(answer.body)


def codes(found: dict[str, Any]) -> list[str]:
    return [one["code"] for one in found["warnings"]]


@pytest.mark.feature("S6.1")
def test_a_preview_says_what_a_file_holds_and_imports_nothing(world: World, api: Api) -> None:
    content = "Club of friends\n\nName;E-mail;Κινητό;Born;Shoe size\nAnn Lee;ann@example.com;+35799123456;03/04/1980;41\n"
    found = preview(world, api, content)
    assert {name: found[name] for name in ("format", "encoding", "separator", "header_line", "sheets", "preset")} == {
        "format": "csv",
        "encoding": "utf-8",
        "separator": ";",
        "header_line": 3,
        "sheets": [],
        "preset": None,
    }
    assert found["headers"][0] == {
        "header": "Name",
        "samples": ["Ann Lee"],
        "field": "full_name",
        "because": "The header says it: Name.",
    }
    assert found["columns"] == {
        "full_name": "Name",
        "emails.0.address": "E-mail",
        "phones.0.number": "Κινητό",
        "date_of_birth": "Born",
    }
    assert [(one["code"], one["header"], one["line"]) for one in found["warnings"]] == [
        ("titles_above_header", None, 3),
        ("unmapped_column", "Shoe size", None),
        ("ambiguous_dates", "Born", 4),
    ]
    assert contacts(world) == []
    columns = {path: name for path, name in found["columns"].items() if path != "date_of_birth"}
    assert imported(world, api, content, columns=columns, header_line=found["header_line"])["created"] == 1


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told(world: World, api: Api, separator: str) -> None:
    rows = [["First", "Mail"], ["Ann", "ann@example.com"], ["Bob", "bob@example.com"]]
    found = preview(world, api, "\n".join(separator.join(row) for row in rows))
    assert (found["separator"], found["columns"]) == (separator, {"first_name": "First", "emails.0.address": "Mail"})
    told = preview(world, api, f"sep={separator}\nFirst{separator}Mail\nAnn{separator}ann@example.com\n")
    assert (told["separator"], told["header_line"], told["headers"][1]["samples"]) == (separator, 2, ["ann@example.com"])


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize(("page", "name"), [("1253", "Ελένη"), ("1251", "Иван")])
def test_an_encoding_is_offered_and_never_applied(world: World, api: Api, page: str, name: str) -> None:
    file = (FILES / f"F0{'5' if page == '1253' else '6'}-outlook-cp{page}.csv").read_bytes()
    found = preview(world, api, file)
    assert (found["encoding"], found["preset"]) == (f"windows-{page}", "outlook")
    assert "encoding_guessed" in codes(found)
    assert found["headers"][1]["samples"] == [name]


@pytest.mark.feature("S6.1")
def test_utf_16_and_marks_are_told(world: World, api: Api) -> None:
    assert preview(world, api, (FILES / "F07-excel-unicode-text.txt").read_bytes())["encoding"] == "utf-16"
    unmarked = preview(world, api, "First,Mail\nΕλένη,eleni@example.com\n".encode("utf-16-le"))
    assert (unmarked["encoding"], codes(unmarked)) == ("utf-16-le", ["encoding_guessed"])
    marked = preview(world, api, "\ufeffFirst,Mail\nΕλένη,eleni@example.com\n".encode())
    assert (marked["encoding"], marked["headers"][0]["header"], codes(marked)) == ("utf-8", "First", [])


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize(
    ("file", "preset"),
    [
        ("F01-google-multi.csv", "google"),
        ("F30-mailchimp-unsubscribed.csv", "mailchimp"),
        ("F31-salesforce-opt-out.csv", "salesforce"),
        ("F42-apple.vcf", "apple"),
    ],
)
def test_the_tool_that_exported_a_file_is_known(world: World, api: Api, file: str, preset: str) -> None:
    found = preview(world, api, (FILES / file).read_bytes())
    assert (found["preset"], found["columns"]["emails.0.address"] != "") == (preset, True)
    if preset == "apple":
        assert (found["format"], found["columns"]["date_of_birth"]) == ("vcard", "date_of_birth")
    if preset == "salesforce":
        said = {one["header"]: (one["field"], one["because"]) for one in found["headers"]}
        assert said["HasOptedOutOfEmail"] == (None, "Whoever has a yes here opted out of marketing.")


@pytest.mark.feature("S6.1")
def test_a_workbook_shows_its_sheets_and_marks_the_hidden_ones(world: World, api: Api) -> None:
    found = preview(world, api, (FILES / "F35-hidden-first-sheet.xlsx").read_bytes())
    assert found["sheets"] == [{"name": "old", "hidden": True, "rows": 1}, {"name": "Contacts", "hidden": False, "rows": 1}]
    assert (found["format"], found["headers"][0]["samples"], codes(found)) == ("xlsx", ["Ann"], ["hidden_sheets"])
    text = base64.b64encode((FILES / "F37-hidden-rows.xlsx").read_bytes()).decode()
    inline = api.post("/v1/imports/preview", {"xlsx": text}).body
    assert (inline["sheets"], codes(inline)) == ([{"name": "Sheet1", "hidden": False, "rows": 3}], ["hidden_rows"])


@pytest.mark.feature("S6.1")
def test_what_would_be_lost_in_a_workbook_is_told(world: World, api: Api) -> None:
    assert "merged_cells" in codes(preview(world, api, (FILES / "F36-merged-cells.xlsx").read_bytes()))
    gap = preview(world, api, (FILES / "F38-formula-no-value.xlsx").read_bytes())
    assert [(one["header"], one["line"]) for one in gap["warnings"] if one["code"] == "formula_without_value"] == [("Mail", 2)]
    lost = preview(world, api, "Name,ID card\nAnn,1.10101E+17\n")
    assert [(one["code"], one["header"], one["line"]) for one in lost["warnings"]] == [("digits_lost", "ID card", 2)]


@pytest.mark.feature("S6.1")
def test_nothing_is_suggested_for_who_may_be_contacted(world: World, api: Api) -> None:
    found = preview(world, api, "Email,Newsletter,Notes,Notes\nann@example.com,yes,a,b\n")
    assert found["columns"] == {"emails.0.address": "Email"}
    assert [(one["code"], one["header"]) for one in found["warnings"]] == [
        ("duplicate_header", "Notes"),
        ("permission_column", "Newsletter"),
        ("unmapped_column", "Notes"),
        ("unmapped_column", "Notes"),
    ]


@pytest.mark.feature("S6.1")
def test_dates_are_asked_about_until_their_order_is_said(world: World, api: Api) -> None:
    dates = "First,Born\nAnn,31/12/1980\nBob,03/04/1980\n"
    (asked,) = preview(world, api, dates)["warnings"]
    assert (asked["code"], asked["header"], asked["line"], "dmy" in asked["message"]) == ("ambiguous_dates", "Born", 3, True)
    assert codes(preview(world, api, dates, date_order="dmy")) == []


@pytest.mark.feature("S6.1")
def test_values_suggest_a_field_where_the_header_says_none(world: World, api: Api) -> None:
    found = preview(world, api, "x,y,tags,y2\nann@example.com,+357 99 123456,vip,bob@example.com\n")
    assert found["columns"] == {"emails.0.address": "x", "phones.0.number": "y", "tags": "tags", "emails.1.address": "y2"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + b"x" * 100, b"\xd0\xcf\x11\xe0" + b"\x00" * 600])
def test_a_file_that_cannot_be_read_is_refused(world: World, api: Api, content: bytes) -> None:
    refused = api.post("/v1/imports/preview", {"file_attachment_id": upload(world, api, content)})
    assert refused.status == 422
    assert list(refused.error_codes()) == ["/file"]


def test_a_card_without_an_end_is_told(world: World, api: Api) -> None:
    assert codes(preview(world, api, b"BEGIN:VCARD\nN:;;;;\n")) == ["unclosed_card"]


@pytest.mark.feature("S6.1")
def test_the_preview_of_a_large_file_reads_its_head_only(world: World, api: Api) -> None:
    import xlsxwriter

    row = "Ann,Lee,ann{}@example.com,Nicosia,1011,some words\r\n"
    text = "First,Last,Mail,City,Zip,Notes\r\n" + "".join(row.format(place) for place in range(1_000_000))
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as written:
        sheet = written.add_worksheet()
        for place in range(20_000):
            sheet.write_row(place, 0, ["First", "Mail"] if not place else [f"Ann {place}", f"ann{place}@example.com"])
    for content, name in ((text.encode(), "csv"), (book.getvalue(), "xlsx")):
        file = io.BytesIO(content)
        draft = PreviewDraft.model_validate({"file_attachment_id": "ifl_x"})
        preview_file(draft, io.BytesIO(content), lambda _: False)
        tracemalloc.start()
        begin = time.process_time()
        found = preview_file(draft, file, lambda _: False)
        seconds, (_, peak) = time.process_time() - begin, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (found.format.value, found.columns["emails.0.address"]) == (name, "Mail")
        # Tracing memory makes it several times slower.
        assert seconds < 5, name
        assert peak < 30 * 1024 * 1024, name
    file_id = upload(world, api, text.encode())
    api.post("/v1/imports/preview", {"file_attachment_id": file_id})
    with count_calls() as calls:
        assert api.post("/v1/imports/preview", {"file_attachment_id": file_id}).status == 200
    assert calls.names.count("s3.GetObject") == 1
