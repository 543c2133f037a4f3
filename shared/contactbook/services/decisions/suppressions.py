"""Who must not be contacted: suppression lists, and the automatic list of bounces and complaints (decision 2).

The automatic list and the lists with `always` apply to every communication of the tenant. Any other list applies to the runs that
name it in `exclude.suppression_list_ids`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import contact_email, contact_phone
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppression_lists import SuppressionEntry
from contactbook.domain.decisions.suppressions import (
    EntryKind,
    Suppressions,
    Target,
    contact_target,
    domain_of,
    domain_target,
    email_target,
    phone_target,
    strongest,
)
from contactbook.domain.notification_types.channels import Channel
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Check
from contactbook.storage.decisions.suppression_entries import AUTOMATIC
from contactbook.storage.tenant_store import TenantStore

# A transaction holds two checks for each list, beside those of the contact and the communication.
_CHECKED_LISTS = MOST_WRITES // 2 - 2


@dataclass(frozen=True)
class AppliedLists:
    """The lists that apply to a run or a batch, with the kinds of entries that each can have."""

    lists: tuple[tuple[str, tuple[EntryKind, ...]], ...]


Recipient = tuple[Contact, Sequence[Account]]


def applied_lists(store: TenantStore, list_ids: Sequence[str] = ()) -> AppliedLists:
    """Return the automatic list, those that always apply, and the named ones that exist. One query."""
    chosen = [found for found in store.suppression_lists.all() if found.always or found.suppression_list_id in list_ids]
    named = tuple((found.suppression_list_id, found.kinds) for found in chosen)
    return AppliedLists(((AUTOMATIC, (EntryKind.EMAIL, EntryKind.PHONE)), *named))


def look_up(
    store: TenantStore, applied: AppliedLists, recipients: Iterable[Recipient], channel: Channel, *, checked: bool = False
) -> Suppressions:
    """Return the suppressions of these recipients for the channel. One batch read for a page of 100 and the automatic list.

    With `checked`, the caller arms under `checks_of_absence`, so the automatic list is read at half the price. The named lists are
    not: their domains count as they were looked up.
    """
    targets = dict.fromkeys(target for contact, accounts in recipients for target in _targets(contact, accounts, channel))
    wanted = [(list_id, target) for list_id, kinds in applied.lists for target in targets if target.kind in kinds]
    reasons: dict[Target, SkipReason] = {}
    automatic = [one for one in wanted if checked and one[0] == AUTOMATIC]
    named = [one for one in wanted if one not in automatic]
    entries = store.suppression_entries.look_up(automatic, consistent=False) if automatic else []
    for target, reason in entries + (store.suppression_entries.look_up(named) if named else []):
        reasons[target] = strongest([reason, reasons.get(target, reason)]) or reason
    return Suppressions(reasons=reasons)


def checks_of_absence(
    store: TenantStore, applied: AppliedLists, contact_id: str, address: Target | None, known: Suppressions
) -> list[Check]:
    """Return the conditions that no list has an entry for the contact or for the address that the message goes to.

    They are part of the arming transaction, so that an entry that was added after the look-up also stops the send. There is no
    condition for an entry that was known and allowed this send (a complaint, for a bill). There is none for domains either: many
    recipients share one, and their transactions would conflict on its item. A domain counts as it was looked up.
    """
    targets = [contact_target(contact_id), *([address] if address else [])]
    return [
        store.suppression_entries.check_absent(list_id, target)
        for list_id, _ in applied.lists[:_CHECKED_LISTS]
        for target in targets
        if list_id != AUTOMATIC or (target is address and target not in known.reasons)
    ]


def suppress_address(
    store: TenantStore, channel: Channel, address: str, reason: SkipReason, *, now: datetime, source: str | None = None
) -> None:
    """Put an address on the automatic list because of a bounce or a complaint.

    Idempotent. A complaint does not replace an earlier bounce.
    """
    target = email_target(address) if channel is Channel.EMAIL else phone_target(address)
    stored = store.suppression_entries.find(AUTOMATIC, target)
    if stored and strongest([stored.reason, reason]) is stored.reason:
        return
    entry_id = store.suppression_entries.entry_id(target)
    entry = SuppressionEntry(entry_id=entry_id, kind=target.kind, value=target.value, reason=reason, source=source, added_at=now)
    store.suppression_entries.add_many(AUTOMATIC, [entry])


def erase_values(store: TenantStore, contact: Contact, accounts: Sequence[Account] = ()) -> None:
    """Erase an anonymized contact's emails and phones from every list; the entries still apply by their hash (S2.141)."""
    targets = _own_targets(contact, accounts)
    list_ids = [AUTOMATIC, *(found.suppression_list_id for found in store.suppression_lists.all())]
    store.suppression_entries.erase_values(list_ids, targets)


def keep_from_being_contacted(store: TenantStore, contact: Contact, accounts: Sequence[Account], *, now: datetime) -> None:
    """Suppress an anonymized contact's emails and phones by their keyed hashes (S2.141).

    So nobody contacts them again if an import or a sync brings the person back.
    """
    targets = _own_targets(contact, accounts)
    # An existing bounce or complaint keeps its reason.
    known = {target for target, _ in store.suppression_entries.look_up([(AUTOMATIC, target) for target in targets])}
    entries = [
        SuppressionEntry(
            entry_id=store.suppression_entries.entry_id(target), kind=target.kind, source="anonymization", added_at=now
        )
        for target in targets
        if target not in known
    ]
    store.suppression_entries.add_many(AUTOMATIC, entries)


def _own_targets(contact: Contact, accounts: Sequence[Account]) -> list[Target]:
    """Return the targets of every email and phone of the contact and of its accounts."""
    addresses = [email.address for email in contact.emails] + [
        account.contact_information.email for account in accounts if account.contact_information.email
    ]
    numbers = [phone.number for phone in contact.phones] + [
        account.contact_information.phone for account in accounts if account.contact_information.phone
    ]
    return list(dict.fromkeys([*map(email_target, addresses), *map(phone_target, numbers)]))


def _targets(contact: Contact, accounts: Sequence[Account], channel: Channel) -> list[Target]:
    """Return the targets of the contact and of its addresses for the channel."""
    found = [contact_target(contact.contact_id)]
    if channel is Channel.EMAIL:
        emails = [contact_email(contact), *(account.contact_information.email for account in accounts)]
        for address in filter(None, emails):
            found += [email_target(address), domain_target(domain_of(address))]
    if channel is Channel.SMS:
        numbers = [contact_phone(contact), *(account.contact_information.phone for account in accounts)]
        found += [phone_target(number) for number in filter(None, numbers)]
    return found
