"""Files of vCards as rows: versions 2.1, 3.0 and 4.0, and cards that cannot be read."""

import io
from typing import Any

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.sheets import FileWarning, RowProblem
from contactbook.domain.imports.vcards.columns import HEADER
from contactbook.domain.imports.vcards.rows import vcard_rows


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(text: str, kind: ContactKind = ContactKind.PERSON) -> list[dict[str, Any]]:
    header, *rows = vcard_rows(io.BytesIO(text.encode()), kind=kind)
    assert header.cells == HEADER
    return [{name: cell for name, cell in zip(HEADER, row.cells, strict=True) if cell is not None} for row in rows]


@pytest.mark.feature("S6.2")
def test_a_card_of_version_3_is_read() -> None:
    text = card(
        "N:Georgiou;Eleni;Maria;Dr;",
        "FN:Dr Eleni Georgiou",
        "EMAIL;TYPE=INTERNET,HOME:eleni@example.com",
        "item1.EMAIL;type=INTERNET;type=pref:eleni@work.example",
        "item1.X-ABLabel:_$!<Work>!$_",
        "TEL;TYPE=CELL,VOICE:+357 99 123456",
        "TEL;TYPE=WORK,FAX:+357 22 123456",
        "ADR;TYPE=WORK:PO Box 7;2nd floor;1 Main Street;Nicosia;;1011;Cyprus",
        "BDAY:1980-12-31",
        "CATEGORIES:vip,Old friends\\, of mine",
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 60,
        " " + "A" * 70,
        "NOTE:Met in 2020",
    )
    assert read(text) == [
        {
            "title": "Dr",
            "first_name": "Eleni",
            "middle_name": "Maria",
            "last_name": "Georgiou",
            "date_of_birth": "1980-12-31",
            "emails.0.address": "eleni@example.com",
            "emails.0.type": "home",
            "emails.1.address": "eleni@work.example",
            "emails.1.type": "Work",
            "emails.1.primary": True,
            "phones.0.number": "+357 99 123456",
            "phones.0.type": "mobile",
            "phones.1.number": "+357 22 123456",
            "phones.1.type": "other",
            "addresses.0.line_1": "1 Main Street",
            "addresses.0.line_2": "2nd floor, PO Box 7",
            "addresses.0.city": "Nicosia",
            "addresses.0.postal_code": "1011",
            "addresses.0.country": "Cyprus",
            "addresses.0.type": "business",
            "tags.0": "vip",
            "tags.1": "Old friends, of mine",
            "NOTE": "Met in 2020",
        }
    ]


@pytest.mark.feature("S6.2")
def test_a_card_of_version_4_is_read() -> None:
    text = card(
        "FN:Ελένη Γεωργίου",
        "N:Γεωργίου;Ελένη;;;",
        "EMAIL;PREF=1:eleni@example.com",
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+35799123456;ext=12',
        "BDAY:--1231",
        "ADR;TYPE=home:;;1 Main Street;Nicosia;;1011;CY",
        "ORG:Acme;Sales",
        version="4.0",
    )
    (found,) = read(text)
    assert (found["first_name"], found["birthday"], "date_of_birth" in found) == ("Ελένη", "12-31", False)
    assert (found["phones.0.number"], found["phones.0.type"]) == ("+35799123456 ext. 12", "mobile")
    assert (found["emails.0.primary"], found["addresses.0.type"], found["ORG"]) == (True, "home", "Acme; Sales")


@pytest.mark.feature("S6.2")
def test_a_card_of_version_2_is_read_with_its_encoding() -> None:
    text = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=CE=93=CE=B5=CF=89;=CE=95=CE=BB=CE=AD=CE=BD=CE=B7;;;",
        "TEL;CELL;PREF:+35799123456",
        "EMAIL;INTERNET:eleni@example.com",
        version="2.1",
    )
    (found,) = read(text)
    assert (found["first_name"], found["last_name"], found["phones.0.type"]) == ("Ελένη", "Γεω", "mobile")


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("BDAY:19801231", "date_of_birth", "1980-12-31"),
        ("BDAY:1980-12-31T00:00:00Z", "date_of_birth", "1980-12-31"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "birthday", "02-29"),
        ("BDAY;VALUE=text:circa 1800", "date_of_birth", "circa 1800"),
    ],
)
def test_a_birthday_is_read_with_and_without_its_year(line: str, field: str, value: str) -> None:
    (found,) = read(card("N:Lee;Ann;;;", line))
    assert {name: cell for name, cell in found.items() if "birth" in name} == {field: value}


@pytest.mark.feature("S6.2")
def test_a_card_without_the_parts_of_a_name_has_its_full_name() -> None:
    (found,) = read(card("FN:Prince", "N:;;;;"))
    assert found == {"full_name": "Prince"}
    (company,) = read(card("FN:Acme Ltd", "ORG:Acme;Sales", "EMAIL:info@acme.example"), ContactKind.COMPANY)
    assert company == {"company_name": "Acme", "emails.0.address": "info@acme.example", "ORG": "Acme; Sales"}


@pytest.mark.feature("S6.2")
def test_a_bad_card_costs_itself_and_no_other() -> None:
    good = card("N:Lee;Ann;;;", "FN:Ann Lee")
    broken = card("N:Lee;Bob;;;", "this is no property")
    long = card("N:Lee;Bob;;;", *(f"NOTE:{'x' * 300}" for _ in range(1_000)))
    unclosed = "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Cat;;;\n"
    pictures = card("N:Lee;Dan;;;", "PHOTO;ENCODING=b:" + "A" * 70, *(" " + "A" * 70 for _ in range(10_000)))
    _, *rows = vcard_rows(
        io.BytesIO((good + broken + long + unclosed + pictures + good + unclosed).encode()), kind=ContactKind.PERSON
    )
    first = HEADER.index("first_name")
    assert [row.cells[first] if row.cells else row.problems for row in rows] == [
        "Ann",
        (RowProblem(None, "malformed_card"),),
        (RowProblem(None, "card_too_long"),),
        (RowProblem(None, "unclosed_card"),),
        "Dan",
        "Ann",
        (RowProblem(None, "unclosed_card"),),
    ]
    assert [row.line for row in rows][:2] == [1, 6]


@pytest.mark.parametrize("content", [b"First,Last\nAnn,Lee\n", b"", b"<html></html>"])
def test_what_holds_no_card_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationFailed) as refused:
        list(vcard_rows(io.BytesIO(content), kind=ContactKind.PERSON))
    assert refused.value.code == "not_vcard"


@pytest.mark.feature("S6.2")
def test_what_a_contact_has_no_field_for_is_told_once() -> None:
    told: list[FileWarning] = []
    list(vcard_rows(io.BytesIO(card("N:Lee;Ann;;;", "ORG:Acme").encode() * 3), kind=ContactKind.PERSON, notice=told.append))
    assert [(one.code, one.header, one.line) for one in told] == [("unmapped_column", "ORG", 1)]
