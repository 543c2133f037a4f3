"""Reading the cells of a row as the JSON that a caller would have sent."""

import pytest
from pydantic import JsonValue

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.reading.rules import ReadingRules
from contactbook.domain.imports.row_reader import RowReader
from contactbook.domain.settings.fields import CustomField, CustomFields, CustomFieldType

CUSTOM = CustomFields(
    fields=(
        CustomField(name="height", label="Height", type=CustomFieldType.NUMBER),
        CustomField(name="member", label="Member", type=CustomFieldType.FLAG),
    )
)

RULES = ReadingRules(CUSTOM)


def read(columns: dict[str, Cell], constants: dict[str, Cell] | None = None) -> dict[str, JsonValue]:
    reading = RowReader(tuple(columns), constants or {}, RULES).read(tuple(columns.values()))
    assert reading.errors == ()
    return reading.values


@pytest.mark.feature("S2.21")
def test_a_blank_cell_has_no_value_and_drops_the_constants_of_its_entry() -> None:
    constants: dict[str, Cell] = {"emails.0.type": "work", "identifiers.id_card.country": "CY", "language": "en"}
    columns: dict[str, Cell] = {"last_name": "X", "emails.0.address": " ", "identifiers.id_card.number": None}
    assert read(columns, constants) == {"last_name": "X", "language": "en"}
    full = read({**columns, "emails.0.address": "a@example.com"}, constants)
    assert full["emails"] == [{"address": "a@example.com", "type": "work"}]


def test_lists_are_closed_up_and_errors_name_the_column_of_the_file() -> None:
    reader = RowReader(("emails.0.address", "emails.2.address"), {}, RULES)
    reading = reader.read(("", "b@example.com"))
    assert reading.values == {"emails": [{"address": "b@example.com"}]}
    assert reading.pointer_in_file("/emails/0/address") == "/emails/2/address"
    assert reading.pointer_in_file("/last_name") == "/last_name"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("true", True),
        ("YES", True),
        (" 1 ", True),
        (1, True),
        (True, True),
        ("no", False),
        ("False", False),
        (0, False),
        ("non-subscribed", False),
    ],
)
def test_a_flag_is_read_from_its_words(cell: Cell, value: bool) -> None:
    assert read({"preferences.direct_marketing": cell}) == {"preferences": {"direct_marketing": value}}


@pytest.mark.parametrize("cell", ["2", "-", "TRUE!", "maybe", "pending", "perhaps", 2, 0.5])
def test_another_word_for_a_flag_is_an_error(cell: Cell) -> None:
    reading = RowReader(("preferences.direct_marketing",), {}, RULES).read((cell,))
    assert [(one.field, one.code) for one in reading.errors] == [("/preferences/direct_marketing", "invalid_flag")]


def test_cells_of_a_workbook_are_read_by_the_type_of_their_field() -> None:
    found = read({"date_of_birth": 29222, "phones.0.number": 35799123456, "custom.height": 1.8, "custom.member": "yes"})
    assert found["date_of_birth"] == "1980-01-02"
    assert found["phones"] == [{"number": "+35799123456"}]
    assert found["custom"] == {"height": 1.8, "member": True}
    assert read({"date_of_birth": "1980-01-02T00:00:00"}) == {"date_of_birth": "1980-01-02"}
    reading = RowReader(("last_name",), {}, RULES).read(("#REF!",))
    assert [one.code for one in reading.errors] == ["cell_error"]


def test_one_cell_holds_several_tags() -> None:
    assert read({"tags": "vip; gold;;"}) == {"tags": ["vip", "gold"]}
