"""What is suppressed: the contacts, addresses and domains that must not be contacted, and for which reason."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from contactbook.domain.base.text import fold
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.points import comparable_email
from contactbook.domain.decisions.skip_reasons import SkipReason


class EntryKind(StrEnum):
    """What an entry of a suppression list names."""

    CONTACT = "contact"
    EMAIL = "email"
    PHONE = "phone"
    DOMAIN = "domain"


class Target(Value):
    """One thing that can be suppressed, normalized for comparison."""

    kind: EntryKind
    value: str


class Suppressions(Value):
    """The suppressed targets among those that were looked up, each with its reason."""

    reasons: Mapping[Target, SkipReason] = {}

    def of_contact(self, contact_id: str) -> SkipReason | None:
        """Return why the contact itself is suppressed, or None."""
        return self.reasons.get(contact_target(contact_id))

    def of_email(self, address: str) -> SkipReason | None:
        """Return why this address, or its domain, is suppressed, or None."""
        targets = (email_target(address), domain_target(domain_of(address)))
        return strongest(self.reasons[target] for target in targets if target in self.reasons)

    def of_phone(self, number: str) -> SkipReason | None:
        """Return why this number is suppressed, or None."""
        return self.reasons.get(phone_target(number))


# A bounced address cannot be reached at all; a complaint still lets a bill through.
_STRENGTH = (SkipReason.BOUNCED, SkipReason.SUPPRESSED, SkipReason.COMPLAINED)


def strongest(reasons: Iterable[SkipReason]) -> SkipReason | None:
    """Return the reason that counts when several apply to the same address."""
    found = set(reasons)
    return next((reason for reason in _STRENGTH if reason in found), None)


def contact_target(contact_id: str) -> Target:
    """Return the target for a contact."""
    return Target(kind=EntryKind.CONTACT, value=contact_id)


def email_target(address: str) -> Target:
    """Return the target for an email address; case does not matter."""
    return Target(kind=EntryKind.EMAIL, value=comparable_email(address))


def phone_target(number: str) -> Target:
    """Return the target for a phone number in E.164."""
    return Target(kind=EntryKind.PHONE, value=fold(number).replace(" ", ""))


def domain_target(domain: str) -> Target:
    """Return the target for every address of a domain. A subdomain is a domain of its own."""
    return Target(kind=EntryKind.DOMAIN, value=fold(domain).removeprefix("@").rstrip("."))


def domain_of(address: str) -> str:
    """Return the part of an email address after its last @."""
    return address.rpartition("@")[2]
