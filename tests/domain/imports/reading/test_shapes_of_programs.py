"""Cells in the shapes that programs give them: formulas of text, rounded numbers, names of registers, words for a no (S6.5-S6.9)."""

import pytest
from pydantic import JsonValue

from contactbook.domain.imports.reading.names import country_of
from contactbook.domain.imports.reading.points import emails_of, phones_of
from contactbook.domain.imports.reading.rules import ReadingRules
from contactbook.domain.imports.row_reader import ReadCells, RowReader


def read(path: str, cell: str) -> ReadCells:
    return RowReader((path,), {}, ReadingRules()).read((cell,))


def codes(found: ReadCells) -> list[str]:
    return [*(one.code for one in found.changes), *(one.code for one in found.errors)]


@pytest.mark.feature("S6.5", "S6.9")
@pytest.mark.parametrize(
    ("path", "cell", "values"),
    [
        ("identifiers.tax_number", '="000123"', {"identifiers": {"tax_number": "000123"}}),
        ("last_name", '="Lee ""Jr"""', {"last_name": 'Lee "Jr"'}),
        ("external_ids.crm", '="007"', {"external_ids": {"crm": "007"}}),
    ],
)
def test_a_formula_that_is_a_text_is_that_text(path: str, cell: str, values: dict[str, JsonValue]) -> None:
    assert (read(path, cell).values, codes(read(path, cell))) == (values, ["said_as_text"])


@pytest.mark.feature("S6.5")
def test_a_formula_without_text_is_an_empty_cell_and_any_other_stays() -> None:
    assert (read("last_name", '=""').values, codes(read("last_name", '=""'))) == ({}, [])
    assert read("last_name", '="Lee"&A1').values == {"last_name": '="Lee"&A1'}


@pytest.mark.feature("S6.6")
@pytest.mark.parametrize(
    "text", ["(+357) 99-123456", "(+357 99) 123456", "99123456,", " 99 123456 ;", "35799123456,0", "35799123456.0"]
)
def test_a_phone_in_a_form_of_an_address_book_is_read(text: str) -> None:
    assert [one["number"] for one in phones_of(text, "CY").entries] == ["+35799123456"]


@pytest.mark.feature("S6.6", "S6.9")
@pytest.mark.parametrize(("text", "number"), [("22.86.00.00", "+35722860000"), ("+49 30 1234.00", "+4930123400")])
def test_zeros_that_end_a_phone_written_with_points_stay(text: str, number: str) -> None:
    assert [one["number"] for one in phones_of(text, "CY").entries] == [number]


@pytest.mark.feature("S6.4", "S6.9")
@pytest.mark.parametrize("text", ["35700000000", "+35800000000", "35791000000000"])
def test_a_phone_that_a_spreadsheet_has_rounded_is_refused(text: str) -> None:
    assert codes(read("phones.0.number", text)) == ["digits_lost"]
    assert codes(read("phones.0.number", "+35722000000")) == []


@pytest.mark.feature("S6.4")
@pytest.mark.parametrize(
    ("cell", "number"), [("123456,0", "123456"), ("123456.00", "123456"), ("12.000", "12.000"), ("1,000", "1,000")]
)
def test_zeros_behind_a_point_are_no_thousands(cell: str, number: str) -> None:
    assert read("identifiers.tax_number", cell).values == {"identifiers": {"tax_number": number}}


@pytest.mark.feature("S6.2", "S6.9")
def test_the_name_of_a_mailbox_within_exchange_is_no_address() -> None:
    name = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0f3a-ann"
    assert emails_of(name).entries == ()
    assert codes(read("emails.0.address", name)) == ["internal_address"]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Hong Kong", "HK"), ("Bosnia and Herzegovina", "BA"), ("Saint Lucia", "LC"), ("Trinidad and Tobago", "TT")),
        *(("Côte d'Ivoire", "CI"), ("Cote d’Ivoire", "CI"), ("Ελλάς", "GR"), ("Republic of Serbia", "RS")),
        *(("Iran, Islamic Republic of", "IR"), ("Korea, Republic of", "KR"), ("Korea, Democratic People's Republic of", "KP")),
        *(("Congo, the Democratic Republic of the", "CD"), ("United Kingdom (UK)", "GB"), ("Cyprus (CY)", "CY")),
        *(
            ("Korea (North)", None),
            ("Ireland (Northern)", None),
            ("Congo", None),
            ("Republic of", None),
            ("Republic of China", "TW"),
        ),
    ],
)
def test_a_country_is_read_as_registers_and_people_write_it(name: str, code: str | None) -> None:
    assert country_of(name) == code


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize(
    "word",
    [
        "NEVER_SUBSCRIBED",
        "do-not-call",
        "Do_Not_Contact",
        "never",
        "No thanks",
        "Διαγραφή",
        "Δεν επιθυμεί",
        "hayır",
        "Hard bounce",
    ],
)
def test_a_word_for_no_is_a_no(word: str) -> None:
    assert read("preferences.direct_marketing", word).values == {"preferences": {"direct_marketing": False}}


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize("cross", ["✗", "✘", "❌"])
def test_a_cross_in_a_column_of_opt_outs_is_asked_about(cross: str) -> None:
    assert codes(read("opt_outs.direct_marketing", cross)) == ["invalid_flag"]
    assert read("opt_outs.direct_marketing", "x").values == {"preferences": {"direct_marketing": False}}
    assert read("opt_outs.direct_marketing", "☐").values == {}


@pytest.mark.feature("S6.5", "S6.9")
@pytest.mark.parametrize(
    ("cell", "address", "code"),
    [
        ("ann@example\u3002com", "ann@example.com", ["characters_cleaned"]),
        ("ann@xn--hxajbheg2az3al.example", "ann@παράδειγμα.example", ["characters_cleaned"]),
        ("ann@ΠΑΡΆΔΕΙΓΜΑ.example", "ann@παράδειγμα.example", ["lower_case"]),
        ("ann@παράδειγμα.example", "ann@παράδειγμα.example", []),
    ],
)
def test_an_address_in_other_characters_than_the_stored_one_is_listed(cell: str, address: str, code: list[str]) -> None:
    assert (read("emails.0.address", cell).values, codes(read("emails.0.address", cell))) == (
        {"emails": [{"address": address}]},
        code,
    )


@pytest.mark.feature("S6.6")
@pytest.mark.parametrize("text", ["22 123456 (ext. 12)", "22123456 (x12)", "22-123456 (εσωτ. 12)"])
def test_an_extension_in_brackets_is_kept_apart(text: str) -> None:
    assert phones_of(text, "CY").entries == ({"number": "+35722123456", "extension": "12"},)
    assert phones_of("22123456 (12)", "CY").entries == ({"number": "22123456 (12)"},)
