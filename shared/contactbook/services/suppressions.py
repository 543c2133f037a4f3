"""Who must not be contacted: suppression lists, and the automatic one that bounces and complaints fill (decision 2).

The automatic list holds for every communication of the tenant, and so does a list with `always`. Any other list holds for the runs
that name it in `exclude.suppression_list_ids`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.accounts import Account
from contactbook.domain.callers import Caller
from contactbook.domain.contact_information import contact_email, contact_phone
from contactbook.domain.contacts import Contact
from contactbook.domain.errors import ContactbookError, FieldError, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.notifications import Channel, SkipReason
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.suppressions import (
    EntriesDraft,
    EntryKind,
    SuppressionEntry,
    SuppressionList,
    SuppressionListDraft,
    SuppressionListFields,
    Suppressions,
    Target,
    contact_target,
    domain_of,
    domain_target,
    email_target,
    phone_target,
    strongest,
    target_of,
)
from contactbook.services.configured import check_version, patched_fields
from contactbook.services.contact_access import seen
from contactbook.services.ids import new_id
from contactbook.services.references import check_unused
from contactbook.services.retrying import retried_when_raced
from contactbook.storage import table
from contactbook.storage.rows import Check
from contactbook.storage.suppressions import AUTOMATIC
from contactbook.storage.tenant_store import TenantStore

# Entries that one request deletes with their list; a larger one takes several requests.
_DELETED_AT_ONCE = 5_000
_PAGE = 500
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


def checked_list_ids(store: TenantStore, list_ids: Sequence[str], field: str) -> None:
    """Refuse ids of lists that are not there. Raises ValidationFailed with pointers below `field`."""
    known = {found.suppression_list_id for found in store.suppression_lists.get_many(list(list_ids))}
    errors = [
        FieldError(f"{field}/{place}", "unknown_suppression_list", "There is no such suppression list.")
        for place, list_id in enumerate(list_ids)
        if list_id not in known
    ]
    if errors:
        raise ValidationFailed("A suppression list is not there.", errors=errors)


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


def create_list(store: TenantStore, draft: SuppressionListDraft, *, now: datetime) -> SuppressionList:
    """Create an empty suppression list."""
    made = SuppressionList(
        suppression_list_id=new_id("sup", now), name=draft.name, always=draft.always, created_at=now, updated_at=now
    )
    table.transact([store.suppression_lists.add_of(made.suppression_list_id, made)])
    return made


@retried_when_raced
def change_list(
    store: TenantStore, list_id: str, patch: dict[str, JsonValue], *, now: datetime, if_match: int | None = None
) -> SuppressionList:
    """Apply a merge-patch. Raises ValidationFailed, VersionMismatch, NotFound."""
    stored = store.suppression_lists.get(list_id)
    check_version(stored, if_match)
    fields = patched_fields(stored, patch, SuppressionListFields)
    return _saved(store, stored, stored.model_copy(update={"name": fields.name, "always": fields.always}), now)


def delete_list(store: TenantStore, list_id: str, *, if_match: int | None = None) -> None:
    """Delete a list with its entries, these first, so that none is left without its list.

    Raises RuleBroken `in_use` where a schedule names it, `deletion_unfinished` where it has more entries than one request
    deletes: asking again goes on. VersionMismatch, NotFound.
    """
    stored = store.suppression_lists.get(list_id)
    check_version(stored, if_match)
    check_unused(store, list_id)
    for _ in range(_DELETED_AT_ONCE // _PAGE):
        entries, _after = store.suppression_entries.page(list_id, limit=_PAGE, after=None)
        store.suppression_entries.remove_many(list_id, [entry.entry_id for entry in entries])
        if len(entries) < _PAGE:
            table.transact([store.suppression_lists.remove_of(list_id, version=stored.version)])
            return
    raise RuleBroken("The list has more entries than one request deletes; ask again.", code="deletion_unfinished")


def add_entries(store: TenantStore, list_id: str, draft: EntriesDraft, *, by: Caller, now: datetime) -> list[SuppressionEntry]:
    """Add entries; one that is there already stays one. Raises ValidationFailed, NotFound."""
    store.suppression_lists.get(list_id)
    region = store.settings.current().localization.default_region
    targets = [target_of(entry, place, region) for place, entry in enumerate(draft.entries)]
    _check_contacts(store, targets, by)
    # The kinds first: an entry of a kind that its list does not announce would not be looked up.
    _announce_kinds(store, list_id, {target.kind for target in targets}, now)
    entries = [
        SuppressionEntry(entry_id=store.suppression_entries.entry_id(target), kind=target.kind, value=target.value, added_at=now)
        for target in dict.fromkeys(targets)
    ]
    store.suppression_entries.add_many(list_id, entries)
    return entries


def page_of_entries(
    store: TenantStore, list_id: str, *, limit: int, after: dict[str, str] | None
) -> tuple[list[SuppressionEntry], dict[str, str] | None]:
    """Entries of a list; the automatic one is the list `automatic`. Raises NotFound."""
    _check_list(store, list_id)
    return store.suppression_entries.page(list_id, limit=limit, after=after)


def delete_entry(store: TenantStore, list_id: str, entry_id: str) -> None:
    """Take one entry off a list. Raises NotFound."""
    _check_list(store, list_id)
    if not store.suppression_entries.exists(list_id, entry_id):
        raise NotFound("There is no such entry.")
    store.suppression_entries.remove_many(list_id, [entry_id])


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


@retried_when_raced
def _announce_kinds(store: TenantStore, list_id: str, kinds: set[EntryKind], now: datetime) -> None:
    stored = store.suppression_lists.get(list_id)
    known = tuple(kind for kind in EntryKind if kind in kinds or kind in stored.kinds)
    _saved(store, stored, stored.model_copy(update={"kinds": known}), now)


def _saved(store: TenantStore, stored: SuppressionList, changed: SuppressionList, now: datetime) -> SuppressionList:
    if changed == stored:
        return stored
    changed = changed.model_copy(update={"version": stored.version + 1, "updated_at": now})
    table.transact([store.suppression_lists.save_of(stored.suppression_list_id, changed, replacing=stored.version)])
    return changed


def _check_list(store: TenantStore, list_id: str) -> None:
    if list_id != AUTOMATIC:
        store.suppression_lists.get(list_id)


def _check_contacts(store: TenantStore, targets: Sequence[Target], by: Caller) -> None:
    """An entry that names a contact names one that the caller can choose."""
    wanted = [target.value for target in targets if target.kind is EntryKind.CONTACT]
    found = {contact.contact_id: contact for contact in store.contacts.get_many(wanted)}
    errors: list[FieldError] = []
    for place, target in enumerate(targets):
        if target.kind is not EntryKind.CONTACT:
            continue
        try:
            seen(store, found.get(target.value), by=by, right=GroupRight.SELECT)
        except ContactbookError:
            errors.append(FieldError(f"/entries/{place}/contact_id", "unknown_contact", "There is no such contact."))
    if errors:
        raise ValidationFailed("A contact is not there.", errors=errors)
