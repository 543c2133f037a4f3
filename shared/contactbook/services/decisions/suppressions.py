"""Who must not be contacted: suppression lists, and the automatic one that bounces and complaints fill (decision 2).

The automatic list holds for every communication of the tenant, and so does a list with `always`. Any other list holds for the runs
that name it in `exclude.suppression_list_ids`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import contact_email, contact_phone
from contactbook.domain.decisions.notification_types import Channel, SkipReason
from contactbook.domain.decisions.suppressions import (
    EntryKind,
    SuppressionEntry,
    Suppressions,
    Target,
    contact_target,
    domain_of,
    domain_target,
    email_target,
    phone_target,
    strongest,
)
from contactbook.storage.base.rows import Check
from contactbook.storage.decisions.suppressions import AUTOMATIC
from contactbook.storage.tenant_store import TenantStore

# Two checks a list, beside the contact and the communication, are what a transaction of 100 holds.
_CHECKED_LISTS = 48


@dataclass(frozen=True)
class AppliedLists:
    """The lists that hold for a run or a batch, with the kinds of entries that each can have."""

    lists: tuple[tuple[str, tuple[EntryKind, ...]], ...]


Recipient = tuple[Contact, Sequence[Account]]


def applied_lists(store: TenantStore, list_ids: Sequence[str] = ()) -> AppliedLists:
    """The automatic list, those that always hold, and those named: one query. A named one that is gone by now is left out."""
    chosen = [found for found in store.suppression_lists.all() if found.always or found.suppression_list_id in list_ids]
    named = tuple((found.suppression_list_id, found.kinds) for found in chosen)
    return AppliedLists(((AUTOMATIC, (EntryKind.EMAIL, EntryKind.PHONE)), *named))


def look_up(store: TenantStore, applied: AppliedLists, recipients: Iterable[Recipient], channel: Channel) -> Suppressions:
    """What of these recipients is suppressed for the channel: for a page of 100 and the automatic list one batch read."""
    targets = dict.fromkeys(target for contact, accounts in recipients for target in _targets(contact, accounts, channel))
    wanted = [(list_id, target) for list_id, kinds in applied.lists for target in targets if target.kind in kinds]
    reasons: dict[Target, SkipReason] = {}
    for target, reason in store.suppression_entries.look_up(wanted):
        reasons[target] = strongest([reason, reasons.get(target, reason)]) or reason
    return Suppressions(reasons=reasons)


def checks_of_absence(
    store: TenantStore, applied: AppliedLists, contact_id: str, address: Target | None, known: Suppressions
) -> list[Check]:
    """The conditions that no entry names the contact or the address that it is about to be sent to.

    They stand in the transaction that arms, so that an entry which was added after the look-up stops the send as well. An entry
    that was known and let this send pass (a complaint, where a bill is sent) is no condition. A domain is none either: half of the
    recipients share one, and a transaction each would queue up behind the same item; domains count as they were looked up.
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
    """Put an address on the automatic list because it bounced or because of a complaint.

    Twice is once; a bounce is not weakened by a complaint that comes after it.
    """
    target = email_target(address) if channel is Channel.EMAIL else phone_target(address)
    stored = store.suppression_entries.find(AUTOMATIC, target)
    if stored and strongest([stored.reason, reason]) is stored.reason:
        return
    entry_id = store.suppression_entries.entry_id(target)
    entry = SuppressionEntry(entry_id=entry_id, kind=target.kind, value=target.value, reason=reason, source=source, added_at=now)
    store.suppression_entries.add_many(AUTOMATIC, [entry])


def erase_values(store: TenantStore, contact: Contact, accounts: Sequence[Account] = ()) -> None:
    """Forget an anonymised contact's emails and phones in every list; the entries go on working by their hash (S2.141)."""
    targets = _own_targets(contact, accounts)
    list_ids = [AUTOMATIC, *(found.suppression_list_id for found in store.suppression_lists.all())]
    store.suppression_entries.erase_values(list_ids, targets)


def keep_from_being_contacted(store: TenantStore, contact: Contact, accounts: Sequence[Account], *, now: datetime) -> None:
    """Suppress an anonymised contact's emails and phones by their keyed hashes, so that no import or sync brings it back (S2.141)."""
    targets = _own_targets(contact, accounts)
    # A bounce or a complaint stays what it is.
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
    """Every email and phone of the contact and of its accounts."""
    addresses = [email.address for email in contact.emails] + [
        account.contact_information.email for account in accounts if account.contact_information.email
    ]
    numbers = [phone.number for phone in contact.phones] + [
        account.contact_information.phone for account in accounts if account.contact_information.phone
    ]
    return list(dict.fromkeys([*map(email_target, addresses), *map(phone_target, numbers)]))


def _targets(contact: Contact, accounts: Sequence[Account], channel: Channel) -> list[Target]:
    """The contact, and the points of the channel that it could be reached by."""
    found = [contact_target(contact.contact_id)]
    if channel is Channel.EMAIL:
        emails = [contact_email(contact), *(account.contact_information.email for account in accounts)]
        for address in filter(None, emails):
            found += [email_target(address), domain_target(domain_of(address))]
    if channel is Channel.SMS:
        numbers = [contact_phone(contact), *(account.contact_information.phone for account in accounts)]
        found += [phone_target(number) for number in filter(None, numbers)]
    return found
