"""Accounts (accounts receivable) of a contact, each with its own, usually sparse, contact information (S0.3, S3.22)."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.contacts import Address
from contactbook.domain.values import Draft, Key, Line, Moment, Money, Record, Value


class AccountState(StrEnum):
    """Whether the account still makes its owner a customer (S3.5)."""

    OPEN = "open"
    CLOSED = "closed"


class ContactInformation(Draft):
    """An account's own email, phone and mailing address; what it lacks comes from the contact (S0.13)."""

    email: Annotated[Line, StringConstraints(max_length=254)] | None = None
    phone: Annotated[Line, StringConstraints(max_length=40)] | None = None
    mailing_address: Address | None = None


class AccountFields(Value):
    """Every field of an account that a caller may set."""

    name: Line
    service: Key | None = None
    service_group: Key | None = None
    contact_information: ContactInformation = ContactInformation()
    credit_limit: Money | None = None
    state: AccountState = AccountState.OPEN


class AccountDraft(AccountFields, Draft):
    """What a caller sends to open an account."""


class Account(AccountFields, Record):
    """A stored account of one contact."""

    account_id: str
    contact_id: str
    created_at: Moment
    updated_at: Moment
