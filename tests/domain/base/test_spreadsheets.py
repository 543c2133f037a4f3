"""Text in cells of spreadsheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.spreadsheets import neutral, restored


@pytest.mark.parametrize("text", ["=1+1", "+357", "-x", "@SUM(A1)", "\tx", "\uff1d1", "'=1", "''+1"])
def test_text_that_begins_like_a_formula_is_made_neutral(text: str) -> None:
    assert neutral(text)[0] == "'"
    assert restored(neutral(text)) == text


@given(st.text())
def test_what_an_export_wrote_comes_back_identical(text: str) -> None:
    assert restored(neutral(text)) == text
    assert not neutral(text).startswith(tuple("=+-@\t\r\n"))
