"""How much marketing the contacts of a batch got lately (S7.9). While the tenant has no cap nothing is read and nothing is counted."""

from collections.abc import Iterable
from datetime import datetime

from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.marketing_counts import MarketingCount, is_reached, with_message
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.domain.settings.contact_policy import MarketingCap
from contactbook.storage.tenant_store import TenantStore


class MarketingCounts:
    """The counts of the contacts that one batch decides about. Who counts a message does so on the version that was read here."""

    def __init__(self, store: TenantStore, now: datetime) -> None:
        self._store = store
        self._now = now
        self._expected: dict[str, Contact] = {}
        self._found: dict[str, MarketingCount] = {}

    def expect(self, contacts: Iterable[Contact]) -> None:
        """Read the counts of these contacts, as they are then, before the next decision about one of them."""
        for contact in contacts:
            self._expected[contact.contact_id] = contact
            for one in contact.own_ids():
                self._found.pop(one, None)

    def is_reached(
        self, contact: Contact, notification_type: NotificationType, counted_at: datetime | None, *, at: datetime | None = None
    ) -> bool:
        """True if the cap stops a message of this type now, or `at` a later time.

        `counted_at` is when the message was counted, if it did not leave.
        """
        cap = self._cap_of(notification_type)
        return cap is not None and is_reached(self._of(contact), cap, at or self._now, own=counted_at)

    def counting(
        self, contact: Contact, notification_type: NotificationType, counted_at: datetime | None
    ) -> tuple[MarketingCount, ...]:
        """Return the counts to save with a message of this type that leaves now; none where nothing is counted."""
        if self._cap_of(notification_type) is None:
            return ()
        return with_message(self._of(contact), self._now, own=counted_at)

    def suppose(self, contact: Contact, notification_type: NotificationType, at: datetime) -> None:
        """Count a message that would leave then, for the next decisions of this batch only. Nothing is saved."""
        if self._cap_of(notification_type) is not None:
            self.note(with_message(self._of(contact), at))

    def note(self, saved: Iterable[MarketingCount]) -> None:
        """Learn what was saved."""
        self._found.update({count.contact_id: count for count in saved})

    def _cap_of(self, notification_type: NotificationType) -> MarketingCap | None:
        return self._store.settings.current().contact_policy.marketing_cap if notification_type.is_marketing else None

    def _of(self, contact: Contact) -> list[MarketingCount]:
        """Return the contact's own count, and those of the contacts merged into it. One batch read for all that are expected."""
        if not self._found.keys() >= set(contact.own_ids()):
            wanted = {one for expected in [*self._expected.values(), contact] for one in expected.own_ids()}
            self._found |= self._store.marketing_counts.get_many(sorted(wanted - self._found.keys()))
        return [self._found[one] for one in contact.own_ids()]
