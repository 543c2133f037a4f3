"""Lines of cards as phones and old programs write them, which are not quite vCard's (S6.2)."""

import io
from typing import Any

import pytest

from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.vcards.columns import HEADER
from contactbook.domain.imports.vcards.rows import vcard_rows


def read(*lines: str) -> dict[str, Any]:
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:2.1", "N:Lee;Ann;;;", *lines, "END:VCARD", ""])
    _, row = vcard_rows(io.BytesIO(text.encode()), kind=ContactKind.PERSON)
    assert row.problems == ()
    return {name: cell for name, cell in zip(HEADER, row.cells, strict=True) if cell is not None}


@pytest.mark.feature("S6.2", "S6.9")
def test_a_quoted_text_that_ends_with_nothing_swallows_no_property() -> None:
    found = read("NOTE;ENCODING=QUOTED-PRINTABLE:Met in 2020=0D=0A=", "", "TEL;CELL:99123456", "EMAIL;HOME:ann@example.com")
    assert (found["phones.0.number"], found["emails.0.address"]) == ("99123456", "ann@example.com")


@pytest.mark.feature("S6.2")
def test_a_quoted_text_goes_on_below_whatever_stands_there() -> None:
    found = read("NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=", "TEL;CELL:1 two", "ADR;HOME;QUOTED-PRINTABLE:;;1 St=", " 2;Town;;;")
    assert (found["NOTE"], found["addresses.0.city"], "phones.0.number" in found) == ("one\r\nTEL;CELL:1 two", "Town", False)


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("TEL;X-Sister", "Sister"),
        ("TEL;TYPE=X-Sister", "Sister"),
        ("TEL;X-My sister", "My sister"),
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=CE=86=CE=BB=CE=BB=CE=BF)", "Άλλο"),
        ("TEL;X-Custom(Sister);PREF", "Sister"),
        ("TEL;CELL;X-Sister", "mobile"),
    ],
)
def test_a_label_of_the_owner_is_the_label_of_its_phone(head: str, label: str) -> None:
    assert read(f"{head}:99123456")["phones.0.type"] == label


@pytest.mark.feature("S6.2")
def test_a_note_with_bare_line_breaks_spoils_no_card() -> None:
    found = read("NOTE:She said", "call me: soon", "or never", "TEL;CELL:99123456")
    assert (found["NOTE"], found["phones.0.number"]) == ("She said call me: soon or never", "99123456")


@pytest.mark.feature("S6.2", "S6.9")
@pytest.mark.parametrize("head", ["N;ENCODING=BASE64;CHARSET=UTF-8", "N;BASE64", "TEL;CELL;ENCODING=b"])
def test_a_text_in_base64_refuses_its_card(head: str) -> None:
    text = f"BEGIN:VCARD\nVERSION:2.1\nFN:Ann\n{head}:TGVlO0Fubg==\nEND:VCARD\n"
    _, row = vcard_rows(io.BytesIO(text.encode()), kind=ContactKind.PERSON)
    assert [one.code for one in row.problems] == ["encoded_text"]
