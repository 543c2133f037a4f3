"""Emails, phones and addresses with the configured label of their type, as answers show them (S2.5)."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from contactbook.domain.base.values import Line, Value
from contactbook.domain.base.versions import built
from contactbook.domain.contacts.details import Address, Email, Phone
from contactbook.domain.settings.fields import TypeDefinition, Types

V = TypeVar("V", Email, Phone, Address)


class _Labelled(Value):
    # None without a type; the type itself if the settings do not have it any more.
    label: Line | None = None


class LabelledEmail(Email, _Labelled):
    """An email with the label of its type."""


class LabelledPhone(Phone, _Labelled):
    """A phone with the label of its type."""


class LabelledAddress(Address, _Labelled):
    """An address with the label of its type."""


def label_of(type_: str, types: Sequence[TypeDefinition]) -> str:
    """Return the configured label, or the type itself if it was removed from the settings (S2.5)."""
    return next((definition.label for definition in types if definition.type == type_), type_)


def labelled_emails(emails: Iterable[Email], types: Types) -> tuple[LabelledEmail, ...]:
    """Return the emails with the labels of their types."""
    return tuple(built(LabelledEmail, **_fields(email, types.email)) for email in emails)


def labelled_phones(phones: Iterable[Phone], types: Types) -> tuple[LabelledPhone, ...]:
    """Return the phones with the labels of their types."""
    return tuple(built(LabelledPhone, **_fields(phone, types.phone)) for phone in phones)


def labelled_addresses(addresses: Iterable[Address], types: Types) -> tuple[LabelledAddress, ...]:
    """Return the addresses with the labels of their types."""
    return tuple(labelled_address(address, types) for address in addresses)


def labelled_address(address: Address, types: Types) -> LabelledAddress:
    """Return the address with the label of its type."""
    return built(LabelledAddress, **_fields(address, types.address))


def _fields(labelled: V, types: Sequence[TypeDefinition]) -> dict[str, Any]:
    label = label_of(labelled.type, types) if labelled.type else None
    return {**labelled.__dict__, "label": label}
