"""Settings about a contact's own fields: names, uniqueness, mandatory fields, types, categories, privacy (S2.2-S2.11)."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from contactbook.domain.base.values import Count, Flag, Key, Line, Part

FieldPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,3}$", max_length=100)]
NameFormat = Annotated[
    Line,
    StringConstraints(
        pattern=r"^([^{}]|\{(title|first_name|middle_name|last_name|full_name|company_name)\})+$", min_length=1, max_length=200
    ),
]


class NameDisplay(Part):
    """The display formats of names, for persons and companies (S2.3). Placeholders are name fields in braces."""

    person: NameFormat = "{first_name} {last_name}"
    company: NameFormat = "{company_name}"


UniquenessGroup = Annotated[tuple[FieldPath, ...], Field(min_length=1, max_length=6)]


class Uniqueness(Part):
    """The uniqueness rule of each kind: alternatives (or) of groups of fields that belong together (and) (S2.25, S2.26)."""

    person: Annotated[tuple[UniquenessGroup, ...], Field(max_length=10)] = ()
    company: Annotated[tuple[UniquenessGroup, ...], Field(max_length=10)] = ()


class MandatoryFields(Part):
    """The fields that a contact of the kind must have to be saved (S2.15)."""

    person: Annotated[tuple[FieldPath, ...], Field(max_length=50)] = ()
    company: Annotated[tuple[FieldPath, ...], Field(max_length=50)] = ("company_name",)


class TypeDefinition(Part):
    """One configured type: its key, its label, and whether a contact must have a value of it (S2.4-S2.6)."""

    type: Key
    label: Line
    mandatory: Flag = False


TypeList = Annotated[tuple[TypeDefinition, ...], Field(min_length=1, max_length=50)]


def _types(**labels: str) -> tuple[TypeDefinition, ...]:
    return tuple(TypeDefinition(type=key, label=label) for key, label in labels.items())


class Types(Part):
    """The types of addresses, emails, phones and relations (S2.4, S2.36)."""

    address: TypeList = _types(home="Home", business="Business", po_box="PO Box", billing="Billing")
    email: TypeList = _types(personal="Personal", work="Work", other="Other")
    phone: TypeList = _types(mobile="Mobile", home="Home", work="Work", other="Other")
    relation: TypeList = _types(
        employee="Employee", director="Director", owner="Owner", spouse="Spouse", parent="Parent", child="Child", other="Other"
    )

    @model_validator(mode="after")
    def _each_type_once(self) -> Self:
        for name in ("address", "email", "phone", "relation"):
            keys = [definition.type for definition in getattr(self, name)]
            if len(keys) != len(set(keys)):
                raise ValueError(f"A type of {name} is listed twice. List each once.")
        return self


class Categories(Part):
    """The categories of contacts (S2.7)."""

    categories: Annotated[tuple[Key, ...], Field(max_length=200)] = ("customer", "partner", "supplier", "vip")


class Sector(Part):
    """An industry sector and the industries that belong to it (S2.8, S2.9)."""

    sector: Key
    industries: Annotated[tuple[Key, ...], Field(max_length=200)] = ()


class Industries(Part):
    """The sectors. An industry belongs to one of them."""

    sectors: Annotated[tuple[Sector, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _each_industry_in_one_sector(self) -> Self:
        industries = [industry for sector in self.sectors for industry in sector.industries]
        sectors = [sector.sector for sector in self.sectors]
        if len(industries) != len(set(industries)) or len(sectors) != len(set(sectors)):
            raise ValueError("A sector or an industry is listed twice. List each sector once, and each industry in one sector.")
        return self


class PrivacyCondition(Part):
    """A condition on one field: `is` compares the value, `contains` searches a list."""

    field: FieldPath
    is_: Annotated[Line | None, Field(alias="is")] = None
    contains: Line | None = None


class PrivacyRule(Part):
    """The privacy level of contacts that meet the condition."""

    when: PrivacyCondition
    level: Count


class PrivacyLevels(Part):
    """The rules of privacy levels. The first rule that matches sets the level (S2.10)."""

    rules: Annotated[tuple[PrivacyRule, ...], Field(max_length=100)] = ()
    default: Count = 0


class PhoneFormat(StrEnum):
    """The display format of phone numbers. They are always stored in E.164."""

    E164 = "e164"
    INTERNATIONAL = "international"
    NATIONAL = "national"


class NameCase(StrEnum):
    """Whether names are stored as typed or with corrected case."""

    AS_TYPED = "as_typed"
    TITLE = "title"
    UPPER = "upper"


class Formatting(Part):
    """The formats of contact fields (S2.11)."""

    phone: PhoneFormat = PhoneFormat.E164
    name_case: NameCase = NameCase.AS_TYPED
    upper_case_postal_codes: Flag = True


class CustomFieldType(StrEnum):
    """The type of a custom field's value."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"


class AccountCustomField(Part):
    """One field that the tenant adds to its accounts."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
    label: Line
    type: CustomFieldType = CustomFieldType.TEXT
    choices: Annotated[tuple[Key, ...], Field(max_length=100)] = ()
    mandatory: Flag = False


class CustomField(AccountCustomField):
    """One field that the tenant adds to its contacts."""

    kinds: tuple[Annotated[str, StringConstraints(pattern="^(person|company)$")], ...] = ("person", "company")


class CustomFields(Part):
    """The tenant's own fields of a contact, and of an account."""

    fields: Annotated[tuple[CustomField, ...], Field(max_length=50)] = ()
    account: Annotated[tuple[AccountCustomField, ...], Field(max_length=50)] = ()
