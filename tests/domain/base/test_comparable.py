"""The one form in which addresses are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.comparable import comparable_address, comparable_domain, comparable_email
from contactbook.domain.contacts.points import normalized_email


@pytest.mark.feature("S5.11")
@pytest.mark.parametrize(
    "written",
    [
        "hard@bücher.example",
        "hard@xn--bcher-kva.example",
        "HARD@XN--BCHER-KVA.EXAMPLE",
        " hard@BÜCHER.example. ",
        "ha\u200brd@bu\u0308cher.example",
        "ｈａｒｄ@bücher。example",
    ],
)
def test_every_way_to_write_an_address_compares_as_one(written: str) -> None:
    assert comparable_email(written) == "hard@bücher.example"


@pytest.mark.feature("S5.11")
@pytest.mark.parametrize("address", ["user@straße.example", "ann@παράδειγμα.example", "ann@mail.bücher.example"])
def test_an_international_domain_compares_as_in_punycode(address: str) -> None:
    local, _, domain = address.rpartition("@")
    ascii_form = ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in domain.split("."))
    assert comparable_email(f"{local}@{ascii_form}") == comparable_email(address)
    assert comparable_email(normalized_email(f"{local}@{ascii_form}")) == comparable_email(address)


@pytest.mark.parametrize("domain", ["xn--", "xn--\u00fc.example", "xn--zzzzzzzz99999999.example", "xn--a-.example"])
def test_what_is_no_punycode_is_compared_as_it_is_written(domain: str) -> None:
    assert comparable_domain(domain) == comparable_domain(domain.upper())


@pytest.mark.feature("S5.11")
@pytest.mark.hypothesis
@given(st.emails() | st.text(max_size=30))
def test_a_compared_form_compares_as_itself(address: str) -> None:
    once = comparable_address(address)
    assert comparable_address(once) == once
    assert comparable_address(address.upper()) == comparable_address(address.upper().lower())


def test_a_phone_is_compared_without_spaces() -> None:
    assert comparable_address("+357 99 123456") == "+35799123456"
