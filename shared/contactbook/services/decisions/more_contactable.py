"""Counting whom a change of the settings would let be contacted, before it is saved (S5.13).

Nothing is read where the settings alone say that the change loosens nothing. Else the tenant's contacts are read page by page.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import AcknowledgementNeeded
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.more_contactable import (
    MoreContactable,
    NewlyContactable,
    gained_purposes,
    may_loosen,
    opened_purposes,
    reachable_everywhere,
    ways_with,
)
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose
from contactbook.domain.profiles.shown_names import name_shown_to
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.first_contacts import first_pages
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.storage.tenant_store import TenantStore

# Contacts of one request whose accounts are read, each with a query of its own.
_MOST_WITH_ACCOUNTS = 500
SAMPLE = 20


def count_more_contactable(
    store: TenantStore, before: Settings, after: Settings, *, by: Caller, now: datetime
) -> MoreContactable:
    """Return how many contacts could be contacted under `after` and not under `before`. Changes nothing.

    Exact for the first 10,000 contacts; with further ones, `more` is true.
    """
    if not may_loosen(before, after):
        return MoreContactable()
    count = _Count(store, before, after, by, now)
    more = False
    for listed, further in first_pages(store):
        count.add(listed)
        more = further
        if count.has_read_enough:
            break
    return MoreContactable(more_contactable=count.number, more=more, sample=tuple(count.sample))


def require_acknowledged(found: MoreContactable, acknowledged: int | None) -> None:
    """Refuse a change that lets more contacts be contacted than the caller confirmed. Raises AcknowledgementNeeded."""
    if found.more_contactable and found.more_contactable != acknowledged:
        raise AcknowledgementNeeded(found.more_contactable, more=found.more)


def confirmed(found: MoreContactable) -> tuple[Change, ...]:
    """Return what the audit entry says of a number that was confirmed."""
    return (Change(field="acknowledged.more_contactable", to=found.more_contactable),) if found.more_contactable else ()


class _Count:
    """Counts the contacts of one request, page by page, under the lists and types of the tenant."""

    def __init__(self, store: TenantStore, before: Settings, after: Settings, by: Caller, now: datetime) -> None:
        self._before, self._after, self._by = before, after, by
        self._decider = Decider(store, now=now)
        self._ways: Collection[NotificationType] = ways_with(store.notification_types.all(), before, after)
        self._with_accounts = 0
        self.number = 0
        self.sample: list[NewlyContactable] = []

    @property
    def has_read_enough(self) -> bool:
        """True if the request has read the accounts of as many contacts as it may."""
        return self._with_accounts >= _MOST_WITH_ACCOUNTS

    def add(self, listed: Sequence[Contact]) -> None:
        """Count the contacts of a page.

        Accounts are read for a contact only that gains nothing at its own addresses, and would gain with others.
        """
        concerned = [contact for contact in listed if opened_purposes(contact, self._before, self._after)]
        left = self._count([Addressee(contact) for contact in concerned])
        elsewhere = [
            contact.contact_id
            for contact in left
            if contact.had_account and any(self._purposes(Addressee(reachable_everywhere(contact)), {}))
        ]
        self._with_accounts += len(elsewhere)
        self._count(list(self._decider.load(dict.fromkeys(elsewhere, True)).values()))

    def _count(self, addressees: Sequence[Addressee]) -> list[Contact]:
        """Count those that gain a purpose, and return the others."""
        known = {channel: self._decider.suppressions(addressees, channel) for channel in Channel} if addressees else {}
        left: list[Contact] = []
        for addressee in addressees:
            contact, purposes = addressee.contact, self._purposes(addressee, known)
            first = next(purposes, None)
            if contact and first:
                self.number += 1
                self._show(contact, first, purposes)
            elif contact:
                left.append(contact)
        return left

    def _show(self, contact: Contact, first: Purpose, others: Iterator[Purpose]) -> None:
        if len(self.sample) < SAMPLE and may(self._by, contact, GroupRight.SELECT, self._before.groups):
            name = name_shown_to(self._by, contact, self._before)
            self.sample.append(NewlyContactable(contact_id=contact.contact_id, purposes=(first, *others), display_name=name))

    def _purposes(self, addressee: Addressee, suppressions: Mapping[Channel, Suppressions]) -> Iterator[Purpose]:
        if addressee.contact is None:
            return iter(())
        return gained_purposes(
            addressee.contact,
            addressee.accounts,
            self._ways,
            before=self._before,
            after=self._after,
            suppressions=suppressions,
        )
