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
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("KIND:group", "group_card"),
        ("X-ADDRESSBOOKSERVER-KIND:group", "group_card"),
        ("KIND:org", "company_card"),
        ("X-ABShowAs:COMPANY", "company_card"),
    ],
)
def test_a_group_and_a_company_are_no_person(line: str, code: str) -> None:
    problems, _ = rows_of(line)
    assert (problems, message_of(code) != "") == ((RowProblem(None, code),), True)
    as_company, _ = rows_of(line, kind=ContactKind.COMPANY)
    assert as_company == (problems if code == "group_card" else ())
    assert rows_of("KIND:individual")[0] == ()


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize(
    ("line", "name", "most"),
    [("EMAIL:a{}@example.com", "EMAIL", 10), ("TEL:+3579912345{}", "TEL", 10), ("ADR:;;{} St;Nicosia;;1011;Cyprus", "ADR", 5)],
)
def test_what_a_card_has_too_many_of_is_told(line: str, name: str, most: int) -> None:
    assert rows_of(*(line.format(place) for place in range(most)))[1] == []
    (told,) = rows_of(*(line.format(place) for place in range(most + 1)))[1]
    assert (told.code, told.header, told.line) == ("too_many_values", name, 1)
