"""Names of countries, languages and months."""

import pytest

from contactbook.domain.base.countries import COUNTRIES
from contactbook.domain.imports.reading.names import country_of, language_of, month_of


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_a_code_is_its_country(country: str) -> None:
    assert country_of(country.lower()) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("The Netherlands", "NL"),
        ("ΕΛΛΑΔΑ", "GR"),
        ("EL", "GR"),
        ("UK", "GB"),
        ("U.S.A.", "US"),
        ("CYP", "CY"),
        ("Deutschland", "DE"),
    ],
)
def test_a_country_has_several_names(name: str, country: str) -> None:
    assert country_of(name) == country


def test_what_names_nothing_is_nothing() -> None:
    assert (country_of("Atlantis"), language_of("Klingon"), month_of("Smarch")) == (None, None, None)


def test_a_month_has_its_names_in_many_languages() -> None:
    assert [month_of(name) for name in ("Dec.", "Δεκεμβρίου", "März", "juin")] == [12, 12, 3, 6]
