"""Whom a change of the settings would let be contacted who is not now (S5.13).

The number is of contacts that at least one purpose could reach after the change and not before, by any channel. `decide` says who is
reached; what rules it out beforehand only saves decisions.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.values import Count, Draft, Flag, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import allows, may_market
from contactbook.domain.contacts.details import Address, Email, Phone
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.decision import decide
from contactbook.domain.decisions.origins import account_service
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import (
    MARKETING,
    NotificationType,
    NotificationTypeFields,
    Purpose,
    settled_switches,
)
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.settings.sections import Settings

# The flags of `preferences` are defaults of contacts to come. Whatever else the section says concerns those that are there.
_DEFAULTS_OF_NEW_CONTACTS = frozenset({"direct_marketing", "affiliate_marketing"})
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Acknowledgement(Draft):
    """The number of contacts that a caller confirms."""

    more_contactable: Count


class NewlyContactable(Value):
    """A contact, and the purposes that could reach it after the change and not before."""

    contact_id: str
    purposes: tuple[Purpose, ...]
    # What the contact is called; null if the caller may not know.
    display_name: str | None = None


class MoreContactable(Value):
    """How many contacts could be contacted after a change and not before, with a sample of those that the caller may see.

    With `more`, the count ended early: there are contacts that were not looked at.
    """

    more_contactable: int = 0
    more: Flag = False
    sample: tuple[NewlyContactable, ...] = ()


def _plain(purpose: Purpose) -> NotificationType:
    direct, affiliate = settled_switches(NotificationTypeFields(name=purpose.value, purpose=purpose))
    return NotificationType(
        notification_type_id="",
        name=purpose.value,
        purpose=purpose,
        apply_direct_marketing_preference=direct,
        apply_affiliate_marketing_preference=affiliate,
        created_at=_LONG_AGO,
        updated_at=_LONG_AGO,
    )


@cache
def plain_ways() -> tuple[NotificationType, ...]:
    """Return a type of each purpose with its default switches, which a tenant may have or make."""
    return tuple(map(_plain, Purpose))


def ways_with(types: Iterable[NotificationType], before: Settings, after: Settings) -> tuple[NotificationType, ...]:
    """Return the ways to contact somebody: of types that decide alike, one.

    Where types without their switch shall pass over what persons said, such types count although the tenant has none yet (S2.52).
    """
    passes = after.preferences.apply_off_passes_over is not before.preferences.apply_off_passes_over
    without_switch = [
        with_fields(one, apply_direct_marketing_preference=False, apply_affiliate_marketing_preference=False)
        for one in plain_ways()
        if one.is_marketing and passes
    ]
    alike = {
        (one.purpose, one.apply_direct_marketing_preference, one.apply_affiliate_marketing_preference): one
        for one in (*types, *plain_ways(), *without_switch)
    }
    return tuple(alike.values())


def may_loosen(before: Settings, after: Settings) -> bool:
    """True if the change could let anybody be contacted who is not now; False if the settings alone rule that out."""
    was, becomes = before.consent, after.consent
    return (
        _frees(was.rejected, becomes.rejected)
        or _frees(was.withdrawn, becomes.withdrawn)
        or (was.marketing_requires_accepted and not becomes.marketing_requires_accepted)
        or _concerns_every_contact(before, after)
    )


def opened_purposes(contact: Contact, before: Settings, after: Settings) -> tuple[Purpose, ...]:
    """Return the purposes that could gain the contact, as far as what it answered says: the others need no decision."""
    if _concerns_every_contact(before, after):
        return tuple(Purpose)
    return tuple(one for one in Purpose if _may_reach(contact, one, after) and not _may_reach(contact, one, before))


def reachable_everywhere(contact: Contact) -> Contact:
    """Return the contact as if it had an email, a phone and an address: what it gains then is up to what it said alone."""
    address = Address(line_1="any", country="CY", primary=True)
    return with_fields(
        contact, emails=(Email(address="any@example.com"),), phones=(Phone(number="+35799000000"),), addresses=(address,)
    )


def gained_purposes(
    contact: Contact,
    accounts: Sequence[Account],
    ways: Collection[NotificationType],
    *,
    before: Settings,
    after: Settings,
    suppressions: Mapping[Channel, Suppressions] | None = None,
) -> Iterator[Purpose]:
    """Yield the purposes that could reach the contact after the change and not before, at its own or an account's address."""
    services = (None, *map(account_service, accounts))

    def reached(purpose: Purpose, settings: Settings) -> bool:
        return _may_reach(contact, purpose, settings) and any(
            decide(
                contact,
                accounts,
                channel=channel,
                notification_type=way,
                service=service,
                settings=settings,
                suppressions=(suppressions or {}).get(channel, Suppressions()),
            ).contacted
            for way in ways
            if way.purpose is purpose
            for channel in Channel
            for service in services
        )

    for purpose in opened_purposes(contact, before, after):
        if reached(purpose, after) and not reached(purpose, before):
            yield purpose


def _frees(before: Behaviour, after: Behaviour) -> bool:
    return after is Behaviour.COMPLETE and before is not Behaviour.COMPLETE


def _may_reach(contact: Contact, purpose: Purpose, settings: Settings) -> bool:
    """False if the contact's answer to the consent alone keeps the purpose from it. It is part of the decision, at no cost."""
    if purpose in MARKETING:
        return may_market(contact, settings.consent)
    return allows(contact, settings.consent) is Behaviour.COMPLETE


def _concerns_every_contact(before: Settings, after: Settings) -> bool:
    told = [one.preferences.model_dump(exclude=set(_DEFAULTS_OF_NEW_CONTACTS)) for one in (before, after)]
    return told[0] != told[1]
