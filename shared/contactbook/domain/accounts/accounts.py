"""Accounts (accounts receivable) of a contact; each can have contact information of its own (S0.3, S3.22)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field, StringConstraints, create_model

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.text import fold, is_blank
from contactbook.domain.base.values import Draft, Key, Line, Moment, Money, Part, Record, Value
from contactbook.domain.base.versions import built, fields_in, with_fields
from contactbook.domain.contacts.classification import custom_value_errors
from contactbook.domain.contacts.details import Address, CustomValue
from contactbook.domain.contacts.labels import LabelledAddress, labelled_address
from contactbook.domain.contacts.points import normalized_email, normalized_phone
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import Types
from contactbook.domain.settings.sections import Settings

MAXIMUM_ACCOUNTS = 100


class AccountState(StrEnum):
    """Whether the account is open; an open account makes its owner a customer (S3.5)."""

    OPEN = "open"
    CLOSED = "closed"


class ContactInformation(Part):
    """An account's own email, phone and mailing address; missing ones come from the contact (S0.13)."""

    email: Annotated[Line, StringConstraints(max_length=254)] | None = None
    phone: Annotated[Line, StringConstraints(max_length=40)] | None = None
    mailing_address: Address | None = None


class AccountFields(Value):
    """The fields of an account that a caller may set."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    # The number that the tenant's own books give it.
    number: Key | None = None
    service: Key | None = None
    service_group: Key | None = None
    contact_information: ContactInformation = ContactInformation()
    credit_limit: Money | None = None
    # As the settings define for accounts.
    custom: Annotated[dict[str, CustomValue], Field(max_length=50)] = {}
    state: AccountState = AccountState.OPEN


class AccountDraft(AccountFields, Draft):
    """An account that a caller sends."""


class NewAccountDraft(AccountDraft):
    """An account that a caller opens. `kyc_profile` is the profile that a user picked for a contact that holds none (S2.73)."""

    kyc_profile: Key | None = None


class Account(AccountFields, Record):
    """A stored account of one contact."""

    account_id: str
    contact_id: str
    created_at: Moment
    updated_at: Moment


class LabelledInformation(ContactInformation):
    """An account's own contact information, with the label of the address's type (S2.5)."""

    mailing_address: LabelledAddress | None = None


class AccountView(Account):
    """An account as callers see it."""

    contact_information: LabelledInformation = LabelledInformation()


def account_view(account: Account, types: Types) -> AccountView:
    """Return the account as callers see it."""
    own = account.contact_information
    address = labelled_address(own.mailing_address, types) if own.mailing_address else None
    labelled = built(LabelledInformation, email=own.email, phone=own.phone, mailing_address=address)
    return built(AccountView, **fields_in(Account, account) | {"contact_information": labelled})


if TYPE_CHECKING:
    AccountChanges = BaseModel
else:
    AccountChanges = create_model(
        "AccountChanges",
        __base__=partial_of("AccountChanges", AccountFields),
        __doc__="Changes to an account (RFC 7396).",
        contact_information=(
            create_model(
                "ContactInformationChanges",
                __base__=partial_of("ContactInformationChanges", ContactInformation),
                mailing_address=(partial_of("MailingAddressChanges", Address) | None, None),
            )
            | None,
            None,
        ),
    )


def is_of_service(account: AccountFields, service: str | None) -> bool:
    """True if the account has this product or is of this product group."""
    return service is not None and service in (account.service, account.service_group)


def is_same_account(one: AccountFields, other: AccountFields) -> bool:
    """True if both mean one account of a contact: by their numbers where both have one, else by name and product."""
    if one.number is not None and other.number is not None:
        return one.number == other.number
    return (fold(one.name), one.service) == (fold(other.name), other.service)


def checked_account(fields: AccountFields, settings: Settings, *, before: AccountFields | None = None) -> dict[str, object]:
    """Return the fields to store: email and phone normalized as a contact's are (S1.17), blank ones removed (S0.15).

    Raises ValidationFailed with an error for each invalid field.
    """
    errors: list[FieldError] = []
    information = fields.contact_information
    email = phone = None
    if not is_blank(information.email):
        try:
            email = normalized_email(information.email or "")
        except ValueError as error:
            errors.append(FieldError("/contact_information/email", "invalid_email", str(error)))
    if not is_blank(information.phone):
        try:
            phone = normalized_phone(information.phone or "", settings.localization.default_region)
        except ValueError as error:
            errors.append(FieldError("/contact_information/phone", "invalid_phone", str(error)))
    errors += _address_errors(information.mailing_address, before, settings.types)
    if is_blank(fields.name):
        errors.append(FieldError("/name", "required", "An account needs a name."))
    if fields.credit_limit is not None and fields.credit_limit < 0:
        errors.append(FieldError("/credit_limit", "negative", "A credit limit must not be negative."))
    errors += custom_value_errors(fields.custom, settings.custom_fields.account)
    if errors:
        raise ValidationFailed("Some fields of the account are invalid; see `errors`.", errors=errors)
    stored = with_fields(information, email=email, phone=phone)
    return {name: getattr(fields, name) for name in AccountFields.model_fields} | {"contact_information": stored}


def _address_errors(address: Address | None, before: AccountFields | None, types: Types) -> list[FieldError]:
    """Return what is wrong with an account's own address. It has no id, but for one that it had before."""
    if address is None:
        return []
    place, errors = "/contact_information/mailing_address", list[FieldError]()
    if address.type is not None and address.type not in {known.type for known in types.address}:
        message = "The settings have no such address type. GET /v1/settings/types lists them."
        errors.append(FieldError(f"{place}/type", "unknown_type", message))
    stored = before.contact_information.mailing_address if before else None
    if address.address_id is not None and address.address_id != (stored.address_id if stored else None):
        message = "The address of an account has no id. Leave `address_id` out."
        errors.append(FieldError(f"{place}/address_id", "unknown_address", message))
    return errors


