"""How names are put together and displayed."""

import pytest

from contactbook.domain.contacts.names import display_name, full_name
from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.settings.fields import NameDisplay

PERSON = ContactFields(first_name="Eleni", last_name="Georgiou")


@pytest.mark.feature("S1.18")
def test_the_full_name_is_derived_from_its_parts():
    assert full_name(ContactFields(first_name="Eleni", middle_name="M.", last_name="Georgiou")) == "Eleni M. Georgiou"


@pytest.mark.feature("S1.18")
def test_a_given_full_name_is_kept_whatever_the_parts_say():
    assert full_name(ContactFields(first_name="Eleni", full_name="Dr. E. Georgiou")) == "Dr. E. Georgiou"


@pytest.mark.feature("S2.3")
def test_persons_and_companies_are_displayed_by_their_own_rules():
    display = NameDisplay(person="{last_name}, {first_name}", company="{company_name} (company)")
    assert display_name(PERSON, ContactKind.PERSON, display) == "Georgiou, Eleni"
    assert display_name(ContactFields(company_name="Acme Ltd"), ContactKind.COMPANY, display) == "Acme Ltd (company)"


@pytest.mark.feature("S2.3")
def test_a_missing_part_leaves_no_stray_comma():
    assert (
        display_name(ContactFields(last_name="Georgiou"), ContactKind.PERSON, NameDisplay(person="{last_name}, {first_name}"))
        == "Georgiou"
    )


@pytest.mark.feature("S2.3")
@pytest.mark.parametrize(
    ("template", "parts", "shown"),
    [
        ("{last_name}, {first_name} {middle_name}", {}, "Georgiou, Eleni"),
        ("{title} {last_name}, {first_name}", {}, "Georgiou, Eleni"),
        ("{last_name}, {title} {first_name}", {}, "Georgiou, Eleni"),
        ("{last_name}, {title} {first_name}", {"first_name": None, "title": "Ms"}, "Georgiou, Ms"),
        ("{last_name}, {first_name} {middle_name}", {"first_name": None, "middle_name": "M."}, "Georgiou, M."),
        ("{last_name}, {first_name} {middle_name}", {"first_name": None}, "Georgiou"),
        ("{last_name} ({title}), {first_name}", {}, "Georgiou, Eleni"),
        ("{last_name} - {first_name} [{title}]", {}, "Georgiou - Eleni"),
        ("{title} {middle_name}", {}, "Eleni Georgiou"),
        ("Mx {last_name}!", {}, "Mx Georgiou!"),
    ],
)
def test_an_empty_part_drops_out_with_the_separator_beside_it(template, parts, shown):
    fields = ContactFields(**{"first_name": "Eleni", "last_name": "Georgiou", **parts})
    assert display_name(fields, ContactKind.PERSON, NameDisplay(person=template)) == shown
