"""A section of the settings is checked against the other sections."""

import pytest

from contactbook.domain.base.values import Draft
from contactbook.domain.settings.fields import Categories, CustomFields, MandatoryFields, NameDisplay, PrivacyLevels, Uniqueness
from contactbook.domain.settings.permissions import Groups
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings_rules.consistency import section_errors

SHOE = CustomFields.model_validate({"fields": [{"name": "shoe", "label": "Shoe", "type": "text"}]})


def codes(section: Draft, settings: Settings | None = None) -> dict[str, str]:
    return {error.field: error.code for error in section_errors(section, settings or Settings())}


@pytest.mark.parametrize(
    "section", [Uniqueness(), MandatoryFields(), PrivacyLevels(), CustomFields(), NameDisplay(), Categories(), Groups()]
)
def test_the_defaults_agree_with_each_other(section: Draft) -> None:
    assert codes(section) == {}


@pytest.mark.parametrize(
    ("section", "errors"),
    [
        (Uniqueness(person=(("company_name",),)), {"/person/0/0": "unknown_field"}),
        (Uniqueness(person=(("gender", "title"), ("title", "gender"))), {"/person/1": "repeated_value"}),
        (MandatoryFields(company=("company_name", "gender")), {"/company/1": "unknown_field"}),
        (MandatoryFields(person=("last_name", "last_name")), {"/person/1": "repeated_value"}),
        (NameDisplay(person="Customer"), {"/person": "no_name"}),
        (NameDisplay(company="{last_name}"), {"/company": "wrong_kind"}),
        (Categories(categories=("vip", "partner", "vip")), {"/categories/2": "repeated_value"}),
        (Groups(groups=("sales", "sales")), {"/groups/1": "repeated_value"}),
    ],
)
def test_each_error_is_named_at_its_place(section: Draft, errors: dict[str, str]) -> None:
    assert codes(section) == errors


def test_a_custom_field_may_be_named_once_it_is_defined() -> None:
    rule = Uniqueness(person=(("custom.shoe",),))
    assert codes(rule) == {"/person/0/0": "unknown_field"}
    assert codes(rule, Settings(custom_fields=SHOE)) == {}


def test_a_custom_field_cannot_be_removed_while_another_section_uses_it() -> None:
    settings = Settings(custom_fields=SHOE, mandatory_fields=MandatoryFields(person=("custom.shoe",)))
    assert codes(SHOE, settings) == {}
    (error,) = section_errors(CustomFields(), settings)
    assert (error.field, error.code) == ("/fields", "in_use")
    assert "mandatory_fields" in error.message
