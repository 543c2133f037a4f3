"""Emails are normalized as the library does it, although the domain of a common one is looked up once."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contacts.points import normalized_email

_LOCAL = st.text("abAB019._+-!\"' ()<>,;ñπ", max_size=40)
_DOMAIN = st.one_of(
    st.sampled_from(["Example.COM", "bücher.example", "xn--bcher-kva.example", "παράδειγμα.ελ", "localhost", "a@b.example"]),
    st.text("abA0.-_ <>ü", max_size=20),
)


@given(_LOCAL, _DOMAIN)
def test_an_address_is_normalized_as_the_library_does_it(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    try:
        expected = validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        with pytest.raises(ValueError, match="not a valid email"):
            normalized_email(address)
    else:
        assert normalized_email(address) == expected