def after_account(contact: Contact, before: Account | None, after: Account) -> Contact:
    """Return the owner after one of its accounts was opened, changed or closed.

    An open account makes the owner a customer (S2.16, S3.6). Without one it is a past customer and in the marketing stage (S3.5).
    """
    was_open = before is not None and before.state is AccountState.OPEN
    is_open = after.state is AccountState.OPEN
    open_accounts = max(0, contact.open_accounts + is_open - was_open)
    return with_fields(contact, open_accounts=open_accounts, had_account=True, credit_limits=_limits_after(contact, after))


def after_removal(contact: Contact, removed: Account, others: Sequence[Account]) -> Contact:
    """Return the owner after an account was removed that should never have been opened: as if it had only the others."""
    limits = contact.credit_limits
    return with_fields(
        contact,
        open_accounts=sum(one.state is AccountState.OPEN for one in others),
        had_account=bool(others),
        credit_limits=limits and {name: limit for name, limit in limits.items() if name != removed.account_id},
    )


def addresses_of(accounts: Iterable[Account]) -> tuple[str, ...]:
    """Return the comparable form of each email and phone of these accounts' own contact information."""
    known = [account.contact_information for account in accounts]
    return tuple(dict.fromkeys(comparable_address(one) for found in known for one in (found.email, found.phone) if one))


def limits_of(accounts: Iterable[Account]) -> dict[str, Decimal]:
    """Return the credit limits of the accounts that are open, by account, as their contact keeps them (S2.72)."""
    return {
        account.account_id: account.credit_limit
        for account in accounts
        if account.credit_limit is not None and account.state is AccountState.OPEN
    }


def _limits_after(contact: Contact, after: Account) -> dict[str, Decimal] | None:
    if contact.credit_limits is None and contact.had_account:
        return None
    others = {name: limit for name, limit in (contact.credit_limits or {}).items() if name != after.account_id}
    return others | limits_of([after])
