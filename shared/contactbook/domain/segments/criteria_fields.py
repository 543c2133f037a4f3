"""The fields that criteria can use, each with its type and its values for one contact or account."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.life_cycle import is_past_customer, life_cycle_state, stage
from contactbook.domain.contacts.names import full_name
from contactbook.domain.contacts.own_information import missing_information
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.rules import birthday_of
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.settings.fields import CustomFields, CustomFieldType

# A date is a date; a day of the year is its MM-DD.
FieldValue = str | bool | float | date
# A field has none, one or several values.
FieldValues = Iterable[FieldValue | None]


class FieldType(StrEnum):
    """The type of a field, which decides its operators."""

    TEXT = "text"
    LIST = "list"
    FLAG = "flag"
    NUMBER = "number"
    DATE = "date"
    DAY_OF_YEAR = "day_of_year"


@dataclass(frozen=True)
class ContactField:
    """A field of the contact itself."""

    type: FieldType
    values: Callable[[Contact], FieldValues]


@dataclass(frozen=True)
class AccountField:
    """A field of an account."""

    type: FieldType
    values: Callable[[Account], FieldValues]


@dataclass(frozen=True)
class OpportunityField:
    """A field of an opportunity."""

    type: FieldType
    values: Callable[[Opportunity], FieldValues]


def _text(name: str) -> ContactField:
    return ContactField(FieldType.TEXT, lambda contact: (getattr(contact, name),))


def _many(values: Callable[[Contact], FieldValues]) -> ContactField:
    return ContactField(FieldType.LIST, values)


def _day(values: Callable[[Contact], date | None]) -> ContactField:
    return ContactField(FieldType.DATE, lambda contact: (values(contact),))


def _kyc_expires_on(contact: Contact) -> date | None:
    """Return when a held profile expires. Other profiles cannot expire, and the due index leaves them out (S2.100)."""
    is_held = contact.kyc is not None and contact.kyc.state in (KycState.VERIFIED, KycState.PENDING_VERIFICATION)
    return contact.kyc.expires_on if contact.kyc and is_held else None


CONTACT_FIELDS: Mapping[str, ContactField] = {
    **{
        name: _text(name)
        for name in (
            "contact_id",
            "kind",
            "title",
            "first_name",
            "middle_name",
            "last_name",
            "company_name",
            "gender",
            "language",
            "time_zone",
            "industry",
            "industry_sector",
            "owned_by_group",
            "source",
            "origin",
        )
    },
    "full_name": ContactField(FieldType.TEXT, lambda contact: (full_name(contact),)),
    "life_cycle_state": ContactField(FieldType.TEXT, lambda contact: (life_cycle_state(contact).value,)),
    "stage": ContactField(FieldType.TEXT, lambda contact: (stage(contact).value,)),
    "past_customer": ContactField(FieldType.FLAG, lambda contact: (is_past_customer(contact),)),
    "open_accounts": ContactField(FieldType.NUMBER, lambda contact: (float(contact.open_accounts),)),
    "tags": _many(lambda contact: contact.tags),
    "categories": _many(lambda contact: contact.categories),
    "list_ids": _many(lambda contact: contact.list_ids),
    "emails": _many(lambda contact: (email.address for email in contact.emails)),
    "emails.address": _many(lambda contact: (email.address for email in contact.emails)),
    "emails.type": _many(lambda contact: (email.type for email in contact.emails)),
    "phones": _many(lambda contact: (phone.number for phone in contact.phones)),
    "phones.number": _many(lambda contact: (phone.number for phone in contact.phones)),
    "phones.type": _many(lambda contact: (phone.type for phone in contact.phones)),
    **{
        f"addresses.{name}": _many(
            lambda contact, name=name: (getattr(found, name) for found in contact.addresses if found.active)  # type: ignore[misc]  # mypy cannot infer the type of the default
        )
        for name in ("type", "city", "region", "postal_code", "country")
    },
    "missing_contact_information": _many(missing_information),
    "name_day": ContactField(FieldType.DAY_OF_YEAR, lambda contact: (contact.name_day,)),
    "birthday": ContactField(FieldType.DAY_OF_YEAR, lambda contact: (birthday_of(contact),)),
    "date_of_birth": _day(lambda contact: contact.date_of_birth),
    "created_at": _day(lambda contact: contact.created_at.date()),
    "updated_at": _day(lambda contact: contact.updated_at.date()),
    "consent.state": ContactField(FieldType.TEXT, lambda contact: (contact.consent.state.value,)),
    "consent.updated_at": _day(lambda contact: contact.consent.updated_at.date() if contact.consent.updated_at else None),
    "preferences.direct_marketing": ContactField(FieldType.FLAG, lambda contact: (contact.preferences.direct_marketing.value,)),
    "preferences.affiliate_marketing": ContactField(
        FieldType.FLAG, lambda contact: (contact.preferences.affiliate_marketing.value,)
    ),
    "kyc.profile": ContactField(FieldType.TEXT, lambda contact: (contact.kyc.profile if contact.kyc else None,)),
    "kyc.state": ContactField(FieldType.TEXT, lambda contact: (contact.kyc.state.value if contact.kyc else None,)),
    "kyc.assigned_on": _day(lambda contact: contact.kyc.assigned_on if contact.kyc else None),
    "kyc.documents_provided_on": _day(lambda contact: contact.kyc.documents_provided_on if contact.kyc else None),
    "kyc.expires_on": _day(_kyc_expires_on),
    "identifiers.id_card.expires_on": _day(
        lambda contact: contact.identifiers.id_card.expires_on if contact.identifiers.id_card else None
    ),
    "identifiers.passport.expires_on": _day(
        lambda contact: contact.identifiers.passport.expires_on if contact.identifiers.passport else None
    ),
}

# What a caller knows of a contact that it may only select: kind, name, tags, lists, categories and owner (S3.15).
SELECTABLE = frozenset(
    {
        *("contact_id", "kind", "first_name", "middle_name", "last_name", "full_name", "company_name"),
        *("tags", "list_ids", "categories", "owned_by_group"),
    }
)

ACCOUNT_FIELDS: Mapping[str, AccountField] = {
    "account.name": AccountField(FieldType.TEXT, lambda account: (account.name,)),
    "account.service": AccountField(FieldType.TEXT, lambda account: (account.service,)),
    "account.service_group": AccountField(FieldType.TEXT, lambda account: (account.service_group,)),
    "accounts.service": AccountField(FieldType.TEXT, lambda account: (account.service,)),
    "accounts.service_group": AccountField(FieldType.TEXT, lambda account: (account.service_group,)),
    "accounts.number": AccountField(FieldType.TEXT, lambda account: (account.number,)),
    "account.state": AccountField(FieldType.TEXT, lambda account: (account.state.value,)),
    "account.created_at": AccountField(FieldType.DATE, lambda account: (account.created_at.date(),)),
    "account.credit_limit": AccountField(
        FieldType.NUMBER, lambda account: (float(account.credit_limit) if account.credit_limit is not None else None,)
    ),
    "account.email": AccountField(FieldType.TEXT, lambda account: (account.contact_information.email,)),
    "account.phone": AccountField(FieldType.TEXT, lambda account: (account.contact_information.phone,)),
}

OPPORTUNITY_FIELDS: Mapping[str, OpportunityField] = {
    "opportunities.stage": OpportunityField(FieldType.TEXT, lambda opportunity: (opportunity.stage,)),
    "opportunities.outcome": OpportunityField(FieldType.TEXT, lambda opportunity: (opportunity.outcome.value,)),
    "opportunities.value": OpportunityField(
        FieldType.NUMBER, lambda opportunity: (float(opportunity.value) if opportunity.value is not None else None,)
    ),
}

_CUSTOM = "custom."
_EXTERNAL_IDS = "external_ids."
_CUSTOM_TYPES = {
    CustomFieldType.TEXT: FieldType.TEXT,
    CustomFieldType.CHOICE: FieldType.TEXT,
    CustomFieldType.NUMBER: FieldType.NUMBER,
    CustomFieldType.FLAG: FieldType.FLAG,
    CustomFieldType.DATE: FieldType.DATE,
}


def field_named(path: str, custom: CustomFields) -> ContactField | AccountField | OpportunityField | None:
    """Return the field at a path, or None. Custom fields have paths `custom.<name>`, ids of other systems `external_ids.<system>`."""
    if path.startswith(_CUSTOM):
        name = path.removeprefix(_CUSTOM)
        defined = next((field for field in custom.fields if field.name == name), None)
        return _custom_field(name, _CUSTOM_TYPES[defined.type]) if defined else None
    if path.startswith(_EXTERNAL_IDS):
        system = path.removeprefix(_EXTERNAL_IDS)
        return ContactField(FieldType.TEXT, lambda contact: (contact.external_ids.get(system),))
    return CONTACT_FIELDS.get(path) or ACCOUNT_FIELDS.get(path) or OPPORTUNITY_FIELDS.get(path)


def _custom_field(name: str, field_type: FieldType) -> ContactField:
    def values(contact: Contact) -> FieldValues:
        value = contact.custom.get(name)
        if field_type is FieldType.DATE:
            return (date.fromisoformat(value),) if isinstance(value, str) else ()
        if field_type is FieldType.NUMBER:
            return (float(value),) if isinstance(value, int | float) else ()
        return (value,)

    return ContactField(field_type, values)
