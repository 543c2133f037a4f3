"""Cards that are no person's, and cards that say more than a contact keeps."""

import io

import pytest

from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.sheets import FileWarning, RowProblem, message_of
from contactbook.domain.imports.vcards.rows import vcard_rows


def rows_of(*lines: str, kind: ContactKind = ContactKind.PERSON) -> tuple[tuple[RowProblem, ...], list[FileWarning]]:
    told: list[FileWarning] = []
    text = "\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Acme", "N:Acme;;;;", *lines, "END:VCARD", ""])
    _, row = vcard_rows(io.BytesIO(text.encode()), kind=kind, notice=told.append)
    return row.problems, told


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize("line", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"])
@pytest.mark.parametrize("kind", list(ContactKind))
def test_a_group_is_no_contact(line: str, kind: ContactKind) -> None:
    assert rows_of(line, kind=kind)[0] == (RowProblem(None, "group_card"),)
    assert message_of("group_card")


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        ("KIND:org", ContactKind.PERSON, "company"),
        ("X-ABShowAs:COMPANY", ContactKind.PERSON, "company"),
        ("KIND:org", ContactKind.COMPANY, None),
        ("KIND:individual", ContactKind.PERSON, None),
        ("NOTE:x", ContactKind.PERSON, None),
    ],
)
def test_a_card_says_its_kind_where_the_import_has_another(line: str, kind: ContactKind, said: str | None) -> None:
    text = f"BEGIN:VCARD\nVERSION:3.0\nFN:Acme\nN:Acme;;;;\nORG:Acme Ltd\n{line}\nEND:VCARD\n"
    header, row = vcard_rows(io.BytesIO(text.encode()), kind=kind)
    found = dict(zip(header.cells, row.cells, strict=True))
    is_company = ContactKind.COMPANY in (kind, said)
    assert (found["kind"], found["company_name"]) == (said, "Acme Ltd" if is_company else None)
    assert (found["last_name"] is None) == is_company


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize(
    ("line", "name", "most"),
    [("EMAIL:a{}@example.com", "EMAIL", 10), ("TEL:+3579912345{}", "TEL", 10), ("ADR:;;{} St;Nicosia;;1011;Cyprus", "ADR", 5)],
)
def test_what_a_card_has_too_many_of_is_told(line: str, name: str, most: int) -> None:
    assert rows_of(*(line.format(place) for place in range(most)))[1] == []
    (told,) = rows_of(*(line.format(place) for place in range(most + 1)))[1]
    assert (told.code, told.header, told.line) == ("too_many_values", name, 1)
