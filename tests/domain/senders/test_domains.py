"""Domains of senders are compared in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.senders.domains import comparable_domain, covers, domains_above, sender_domain


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("acme.example", "acme.example"),
        ("  ACME.Example. ", "acme.example"),
        ("παράδειγμα.example", "xn--hxajbheg2az3al.example"),
        ("XN--HXAJBHEG2AZ3AL.example", "xn--hxajbheg2az3al.example"),
        ("acme。example", "acme.example"),
    ],
)
def test_one_domain_has_one_form(written: str, compared: str) -> None:
    assert comparable_domain(written) == compared
    assert sender_domain(f"news@{written}") == compared


@pytest.mark.parametrize(
    "written",
    [
        "",
        ".",
        "example",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "-acme.example",
        "acme-.example",
        "a b.example",
        "acme..example",
        "*.acme.example",
        "acme.example/x",
        "acme.example#x",
        "a@acme.example",
        "x" * 64 + ".example",
        "a." * 120 + "example",
        "a.b.c.d.e.f.g.h.i.j.k.example",
        "acme.123",
        "acme\n.example",
        "acme\x00.example",
        "é" * 100000,
    ],
)
def test_what_no_email_comes_from_is_no_domain(written: str) -> None:
    assert comparable_domain(written) is None


@pytest.mark.feature("S8.2")
@pytest.mark.parametrize(
    ("domain", "other", "covered"),
    [
        ("acme.example", "acme.example", True),
        ("acme.example", "mail.acme.example", True),
        ("mail.acme.example", "acme.example", False),
        ("acme.example", "notacme.example", False),
        ("acme.example", "acme.example.evil.example", False),
    ],
)
def test_a_domain_covers_what_lies_below_it(domain: str, other: str, covered: bool) -> None:
    assert covers(domain, other) is covered


def test_the_domains_above_are_those_that_cover_it() -> None:
    assert domains_above("a.mail.acme.example") == ["mail.acme.example", "acme.example"]
    assert domains_above("acme.example") == []


@given(st.text(max_size=40).map(lambda label: f"{label}.example"))
def test_the_form_of_a_form_is_itself(written: str) -> None:
    compared = comparable_domain(written)
    if compared is not None:
        assert comparable_domain(compared) == compared
        assert all(covers(above, compared) for above in domains_above(compared))
