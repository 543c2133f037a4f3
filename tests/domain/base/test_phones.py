"""Phone numbers as people write them: one whole number, or refused (S6.6)."""

import pytest

from contactbook.domain.base.phones import PhoneNumber, read_phone, several_phones


@pytest.mark.feature("S6.6")
@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("(212) 555-0100", "US", "+12125550100"),
        ("+44 (0)20 7946 0000", "CY", "+442079460000"),
        ("+49 (0) 30 123456", "CY", "+4930123456"),
        ("+30 (0)210 1234567", "CY", "+302101234567"),
        ("+39 06 69812345", "CY", "+390669812345"),
        ("+39 (0)6 69812345", "CY", "+390669812345"),
        ("030/1234567", "DE", "+49301234567"),
        ("0035799123456", "CY", "+35799123456"),
        ("tel:+35799123456", "CY", "+35799123456"),
        ("99123456.0", "CY", "+35799123456"),
        ("1-800-FLOWERS", "US", "+18003569377"),
    ],
)
def test_a_number_is_read_without_what_is_dialled_at_home_only(text: str, region: str, number: str) -> None:
    assert read_phone(text, region) == PhoneNumber(number)


@pytest.mark.feature("S6.6")
@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("555-0100", "US"),
        ("5550100", "US"),
        ("7946 0000", "GB"),
        ("22 123456/7", "CY"),
        ("+49 30 123456/57", "CY"),
        ("99123456, 99654321", "CY"),
        ("99123456 or 99654321", "CY"),
        ("99123456/99654321", "CY"),
        ("+49 30 1234 / +49 30 5678", "CY"),
        ("3.5799123456E+10", "CY"),
        ("112", "CY"),
        ("", "CY"),
        ("9" * 5_000, "CY"),
    ],
)
def test_what_is_no_whole_number_is_refused(text: str, region: str) -> None:
    with pytest.raises(ValueError, match=r"phone number"):
        read_phone(text, region)


@pytest.mark.feature("S6.6")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+44 20 7946 0000 ext. 12", PhoneNumber("+442079460000", "12")),
        ("+442079460000x12", PhoneNumber("+442079460000", "12")),
        ("+35722123456;ext=7", PhoneNumber("+35722123456", "7")),
        ("22123456 εσωτ. 5", PhoneNumber("+35722123456", "5")),
        ("+1 212-555-0100 #12", PhoneNumber("+12125550100", "12")),
    ],
)
def test_an_extension_stands_apart(text: str, found: PhoneNumber) -> None:
    assert read_phone(text, "CY") == found


@pytest.mark.feature("S6.6")
def test_a_list_of_whole_numbers_is_divided_and_nothing_else_is() -> None:
    assert several_phones("99123456, 99654321", "CY") == ("99123456", "99654321")
    assert several_phones("+49 30 1234 / +49 30 5678", "CY") == ("+49 30 1234", "+49 30 5678")
    assert several_phones("02102/123456", "DE") == ("02102/123456",)
    assert several_phones("22 123456/7", "CY") == ("22 123456/7",)
