"""Cells as people and tools write them, and the values that come in (S6.5)."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.cells import date_of_cell
from contactbook.domain.imports.reading.dates import DateOrder
from contactbook.domain.imports.reading.rules import Reading, ReadingRules
from contactbook.domain.imports.row_reader import ReadCells, RowReader
from contactbook.domain.settings.fields import CustomFields, TypeDefinition, Types


def reading(columns: Mapping[str, Cell], rules: ReadingRules | None = None) -> ReadCells:
    return RowReader(tuple(columns), {}, rules or ReadingRules()).read(tuple(columns.values()))


def value(columns: Mapping[str, Cell], rules: ReadingRules | None = None) -> dict[str, JsonValue]:
    read = reading(columns, rules)
    assert read.errors == ()
    return read.values


def codes(columns: Mapping[str, Cell], rules: ReadingRules | None = None) -> list[str]:
    return [one.code for one in reading(columns, rules).changes]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("31/12/1980", "1980-12-31"),
        ("24.11.1975", "1975-11-24"),
        ("1975-11-24", "1975-11-24"),
        ("05/05/1980", "1980-05-05"),
        ("Dec 31, 1980", "1980-12-31"),
        ("31 Δεκεμβρίου 1980", "1980-12-31"),
        ("31-Dec-80", "1980-12-31"),
        ("1980-12-31 00:00:00", "1980-12-31"),
        ("19801231", "1980-12-31"),
        ("31/12/80", "1980-12-31"),
    ],
)
def test_a_date_that_means_one_day_is_read(cell: str, born: str) -> None:
    assert value({"date_of_birth": cell}) == {"date_of_birth": born}


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    ("days", "day"), [(10_000, "1927-05-18"), (29221, "1980-01-01"), (29221.5, "1980-01-01"), (73_415, "2100-12-31")]
)
def test_a_number_of_days_is_the_date_that_a_workbook_shows(days: float, day: str) -> None:
    assert date_of_cell(days) == Reading.of(day, "date_read")


@pytest.mark.feature("S6.5", "S6.9")
@pytest.mark.parametrize("days", [0.5, -1, 1, 60, 1231, 1980, 9_999, 73_416, 311_280, 2_958_466])
def test_a_number_that_may_be_a_year_or_a_day_and_a_month_is_no_date(days: float) -> None:
    with pytest.raises(ValidationFailed) as refused:
        date_of_cell(days)
    assert refused.value.code == "invalid_date"


@pytest.mark.feature("S6.5", "S6.9")
@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1980-12-31T22:00:00Z", ["date_read"]),
        ("1980-12-31 08:30", ["date_read"]),
        ("1980-12-31 00:00:00", []),
        ("1980-12-31T00:00Z", []),
    ],
)
def test_a_time_of_day_that_is_left_out_of_a_date_is_listed(cell: str, code: list[str]) -> None:
    assert (value({"date_of_birth": cell}), codes({"date_of_birth": cell})) == ({"date_of_birth": "1980-12-31"}, code)


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("cell", ["03/04/1980", "03.04.1980", "3-4-80", "03/04", "10/11/12"])
def test_a_date_that_could_be_swapped_is_asked_about(cell: str) -> None:
    assert [one.code for one in reading({"date_of_birth": cell}).errors] == ["ambiguous_date"]


@pytest.mark.feature("S6.5")
@given(st.dates(), st.sampled_from(DateOrder), st.sampled_from("/.-"))
def test_a_date_in_the_order_that_is_said_is_never_swapped(day: date, order: DateOrder, mark: str) -> None:
    if day.year == 1604:
        return
    parts = {"y": f"{day.year:04}", "m": f"{day.month:02}", "d": f"{day.day:02}"}
    written = mark.join(parts[one] for one in order.value)
    assert value({"date_of_birth": written}, ReadingRules(date_order=order)) == {"date_of_birth": day.isoformat()}


def test_a_date_against_the_order_that_is_said_is_refused() -> None:
    found = reading({"date_of_birth": "12/31/1980"}, ReadingRules(date_order=DateOrder.DMY))
    assert [(one.field, one.code) for one in found.errors] == [("/date_of_birth", "invalid_date")]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("cell", ["--12-31", "--1231", "1604-12-31", "31 December", "12/31"])
def test_a_birth_without_its_year_is_a_birthday(cell: str) -> None:
    assert value({"date_of_birth": cell}) == {"birthday": "12-31"}
    assert codes({"date_of_birth": cell}) == ["without_year"]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("cell", ["0/0/00", "0000-00-00", "00/00/0000", "0", 0])
def test_a_date_of_zeros_is_empty(cell: Cell) -> None:
    assert value({"date_of_birth": cell}) == {}
    assert codes({"date_of_birth": cell}) == ["zero_date"]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    ("cell", "country"),
    [("Cyprus", "CY"), ("United Kingdom", "GB"), ("fr", "FR"), ("USA", "US"), ("GR", "GR"), ("Ελλάδα", "GR"), ("Türkiye", "TR")],
)
def test_a_country_is_read_by_its_names(cell: str, country: str) -> None:
    found = value({"addresses.0.line_1": "1 Ledra St", "addresses.0.country": cell})
    assert found == {"addresses": [{"line_1": "1 Ledra St", "country": country}]}


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    ("cell", "language"), [("Greek", "el"), ("Ελληνικά", "el"), ("en-US", "en"), ("Deutsch", "de"), ("ell", "el")]
)
def test_a_language_is_read_by_its_names(cell: str, language: str) -> None:
    assert value({"language": cell}) == {"language": language}


def test_an_unknown_country_or_language_is_an_error() -> None:
    assert [one.code for one in reading({"addresses.0.country": "Atlantis"}).errors] == ["unknown_country"]
    assert [one.code for one in reading({"language": "Klingon"}).errors] == ["unknown_language"]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    ("label", "entry", "code"),
    [
        ("Work", {"type": "work"}, []),
        ("* Other", {"type": "other", "primary": True}, ["type_read"]),
        ("* ", {"primary": True}, []),
        ("Business", {"type": "work"}, ["type_read"]),
        ("Yacht", {"type": "other"}, ["unknown_type"]),
    ],
)
def test_a_label_is_the_tenants_type(label: str, entry: dict[str, JsonValue], code: list[str]) -> None:
    columns = {"emails.0.type": label, "emails.0.address": "ann@example.com"}
    assert value(columns) == {"emails": [{**entry, "address": "ann@example.com"}]}
    assert codes(columns) == code


def test_an_unknown_label_is_no_type_where_the_tenant_has_no_other() -> None:
    rules = ReadingRules(CustomFields(), Types(email=(TypeDefinition(type="main", label="Main"),)))
    assert value({"emails.0.type": "Yacht", "emails.0.address": "a@example.com"}, rules) == {
        "emails": [{"address": "a@example.com"}]
    }


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    "cell",
    [
        " ann@example.com ",
        "\u200bann@example.com",
        "\ufeffann@example.com",
        "ann@example.com\u200b",
        "\u200eann@example.com",
        "ann@exam\u00adple.com",
        "Ann <ann@example.com>",
        '"Lee, Ann" <ann@example.com>',
        "mailto:ann@example.com",
    ],
)
def test_an_address_comes_in_without_what_cannot_be_seen_and_without_a_name(cell: str) -> None:
    assert value({"emails.0.address": cell}) == {"emails": [{"address": "ann@example.com"}]}


@pytest.mark.feature("S6.5")
def test_several_values_of_a_cell_are_entries_of_their_own() -> None:
    google = {
        "emails.0.type": "* Work",
        "emails.0.address": "a@example.com ::: b@example.com",
        "tags": "* My Contacts ::: School",
    }
    assert value(google) == {
        "emails": [
            {"type": "work", "primary": True, "address": "a@example.com"},
            {"address": "b@example.com", "type": "work"},
        ],
        "tags": ["My Contacts", "School"],
    }
    said = ReadingRules(separators={"emails": ";", "tags": ","})
    assert value({"emails.0.address": "a@example.com; b@example.com;a@example.com", "tags": "vip, gold"}, said) == {
        "emails": [{"address": "a@example.com"}, {"address": "b@example.com"}],
        "tags": ["vip", "gold"],
    }


@pytest.mark.feature("S6.6")
@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("99123456, 99654321", [{"number": "+35799123456"}, {"number": "+35799654321"}]),
        ("+357 99 123456 ::: +357 22 123456", [{"number": "+35799123456"}, {"number": "+35722123456"}]),
        ("+44 20 7946 0000 ext. 12", [{"number": "+442079460000", "extension": "12"}]),
        ("99123456.0", [{"number": "+35799123456"}]),
        (99123456.0, [{"number": "+35799123456"}]),
        ("22 123456/7", [{"number": "22 123456/7"}]),
    ],
)
def test_a_second_phone_of_a_cell_is_its_own_or_stays_to_be_refused(cell: Cell, phones: JsonValue) -> None:
    assert value({"phones.0.number": cell}) == {"phones": phones}


@pytest.mark.feature("S6.5")
def test_a_number_is_read_as_it_was_typed_or_refused_where_digits_are_lost() -> None:
    assert value({"identifiers.id_card.number": "123456.0"}) == {"identifiers": {"id_card": {"number": "123456"}}}
    assert [one.code for one in reading({"identifiers.tax_number": "1.10101E+17"}).errors] == ["digits_lost"]
    assert [one.code for one in reading({"identifiers.tax_number": 1.101011990030712e17}).errors] == ["digits_lost"]


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize("cell", ["1", 1, True, "yes", "Unsubscribed", "cleaned", "opted out", "ναι", "2025-01-02 03:04:05", "x"])
def test_a_yes_in_a_column_of_opt_outs_is_a_no(cell: Cell) -> None:
    assert value({"opt_outs.direct_marketing": cell}) == {"preferences": {"direct_marketing": False}}


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize("cell", ["0", 0, False, "no", "subscribed", "όχι", ""])
def test_a_no_in_a_column_of_opt_outs_says_nothing(cell: Cell) -> None:
    assert value({"opt_outs.direct_marketing": cell}) == {}


@pytest.mark.feature("S6.5")
def test_a_value_map_says_what_words_mean() -> None:
    rules = ReadingRules(value_maps={"preferences.direct_marketing": {"A": True, "B": False, "C": None}})
    columns = [{"preferences.direct_marketing": cell} for cell in ("a", " B ", "c")]
    assert [value(one, rules) for one in columns] == [
        {"preferences": {"direct_marketing": True}},
        {"preferences": {"direct_marketing": False}},
        {},
    ]
    assert [codes(one, rules) for one in columns] == [["value_mapped"]] * 3


@pytest.mark.feature("S6.5")
def test_a_part_of_an_address_or_of_a_document_makes_none() -> None:
    read = reading({"addresses.0.city": "Nicosia", "addresses.0.country": "CY", "identifiers.id_card.expires_on": "2030-01-31"})
    assert read.values == {}
    assert read.partial == {
        "addresses.0": {"city": "Nicosia", "country": "CY"},
        "identifiers.id_card": {"expires_on": "2030-01-31"},
    }


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_code(text: str) -> None:
    paths = ("emails.0.address", "phones.0.number", "date_of_birth", "addresses.0.country", "language", "tags", "emails.0.type")
    read = reading(dict.fromkeys((*paths, "preferences.direct_marketing", "identifiers.vat_number"), text))
    assert all(error.code and error.message for error in read.errors)
