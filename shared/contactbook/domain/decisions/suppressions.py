"""What is suppressed: the contacts, addresses and domains that must not be contacted, and for which reason."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from contactbook.domain.base.comparable import comparable_address, comparable_domain, comparable_email
from contactbook.domain.base.text import fold
from contactbook.domain.base.values import Value
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.refusals.marks import RefusedAddress, Through
from contactbook.domain.refusals.refusals import Refusal, RefusalEvent


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
    """The suppressed targets among those that were looked up, each with its reason, and what is refused at the addresses.

    `refused` is by the comparable form of an address.
    """

    reasons: Mapping[Target, SkipReason] = {}
    refused: Mapping[str, tuple[RefusedAddress, ...]] = {}

    def refusals_of(self, address: str) -> tuple[RefusedAddress, ...]:
        """Return what is refused at an email address or a phone number."""
        return self.refused.get(comparable_address(address), ())

    def of_contact(self, *contact_ids: str) -> SkipReason | None:
        """Return why the contact itself is suppressed, or None. Its ids are its own, and those of the contacts merged into it."""
        return strongest(self._listed(map(contact_target, contact_ids)))

    def of_email(self, address: str) -> SkipReason | None:
        """Return why this address, or its domain, is suppressed, or None."""
        targets = address_targets(address)
        return strongest([*self._listed(targets), *self._told(address)])

    def of_phone(self, number: str) -> SkipReason | None:
        """Return why this number is suppressed, or None."""
        return strongest([*self._listed([phone_target(number)]), *self._told(number)])

    def _listed(self, targets: Iterable[Target]) -> list[SkipReason]:
        return [self.reasons[target] for target in targets if target in self.reasons]

    def _told(self, address: str) -> list[SkipReason]:
        return [REASONS[mark.through] for mark in self.refusals_of(address) if mark.through in REASONS]


# Refusals that stop every communication, or all but bills. The others are a no to a purpose.
REASONS = {
    Through.BOUNCE: SkipReason.BOUNCED,
    Through.COMPLAINT: SkipReason.COMPLAINED,
    Through.ANONYMIZATION: SkipReason.SUPPRESSED,
    Through.SMS_STOP: SkipReason.UNSENDABLE_ADDRESS,
}


def told_reason(refusal: Refusal) -> tuple[SkipReason, RefusalEvent]:
    """Return the strongest reason that a refusal gives, and the first event that gives it. It must have an event."""
    by_reason: dict[SkipReason, RefusalEvent] = {}
    for event in refusal.events:
        by_reason.setdefault(REASONS.get(event.through, SkipReason.SUPPRESSED), event)
    reason = strongest(by_reason) or SkipReason.SUPPRESSED
    return reason, by_reason[reason]


# A bounced address cannot be reached at all; a complaint still lets a bill through.
_STRENGTH = (SkipReason.BOUNCED, SkipReason.UNSENDABLE_ADDRESS, SkipReason.SUPPRESSED, SkipReason.COMPLAINED)


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
    return Target(kind=EntryKind.PHONE, value=comparable_address(number))


def domain_target(domain: str) -> Target:
    """Return the target for every address of a domain. A subdomain is a domain of its own."""
    return Target(kind=EntryKind.DOMAIN, value=comparable_domain(fold(domain).removeprefix("@")))


def address_targets(address: str) -> tuple[Target, ...]:
    """Return what an entry may name that stops this email or phone: the email and its domain, or the phone."""
    if "@" not in address:
        return (phone_target(address),)
    return email_target(address), domain_target(domain_of(address))


def domain_of(address: str) -> str:
    """Return the part of an email address after its last @."""
    return address.rpartition("@")[2]
