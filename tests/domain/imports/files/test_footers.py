"""Lines that reports write below their rows (S6.3)."""

import io

import pytest

from contactbook.domain.imports.csv_files import csv_rows

REPORT = '"First","Last","Mail"\n"Ann","Lee","ann@example.com"\n\n\n"My report"\n"Copyright (c) 2000-2026"\n\n"Acme"\n'


def lines(text: str) -> list[tuple[int, int, list[str]]]:
    return [(row.line, len(row.cells), [one.code for one in row.problems]) for row in csv_rows(io.BytesIO(text.encode()))]


@pytest.mark.feature("S6.3", "S6.9")
def test_the_footer_of_a_report_is_no_person() -> None:
    footer = [(line, 0, ["footer_line"]) for line in (5, 6, 8)]
    assert lines(REPORT) == [(1, 3, []), (2, 3, []), *footer]


@pytest.mark.feature("S6.3")
@pytest.mark.parametrize("text", ["First,Last,Mail\nAnn\nBob,Ray\n", "First,Mail\n\nAnn\n", "Mail\n\nann@example.com\n"])
def test_a_short_row_stays_a_row(text: str) -> None:
    assert [problems for _, _, problems in lines(text)] == [[]] * len(lines(text))


def test_rows_behind_a_title_within_the_file_come_in() -> None:
    assert lines("First,Last,Mail\n\nManagers\nAnn,Lee,ann@example.com\nBob\n")[1:] == [
        (3, 0, ["footer_line"]),
        (4, 3, []),
        (5, 1, []),
    ]
