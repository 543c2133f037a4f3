"""Counting whom a suppression list with criteria would not hold any more, before its change is saved (S5.13)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.more_contactable import MoreContactable, NewlyContactable, ways_with
from contactbook.domain.decisions.origins import account_service
from contactbook.domain.decisions.suppression_lists import SuppressionList
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.domain.profiles.shown_names import name_shown_to
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.first_contacts import first_pages
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.services.decisions.left_out import held_by, is_left_out
from contactbook.services.decisions.more_contactable import SAMPLE
from contactbook.storage.tenant_store import TenantStore


def count_released(
    store: TenantStore, before: SuppressionList, after: SuppressionList, *, by: Caller, now: datetime
) -> MoreContactable:
    """Return how many contacts the list holds now, would not hold after the change, and at least one purpose could then reach.

    Exact for the first 10,000 contacts; with further ones, `more` is true. Changes nothing.
    """
    if before.criteria is None or (before.criteria == after.criteria and before.always == after.always):
        return MoreContactable()
    released = _Released(store, before, after, now)
    settings = store.settings.current()
    found: list[NewlyContactable] = []
    shown: list[NewlyContactable] = []
    more = False
    for listed, further in first_pages(store):
        more = further
        for contact, purposes in released.among(listed):
            found.append(NewlyContactable(contact_id=contact.contact_id, purposes=purposes))
            if len(shown) < SAMPLE and may(by, contact, GroupRight.SELECT, settings.groups):
                shown.append(with_fields(found[-1], display_name=name_shown_to(by, contact, settings)))
    return MoreContactable(more_contactable=len(found), more=more, sample=tuple(shown))


class _Released:
    """Finds whom a change of one list releases, page by page. A list that applied always and does not any more holds nobody."""

    def __init__(self, store: TenantStore, before: SuppressionList, after: SuppressionList, now: datetime) -> None:
        self._store = store
        self._before, _ = held_by(store, [before])
        self._after, _ = held_by(store, [after] if after.always or not before.always else [])
        settings = store.settings.current()
        self._today = today_in(settings.localization.time_zone, now)
        self._decider = Decider(store, now=now, without=before.suppression_list_id)
        self._ways = ways_with(store.notification_types.all(), settings, settings)

    def among(self, listed: Sequence[Contact]) -> Iterator[tuple[Contact, tuple[Purpose, ...]]]:
        """Yield the released contacts that a purpose could reach, with these purposes. Accounts are read for those that have some."""
        released = [contact for contact in listed if self._is_released(contact)]
        wanted = {contact.contact_id: True for contact in released if contact.had_account}
        known = self._decider.load(wanted)
        addressees = [known.get(contact.contact_id) or Addressee(contact) for contact in released]
        for contact, addressee in zip(released, addressees, strict=True):
            purposes = self._purposes(addressee)
            if purposes:
                yield contact, purposes

    def _is_released(self, contact: Contact) -> bool:
        no_accounts: Sequence[Account] = ()
        held = is_left_out(self._store, self._before, contact, no_accounts, self._today)
        return held and not is_left_out(self._store, self._after, contact, no_accounts, self._today)

    def _purposes(self, addressee: Addressee) -> tuple[Purpose, ...]:
        services = (None, *map(account_service, addressee.accounts))
        found = dict.fromkeys(
            way.purpose
            for channel in Channel
            for suppressions in [self._decider.suppressions([addressee], channel)]
            for way in self._ways
            for service in services
            if self._decider.decide(
                addressee, channel=channel, notification_type=way, service=service, suppressions=suppressions
            ).contacted
        )
        return tuple(found)
