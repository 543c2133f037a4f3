"""Loads contacts as they are now and decides about them: for planning, sending, dry runs and lists of decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.days import today_in
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.bound_addresses import bound_to
from contactbook.domain.decisions.decision import Decision, decide
from contactbook.domain.decisions.exclude import NOBODY, Exclude
from contactbook.domain.decisions.origins import Service
from contactbook.domain.decisions.quiet_hours import put_off_until
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions, contact_target, email_target, phone_target
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.services.decisions.left_out import is_left_out
from contactbook.services.decisions.marketing_counts import MarketingCounts
from contactbook.services.decisions.suppressions import AppliedLists, applied_lists, checks_of_absence, look_up
from contactbook.storage.base.rows import Check
from contactbook.storage.contacts.profiles import MergedContact, Profile
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class Addressee:
    """A contact as it was just read, with its accounts if they matter; or the reason why there is none."""

    contact: Contact | None
    accounts: tuple[Account, ...] = ()
    absence: SkipReason = SkipReason.DELETED
    # False if the read may have been a moment behind: a refusal has to be confirmed before it is saved.
    is_current: bool = True

    def bound_to(self, address: str) -> "Addressee":
        """Return the addressee of a message that goes to this address and to no other (S5.12)."""
        return replace(self, contact=bound_to(self.contact, self.accounts, address)) if self.contact else self


class Decider:
    """Decides about contacts of one tenant under what leaves some of them out. One is made for each batch."""

    def __init__(
        self,
        store: TenantStore,
        exclude: Exclude = NOBODY,
        *,
        now: datetime,
        to_list: str | None = None,
        service_group: str | None = None,
        without: str | None = None,
    ) -> None:
        """Decide without those in `exclude`. `to_list` is the list that the messages go to: who has left it gets none (S5.7).

        With `service_group`, who holds no account of the group gets none (S0.10).
        The suppression list `without` is passed over: to see what becomes of those that it alone holds.
        """
        self._store = store
        self._exclude = exclude
        self._now = now
        self._without = without
        self._to_list = to_list
        self._service_group = service_group
        self._applied: AppliedLists | None = None
        self.counts = MarketingCounts(store, now)

    def load(self, wanted: Mapping[str, bool], *, follow_merged: bool = False, checked: bool = False) -> dict[str, Addressee]:
        """Return contacts by id, as they are now. One batch read, and one query for each contact whose accounts are wanted.

        With `follow_merged`, a merged contact's id gives the surviving contact (S1.23). With `checked`, the caller arms under
        `checks`, so the batch is read at half the price and may be a moment behind.
        """
        addressees = self._load(wanted, consistent=not checked)
        merged = [one for one, found in addressees.items() if found.absence is SkipReason.MERGED] if follow_merged else []
        survivors = self._store.contacts.survivors(merged) if merged else {}
        further = self._load({survivors[one].contact_id: wanted[one] for one in merged if one in survivors})
        addressees |= {one: further[contact.contact_id] for one, contact in survivors.items()}
        self.counts.expect([found.contact for found in addressees.values() if found.contact is not None])
        return addressees

    def _load(self, wanted: Mapping[str, bool], *, consistent: bool = True) -> dict[str, Addressee]:
        plain = [contact_id for contact_id, with_accounts in wanted.items() if not with_accounts]
        contacts = self._store.contacts.get_many(plain, consistent=consistent)
        found = {contact.contact_id: Addressee(contact, is_current=consistent) for contact in contacts}
        return {
            contact_id: found.get(contact_id) or (self._with_accounts(contact_id) if with_accounts else self._absent(contact_id))
            for contact_id, with_accounts in wanted.items()
        }

    def suppressions(self, addressees: Sequence[Addressee], channel: Channel, *, refresh: bool = False) -> Suppressions:
        """Return the suppressions that apply to these addressees, as `look_up`; the lists are read on first use or with `refresh`.

        A contact that tags, segments or criteria leave out is suppressed itself (S4.30).
        """
        applied = self._lists(refresh=refresh)
        recipients = [(found.contact, found.accounts) for found in addressees if found.contact is not None]
        found = look_up(self._store, applied, recipients, channel)
        if not applied.left_out:
            return found
        today = today_in(self._store.settings.current().localization.time_zone, self._now)
        held = {
            contact_target(contact.contact_id): SkipReason.SUPPRESSED
            for contact, accounts in recipients
            if is_left_out(self._store, applied.left_out, contact, accounts, today)
        }
        return with_fields(found, reasons={**held, **found.reasons})

    @property
    def missing(self) -> str | None:
        """Return what was named for the batch and does not exist any more, as the reason of a pause. One query on first use."""
        applied = self._lists()
        if applied.missing:
            return "suppression_list_missing"
        return "segment_missing" if applied.missing_segments else None

    def checks(self, contact: Contact, decision: Decision, channel: Channel) -> list[Check]:
        """Return the conditions under which a decision to send is still valid: an unchanged contact, no new entry of a list.

        What is refused at its addresses is on the contact, so a new no of its own changes the contact.
        """
        address = decision.address if isinstance(decision.address, str) else None
        point = {Channel.EMAIL: email_target, Channel.SMS: phone_target}.get(channel)
        target = point(address) if point and address else None
        absent = checks_of_absence(self._store, self._lists(), contact, target)
        return [self._store.contacts.check_of(contact), *absent]

    def decide(
        self,
        addressee: Addressee,
        *,
        channel: Channel,
        notification_type: NotificationType,
        service: Service | None,
        suppressions: Suppressions,
        is_capped: bool = False,
    ) -> Decision:
        """Return the decision about one contact, by what it said and what is known of it."""
        return decide(
            addressee.contact,
            addressee.accounts,
            channel=channel,
            notification_type=notification_type,
            service=service,
            settings=self._store.settings.current(),
            suppressions=suppressions,
            absence=addressee.absence,
            list_id=self._to_list,
            service_group=self._service_group,
            is_capped=is_capped,
        )

    def decide_to_send(
        self,
        addressee: Addressee,
        *,
        channel: Channel,
        notification_type: NotificationType,
        service: Service | None,
        suppressions: Suppressions,
        at: datetime | None = None,
        counted_at: datetime | None = None,
    ) -> Decision:
        """Return the decision about one contact under the tenant's policies as well (S7.9).

        `at` is when the message is to leave, if that is later than now. `counted_at` is when it was counted, if it was and did not leave.
        The first decision of a batch reads what marketing its contacts got, if the tenant has a cap: one batch read.
        """
        contact = addressee.contact
        leaves_at = max(at or self._now, self._now)
        decision = self.decide(
            addressee,
            channel=channel,
            notification_type=notification_type,
            service=service,
            suppressions=suppressions,
            is_capped=contact is not None and self.counts.is_reached(contact, notification_type, counted_at, at=leaves_at),
        )
        if contact is None or not decision.contacted:
            return decision
        until = put_off_until(contact, decision, notification_type, self._store.settings.current(), leaves_at)
        return with_fields(decision, put_off_until=until) if until else decision

    def _lists(self, *, refresh: bool = False) -> AppliedLists:
        if self._applied is None or refresh:
            self._applied = applied_lists(self._store, self._exclude, without=self._without)
        return self._applied

    def _with_accounts(self, contact_id: str) -> Addressee:
        found = self._store.contacts.profile(contact_id)
        if not isinstance(found, Profile):
            return _missing(found)
        return Addressee(found.contact, tuple(self._store.accounts.all_in(found.children)))

    def _absent(self, contact_id: str) -> Addressee:
        found = self._store.contacts.find(contact_id)
        return Addressee(found) if isinstance(found, Contact) else _missing(found)


def _missing(found: MergedContact | None) -> Addressee:
    return Addressee(None, (), SkipReason.MERGED if found else SkipReason.DELETED)
