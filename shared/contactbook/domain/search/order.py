"""What a search is sorted by, and how many contacts it finds (S2.14, S7.8)."""

from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.values import Flag, Value
from contactbook.domain.contacts.names import SORTED_LETTERS, sort_name
from contactbook.domain.contacts.record import Contact


class Order(StrEnum):
    """What contacts are sorted by; `-` in front means descending."""

    LAST_NAME = "last_name"
    LAST_NAME_DESCENDING = "-last_name"
    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESCENDING = "-updated_at"

    @property
    def is_descending(self) -> bool:
        """True if the last comes first."""
        return self.value.startswith("-")

    @property
    def is_by_name(self) -> bool:
        """True if names are sorted: the last name first, and a company by its name."""
        return self in (Order.LAST_NAME, Order.LAST_NAME_DESCENDING)

    @property
    def is_by_creation(self) -> bool:
        """True if the times of creation are sorted, which is the order of ids."""
        return self in (Order.CREATED_AT, Order.CREATED_AT_DESCENDING)


class ContactCount(Value):
    """How many contacts match. With `more`, there are further ones that were not looked at."""

    count: int
    more: Flag


def rank(contact: Contact, order: Order) -> tuple[str, str]:
    """Return where the contact stands in an order, the smallest first. Contacts that are equal otherwise stand by their ids."""
    if order.is_by_creation:
        return "", contact.contact_id
    return sort_name(contact)[:SORTED_LETTERS] if order.is_by_name else _written(contact.updated_at), contact.contact_id


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
