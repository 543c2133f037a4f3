"""What the headers of people's own files say, in English and in Greek (S6.1)."""

import pytest

from contactbook.domain.imports.preview.words import field_of, says_who


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Date of Birth (dd/mm/yyyy)", "date_of_birth"),
        ("Ημ. γέννησης (ηη/μμ/εεεε)", "date_of_birth"),
        ("ΗΜ/ΝΙΑ ΓΕΝΝΗΣΗΣ", "date_of_birth"),
        ("Last name (required)", "last_name"),
        ("addressLine1", "addresses.0.line_1"),
        ("Tel 2", "phones"),
        ("ΚΙΝ.", "phones"),
        ("Name (emergency contact)", None),
        ("Name (spouse)", None),
    ],
)
def test_a_header_says_its_field_however_it_is_written(header: str, field: str | None) -> None:
    assert field_of(header) == field


@pytest.mark.feature("S6.1", "S6.7")
@pytest.mark.parametrize(
    "header", ["Δεν επιθυμεί ενημέρωση", "Αποδοχή ενημέρωσης", "Προωθητικά μηνύματα", "Email Permission Status"]
)
def test_a_header_about_who_may_be_contacted_is_known(header: str) -> None:
    assert says_who(header)
    assert not says_who("Διεύθυνση")
