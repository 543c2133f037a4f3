"""What a preview takes for the sheet, the header and the encoding of a file, and what it says that an import would not take (S6.1)."""

import io
from typing import Any

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.csv_files import csv_rows
from contactbook.domain.imports.preview.models import Preview, PreviewDraft
from contactbook.domain.imports.preview.reading import preview_file
from tests.domain.imports.test_workbooks import rewritten, workbook

PEOPLE = [["First Name", "Last Name", "Email"], ["Ann", "Lee", "ann@example.com"], ["Bob", "Ray", "bob@example.com"]]
LETTER = [["Customer report"], ["Prepared by", "Ann"]]


def preview(content: bytes, **said: Any) -> Preview:
    draft = PreviewDraft.model_validate({"file_attachment_id": "ifl_x"} | said)
    return preview_file(draft, io.BytesIO(content), lambda path: path in ("first_name", "tags"))


def codes(found: Preview) -> list[str]:
    return [one.code for one in found.warnings]


def book_of(*sheets: list[list[str]]) -> bytes:
    def fill(book: Any, first: Any) -> None:
        for place, rows in enumerate(sheets):
            sheet = first if place == 0 else book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    return workbook(fill)


@pytest.mark.feature("S6.1", "S6.4")
@pytest.mark.parametrize(
    ("sheets", "shown", "line"),
    [
        ([PEOPLE], "Sheet1", 1),
        ([LETTER, PEOPLE], "Sheet2", 1),
        ([[], PEOPLE], "Sheet2", 1),
        ([[["Exported", "2026-11-01"], ["Contact", "x@example.com"]], [["Customers"], *PEOPLE]], "Sheet2", 2),
        # A list of nothing but addresses is one of contacts, too.
        ([LETTER, [["Email"], ["ann@example.com"]]], "Sheet2", 1),
        # The first of two that could be meant; nobody is asked to name what is first anyway.
        ([PEOPLE, [*PEOPLE, ["Cat", "Dee", "cat@example.com"]]], "Sheet1", 1),
        # Nothing says which: the first that is not empty.
        ([[], LETTER, [["a"], ["b"]]], "Sheet2", 2),
    ],
)
def test_the_sheet_with_contacts_is_shown_behind_a_cover(sheets: list[list[list[str]]], shown: str, line: int) -> None:
    found = preview(book_of(*sheets))
    assert (found.sheet, found.header_line) == (shown, line)
    assert ("other_sheets" in codes(found)) == (len(sheets) > 1)
    if [*PEOPLE[0]] in sheets[int(shown[-1]) - 1]:
        assert found.columns == {"first_name": "First Name", "last_name": "Last Name", "emails.0.address": "Email"}


@pytest.mark.feature("S6.4")
def test_the_sheet_that_is_named_or_has_the_named_columns_is_shown() -> None:
    other = [["Mail", "Given"], ["a@example.com", "Ann"]]
    content = book_of(PEOPLE, other)
    assert preview(content, sheet="Sheet2").columns == {"emails.0.address": "Mail"}
    assert preview(content, columns={"emails.0.address": "Mail"}).sheet == "Sheet2"
    assert preview(content, preset="mailchimp").sheet == "Sheet1"


@pytest.mark.feature("S6.1")
def test_a_workbook_that_an_import_refuses_for_its_size_is_refused_here() -> None:
    # A part that nobody reads for a preview, of 33 MB: too large for a workbook in a request.
    large = rewritten(book_of(PEOPLE), {}, add={"xl/media/image1.png": bytes(33 * 1024 * 1024)})
    assert preview(large).columns != {}
    with pytest.raises(ValidationFailed) as refused:
        preview(large, file_attachment_id=None, format="xlsx")
    assert refused.value.code == "unpacks_too_large"


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize("above", ["", "sep=;\n", "\n\n", '"sep=;"\r\n', ";;\n"])
def test_what_an_import_passes_over_is_no_title(above: str) -> None:
    text = above + "First Name;Email\nAnn;ann@example.com\n"
    assert codes(preview(text.encode())) == []
    assert codes(preview(("sep=;\nClub\n" + text.removeprefix(above)).encode())) == ["titles_above_header"]
    # Whoever has named the line is not asked for it.
    assert codes(preview(("Club;\n" + text).encode(), header_line=2 + above.count("\n"))) == []


@pytest.mark.feature("S6.4")
def test_empty_rows_above_the_header_of_a_sheet_are_no_titles() -> None:
    assert codes(preview(book_of([[], [], *PEOPLE]))) == []
    assert codes(preview(book_of([["Club"], [], *PEOPLE]))) == ["titles_above_header"]


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize(("order", "mark"), [("le", b""), ("be", b""), ("le", b"\xff\xfe"), ("be", b"\xfe\xff")])
def test_utf_16_is_read_with_and_without_a_mark(order: str, mark: bytes) -> None:
    text = "First Name\tEmail\nΕλένη\tann@example.com\n"
    content = mark + text.encode(f"utf-16-{order}")
    found = preview(content, encoding="utf-16")
    assert (codes(found), found.headers[0].samples) == ([], ("Ελένη",))
    rows = [row.cells for row in csv_rows(io.BytesIO(content), encoding="utf-16")]
    assert rows == [("First Name", "Email"), ("Ελένη", "ann@example.com")]


@pytest.mark.feature("S6.1", "S6.3")
@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("First Name,Email\nJosé,a@example.com\n".encode("cp1252"), "utf-8"),
        (b"First Name,Email\n\xff\xd2,a@example.com\n", "windows-1253"),
        (b"First Name,Email\nAnn,a@example.com\n", "utf-16"),
        (b"\xff\xfeF\x00i\x00", "utf-8"),
    ],
)
def test_a_file_that_has_not_the_encoding_that_is_named_is_told(content: bytes, encoding: str) -> None:
    marked = content.startswith(b"\xff\xfe")
    assert ("not_utf8" in codes(preview(content, encoding=encoding))) == (not marked)


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("postal_code", "addresses.0.postal_code"),
        ("postalCode", "addresses.0.postal_code"),
        ("vat_number", "identifiers.vat_number"),
        ("ID_CARD", "identifiers.id_card.number"),
        ("E_mail", "emails.0.address"),
        ("phone-number", "phones.0.number"),
        ("Email *", "emails.0.address"),
        ("Last name:", "last_name"),
        ("dateOfBirth", "date_of_birth"),
        ("email_opt_out", None),
        ("company_size", None),
    ],
)
def test_words_that_a_program_joined_are_known(header: str, field: str | None) -> None:
    found = preview(f"{header},tags\nx,vip\n".encode())
    assert found.headers[0].field == field
