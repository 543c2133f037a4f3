"""Text in cells of spreadsheets."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.spreadsheets import csv_line, neutral, restored

hostile = st.text(alphabet=";|\t,'\"=+-@\n\r\uff1d1x ", max_size=20)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+357", "-x", "@SUM(A1)", "\tx", "\uff1d1", "'=1", "''+1", ";=1+1", "x;=1", "x|@A1", "x\t-1", "x\n=1", 'x;"=1'],
)
def test_text_that_a_spreadsheet_would_run_is_made_neutral(text: str) -> None:
    assert neutral(text) != text
    assert restored(neutral(text)) == text


@pytest.mark.parametrize("text", ["x=1", "a; b", "a-b", "x, =1", "2026-03-02", "eleni@example.com", "it's; fine"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@given(st.text() | hostile)
def test_what_an_export_wrote_comes_back_identical(text: str) -> None:
    assert restored(neutral(text)) == text
    assert not neutral(text).startswith(tuple("=+-@\t\r\n"))


@given(texts=st.lists(hostile, min_size=1, max_size=4), separator=st.sampled_from(";\t|,"))
def test_no_cell_is_a_formula_whatever_separator_a_program_reads_with(texts: list[str], separator: str) -> None:
    line = csv_line(texts)
    broken_up = [cell.lstrip('"') for part in re.split(r"[\r\n]", line) for cell in part.split(separator)]
    as_csv = [cell for row in csv.reader(io.StringIO(line, newline=""), delimiter=separator) for cell in row]
    cells = as_csv if separator == "," else [*broken_up, *as_csv]
    assert [cell for cell in cells if cell.startswith(tuple("=+-@\uff1d"))] == []
