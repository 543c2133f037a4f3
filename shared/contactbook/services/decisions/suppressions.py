"""Who must not be contacted: suppression lists, and what is refused at addresses (decision 2).

Refusals (bounces, complaints, one click, ...) and the lists with `always` apply to every communication of the tenant. Any other list
applies to what names it in `exclude.suppression_list_ids`, as do the segments and tags of `exclude` (`left_out.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.accounts.accounts import Account, addresses_of
from contactbook.domain.contacts.own_information import contact_email, contact_text_number
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.exclude import NOBODY, Exclude
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import (
    EntryKind,
    Suppressions,
    Target,
    address_targets,
    contact_target,
    email_target,
    phone_target,
    strongest,
)
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.refusals.marks import PROCESSING, Through
from contactbook.domain.refusals.refusals import RefusalEvent
from contactbook.services.decisions.left_out import LeftOut, held_by, named_by
from contactbook.services.refusals.recording import refuse_addresses
from contactbook.services.refusals.standing import refused_addresses
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Check
from contactbook.storage.tenant_store import TenantStore

# Checks that a transaction holds beside those of the contact and the communication. What is not checked counts as it was looked up.
_CHECKS = MOST_WRITES - 4
_CHECKED_IDS = 10


@dataclass(frozen=True)
class AppliedLists:
    """The tenant's lists that apply to a run or a batch, with the kinds of entries that each can have, and who is left out besides.

    `missing` are named lists that do not exist any more, and `missing_segments` such segments: nobody knows whom they left out.
    """

    lists: tuple[tuple[str, tuple[EntryKind, ...]], ...]
    missing: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    missing_segments: tuple[str, ...] = ()

    def entries_for(self, targets: Iterable[Target]) -> list[tuple[str, Target]]:
        """Return the entries that these lists may have of the targets, each as list and target."""
        known = list(targets)
        return [(list_id, target) for list_id, kinds in self.lists for target in known if target.kind in kinds]


Recipient = tuple[Contact, Sequence[Account]]


def applied_lists(store: TenantStore, exclude: Exclude = NOBODY, *, without: str | None = None) -> AppliedLists:
    """Return the lists that always apply, but for the one `without`, and what is named and exists.

    One query, and one batch read if there are segments.
    """
    list_ids = exclude.suppression_list_ids
    stored = [found for found in store.suppression_lists.all() if found.suppression_list_id != without]
    chosen = [found for found in stored if found.always or found.suppression_list_id in list_ids]
    known = {found.suppression_list_id for found in chosen}
    by_lists, outdated = held_by(store, chosen)
    named, missing_segments = named_by(store, exclude)
    return AppliedLists(
        tuple((found.suppression_list_id, found.kinds) for found in chosen if found.criteria is None),
        (*(list_id for list_id in list_ids if list_id not in known), *outdated),
        (*by_lists, *named),
        tuple(missing_segments),
    )


def look_up(store: TenantStore, applied: AppliedLists, recipients: Iterable[Recipient], channel: Channel) -> Suppressions:
    """Return what is suppressed and refused of these recipients for the channel.

    Nothing is read for settled contacts without accounts where no list applies (`services/refusals/standing.py`).
    """
    known = list(recipients)
    targets = dict.fromkeys(target for contact, accounts in known for target in _targets(contact, accounts, channel))
    wanted = applied.entries_for(targets)
    reasons: dict[Target, SkipReason] = {}
    for target, reason in store.suppression_entries.look_up(wanted) if wanted else []:
        reasons[target] = strongest([reason, reasons.get(target, reason)]) or reason
    reached = [(contact, _addresses(contact, accounts, channel)) for contact, accounts in known]
    return Suppressions(reasons=reasons, refused=refused_addresses(store, reached))


def checks_of_absence(store: TenantStore, applied: AppliedLists, contact: Contact, address: Target | None) -> list[Check]:
    """Return the conditions that no list has an entry for the contact or for the address that the message goes to.

    They are part of the arming transaction, so that an entry that was added after the look-up also stops the send. There is none for
    domains: many recipients share one, and their transactions would conflict on its item. A domain counts as it was looked up.
    """
    ids = contact.own_ids()[:_CHECKED_IDS]
    targets = [*map(contact_target, ids), *([address] if address else [])]
    lists = applied.lists[: _CHECKS // len(targets)]
    return [store.suppression_entries.check_absent(list_id, target) for list_id, _ in lists for target in targets]


def erase_values(store: TenantStore, contact: Contact, accounts: Sequence[Account] = ()) -> None:
    """Erase an anonymized contact's emails and phones from every list; the entries still apply by their hash (S2.141)."""
    erase_addresses(store, _own_addresses(contact, accounts))


def erase_addresses(store: TenantStore, addresses: Iterable[str]) -> None:
    """Erase these emails and phones from every list; the entries still apply by their hash. One query, and batch reads of the entries."""
    targets = list(dict.fromkeys(email_target(one) if "@" in one else phone_target(one) for one in addresses))
    if targets:
        list_ids = [found.suppression_list_id for found in store.suppression_lists.all()]
        store.suppression_entries.erase_values(list_ids, targets)


def keep_from_being_contacted(
    store: TenantStore, contact: Contact, accounts: Sequence[Account], *, former: Iterable[str], now: datetime
) -> None:
    """Refuse an anonymized contact's emails and phones, and its former ones, which are known by their keyed hashes only (S2.141).

    So nobody contacts them again if an import or a sync brings the person back. Idempotent.
    """
    event = RefusalEvent(
        event_id=f"{Through.ANONYMIZATION.value}-{contact.contact_id}",
        through=Through.ANONYMIZATION,
        scopes=(PROCESSING,),
        at=now,
        source="anonymization",
    )
    refuse_addresses(store, event, [*_own_addresses(contact, accounts), *former])


def _own_addresses(contact: Contact, accounts: Sequence[Account]) -> list[str]:
    """Return every email and phone of the contact and of its accounts."""
    return list(dict.fromkeys([*contact.reached_at(), *addresses_of(accounts)]))


def _targets(contact: Contact, accounts: Sequence[Account], channel: Channel) -> list[Target]:
    """Return the targets of the contact and of its addresses for the channel."""
    found = [contact_target(contact_id) for contact_id in contact.own_ids()]
    for address in _addresses(contact, accounts, channel):
        found += address_targets(address)
    return found


def _addresses(contact: Contact, accounts: Sequence[Account], channel: Channel) -> list[str]:
    """Return the addresses that a message by this channel may go to."""
    known = [account.contact_information for account in accounts]
    if channel is Channel.EMAIL:
        return list(filter(None, [contact_email(contact), *(found.email for found in known)]))
    if channel is Channel.SMS:
        return list(filter(None, [contact_text_number(contact), *(found.phone for found in known)]))
    return []
