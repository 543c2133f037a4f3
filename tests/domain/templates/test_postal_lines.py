"""The lines of an envelope: in the order of the country, which is named abroad alone."""

from typing import Any

import phonenumbers
import pytest

from contactbook.domain.contacts.details import Address
from contactbook.domain.templates.postal_lines import postal_lines


def _address(**fields: Any) -> Address:
    return Address(**{"line_1": "1 Main St", "country": "CY"} | fields)


EACH = [
    ({"country": "CY", "line_2": "Flat 2", "postal_code": "1011", "city": "Nicosia"}, ["1 Main St", "Flat 2", "1011 Nicosia"]),
    ({"country": "GR", "postal_code": "105 57", "city": "Αθήνα"}, ["1 Main St", "105 57 Αθήνα", "GREECE"]),
    ({"country": "GB", "postal_code": "SW1A 2AA", "city": "London"}, ["1 Main St", "London", "SW1A 2AA", "UNITED KINGDOM"]),
    (
        {"country": "US", "postal_code": "62701", "city": "Springfield", "region": "IL"},
        ["1 Main St", "Springfield, IL 62701", "UNITED STATES"],
    ),
    ({"country": "US", "city": "Springfield"}, ["1 Main St", "Springfield", "UNITED STATES"]),
    ({"country": "HU", "postal_code": "1011", "city": "Budapest"}, ["Budapest", "1 Main St", "1011", "HUNGARY"]),
    ({"country": "CH", "postal_code": "8001", "city": "Zürich"}, ["1 Main St", "CH-8001 Zürich", "SWITZERLAND"]),
    ({"country": "CH", "postal_code": "CH-8001", "city": "Zürich"}, ["1 Main St", "CH-8001 Zürich", "SWITZERLAND"]),
    (
        {"country": "DE", "postal_code": "10115", "city": "Berlin", "region": "Mitte"},
        ["1 Main St", "10115 Berlin", "Mitte", "GERMANY"],
    ),
    ({"country": "SG", "postal_code": "049513", "city": "Singapore"}, ["1 Main St", "SINGAPORE 049513", "REP. OF SINGAPORE"]),
    (
        {"country": "JP", "line_1": "丸の内1-1", "city": "千代田区", "region": "東京都", "postal_code": "100-0001"},
        ["〒100-0001", "東京都千代田区", "丸の内1-1", "JAPAN"],
    ),
    (
        {"country": "JP", "city": "Chiyoda", "region": "Tokyo", "postal_code": "100-0001"},
        ["1 Main St, Chiyoda, Tokyo", "100-0001", "JAPAN"],
    ),
    (
        {"country": "CN", "line_1": "朝阳路1号", "city": "朝阳区", "region": "北京市", "postal_code": "100020"},
        ["100020", "北京市朝阳区", "朝阳路1号", "CHINA"],
    ),
]


@pytest.mark.feature("S0.14")
@pytest.mark.parametrize(("fields", "lines"), EACH)
def test_lines_are_in_the_order_of_the_country(fields: dict[str, str], lines: list[str]) -> None:
    assert postal_lines(_address(**fields), home="CY") == lines


@pytest.mark.feature("S0.14")
def test_the_country_is_home_for_one_and_abroad_for_another() -> None:
    swiss = _address(country="CH", postal_code="8001", city="Zürich")
    assert postal_lines(swiss, home="CH") == ["1 Main St", "8001 Zürich"]
    assert postal_lines(_address(city="Nicosia"), home="CH") == ["1 Main St", "Nicosia", "CYPRUS"]


def test_the_name_stands_where_the_country_writes_it() -> None:
    assert postal_lines(_address(), home="CY", name="Eleni")[0] == "Eleni"
    japanese = _address(country="JP", line_1="丸の内1-1", region="東京都")
    assert postal_lines(japanese, home="JP", name="山田太郎")[-1] == "山田太郎"


def test_no_part_is_lost_in_any_country() -> None:
    for country in sorted(phonenumbers.SUPPORTED_REGIONS):
        lines = postal_lines(_address(country=country, city="Town", region="Region", postal_code="Z9"), home="", name="Name")
        text = "\n".join(lines)
        assert all(part in text for part in ("Name", "1 Main St", "Town", "Region")), (country, lines)


def test_a_country_without_a_known_form_has_the_common_one() -> None:
    assert postal_lines(_address(country="XX", city="Town"), home="CY", name="A") == ["A", "1 Main St", "Town", "XX"]
