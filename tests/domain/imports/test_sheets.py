"""The header of a file."""

from collections.abc import Callable

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.imports.sheets import SheetRow, checked_header, is_empty, limited_rows, named_twice


def code_of(read: Callable[[], object]) -> str:
    with pytest.raises(ValidationFailed) as refused:
        read()
    return refused.value.code


@pytest.mark.parametrize(
    ("cells", "code"), [((), "empty_file"), (("", None), "empty_file"), (("a",) * 16_385, "too_many_columns")]
)
def test_a_header_must_name_a_column(cells: tuple[str | None, ...], code: str) -> None:
    assert code_of(lambda: checked_header(SheetRow(line=1, cells=cells))) == code


@pytest.mark.feature("S6.3")
def test_a_header_may_name_many_columns_and_some_of_them_twice() -> None:
    names = (*(f"h{place}" for place in range(620)), "h0", "", "")
    assert checked_header(SheetRow(line=1, cells=names)) == names
    assert named_twice(names) == {"h0"}


def test_a_file_without_any_row_has_no_header() -> None:
    assert code_of(lambda: checked_header(None)) == "empty_file"


def test_a_header_is_trimmed_and_keeps_its_columns_without_a_name() -> None:
    assert checked_header(SheetRow(line=1, cells=(" a ", "", "b", "", None))) == ("a", "", "b", "", "")


def test_a_row_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contactbook.domain.imports.sheets.MOST_ROWS", 2)
    rows = [SheetRow(line=line, cells=("x",)) for line in range(3)]
    assert list(limited_rows(iter(rows[:2]))) == rows[:2]
    assert code_of(lambda: list(limited_rows(iter(rows)))) == "too_many_rows"


def test_a_row_is_empty_without_any_value() -> None:
    assert is_empty(("", None, " \t"))
    assert not is_empty((0,))
