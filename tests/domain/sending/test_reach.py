"""Which addresses the providers can take."""

import pytest

from contactbook.domain.sending.reach import ascii_email, may_be_texted, text_number

MOBILE, LANDLINE, PREMIUM = "+35799123456", "+35722123456", "+35790012345"


@pytest.mark.feature("S0.15")
@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("eleni@example.com", "eleni@example.com"),
        ("eleni@bücher.example", "eleni@xn--bcher-kva.example"),
        # Another domain than fass.example: the older rule made one of both.
        ("eleni@faß.example", "eleni@xn--fa-hia.example"),
        ("ελένη@example.com", None),
        ("elení@bücher.example", None),
    ],
)
def test_an_international_domain_is_written_in_punycode_and_an_international_name_cannot_be_written(
    address: str, written: str | None
) -> None:
    assert ascii_email(address) == written


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize(
    ("number", "may"),
    [
        (MOBILE, True),
        ("+306912345678", True),
        # A number of a country where landlines and mobiles look the same.
        ("+12025550123", True),
        # Of no range that the plan lists.
        ("+15555550100", True),
        (LANDLINE, False),
        (PREMIUM, False),
        ("+35780012345", False),
        *((number, False) for number in ("+870773111632", "+881612345678", "+88213012345", "+97912345678", "+80012345678")),
        ("no number", False),
    ],
)
def test_a_text_goes_only_to_what_may_be_a_mobile(number: str, may: bool) -> None:
    assert may_be_texted(number) is may


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize(
    ("numbers", "chosen"),
    [
        ([LANDLINE, MOBILE], MOBILE),
        ([MOBILE, "+35796123456"], MOBILE),
        (["+12025550123", MOBILE], "+12025550123"),
        ([LANDLINE, "+12025550123", MOBILE], MOBILE),
        ([LANDLINE, PREMIUM], None),
        ([], None),
    ],
)
def test_the_first_number_is_texted_unless_it_cannot_be_a_mobile(numbers: list[str], chosen: str | None) -> None:
    assert text_number(numbers) == chosen
