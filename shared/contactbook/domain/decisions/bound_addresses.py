"""A message that is bound to one address: it goes there while the address is the contact's, and to no other one (S5.12)."""

from collections.abc import Sequence

from contactbook.domain.accounts.accounts import Account, addresses_of
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import Email, Phone
from contactbook.domain.contacts.record import Contact


def has_address(contact: Contact, accounts: Sequence[Account], address: str) -> bool:
    """True if the address is the contact's own or one of its accounts'."""
    return comparable_address(address) in {*contact.reached_at(), *addresses_of(accounts)}


def bound_to(contact: Contact, accounts: Sequence[Account], address: str) -> Contact:
    """Return the contact as if the address were its only one, or as if it had none if the address is not its own any more."""
    if not has_address(contact, accounts, address):
        return with_fields(contact, emails=(), phones=())
    if "@" in address:
        return with_fields(contact, emails=(Email(address=address, primary=True),), phones=())
    return with_fields(contact, emails=(), phones=(Phone(number=address, primary=True),))
