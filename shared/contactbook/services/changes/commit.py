"""Commit a change of a contact: one transaction with its claims, lists, children and audit entry.

The audit entry is also the event: the table's stream feeds `contact_events`, which derives everything else from it.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.audit.entries import Change, Entry, EntryValues, changes_between, commitment_to, sealed
from contactbook.domain.audit.gained_addresses import gained_addresses
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.versions import built, with_fields
from contactbook.domain.contacts.access import privacy_level
from contactbook.domain.contacts.record import Contact, HistoryHead
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, claims
from contactbook.domain.permissions.ledger import said_in
from contactbook.domain.permissions.lost_addresses import with_marks_at
from contactbook.domain.permissions.said import EVIDENCE_NOTE, Way
from contactbook.domain.permissions.topics import with_what_stands
from contactbook.domain.refusals.evidence import EvidenceDraft
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.changes.kyc_step import EDITS, with_kyc, with_kyc_facts
from contactbook.services.changes.looks import note_changed
from contactbook.services.changes.taken_values import duplicate_found
from contactbook.storage.base import table
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Present, Put, Remove, Write
from contactbook.storage.contacts.profiles import ClaimTaken
from contactbook.storage.tenant_store import TenantStore

# The event of the undo of a merge, which returns addresses to the contacts that they came from.
_GIVES_BACK = "contact.merge_undone"
# Fields that the system sets; a change of them is not audited.
_NOT_AUDITED = frozenset({"version", "history", "claims", "settled", "created_at", "created_by", "updated_at", "updated_by"}) | {
    "identifiers_since",
    "credit_limits",
    "gained",
    "kyc.stood",
}


@dataclass(frozen=True)
class ContactChange:
    """A change of one contact, from `before` (None: it is created) to `after`, with further writes of the same transaction.

    `action` is the name of the event, such as `contact.changed`. `subject` is the id of the changed child, `details` what changed
    in it.
    """

    before: Contact | None
    after: Contact
    action: str
    subject: str | None = None
    details: Sequence[Change] = ()
    writes: Sequence[Write] = ()
    # True for a change that erases values: the audit entry then names the fields without their values.
    conceals: bool = False
    settles: bool = False  # It has just looked up every refusal of the contact's addresses.
    # What the change calls the way that it came, such as `reconsent`, and the evidence that a user brought for a yes (S5.5).
    through: str | None = None
    evidence: EvidenceDraft | None = None
    # The KYC profile that a user picked for a contact that becomes a customer (S2.73).
    kyc_profile: str | None = None
    # True for a change that undoes an earlier one: what it brings back is nothing new for the KYC profile (S2.76).
    takes_back: bool = False


def commit_change(store: TenantStore, change: ContactChange, *, by: Caller, now: datetime) -> Contact:
    """Commit the change in one transaction and return the contact after it.

    Raises DuplicateContact if another contact has the values of a uniqueness group (S2.29), ConcurrentUpdate if the contact changed
    meanwhile, RuleBroken `change_too_large`.
    """
    after, writes = writes_of(store, change, by=by, now=now)
    commit_writes(store, writes, by=by)
    return after


def commit_writes(store: TenantStore, writes: Sequence[Write], *, by: Caller) -> None:
    """Commit writes prepared by `writes_of`. Raises as `commit_change`."""
    writes = _one_a_key(writes)
    if len(writes) > MOST_WRITES:
        raise RuleBroken(
            f"The change needs {len(writes)} writes, and at most {MOST_WRITES} fit. Split it into smaller changes.",
            code="change_too_large",
        )
    try:
        table.transact(writes)
    except ClaimTaken as error:
        raise duplicate_found(store, error, by=by) from error
    for write in writes:
        if isinstance(write, Put) and write.row.kind == "history":
            note_changed(write.row.contact_id)


def _one_a_key(writes: Sequence[Write]) -> list[Write]:
    """Return the writes with at most one for each key, as DynamoDB demands.

    A merge frees a claim of one contact and takes it for another in the same transaction: the two become one write.
    """
    freed = {write.key for write in writes if isinstance(write, Remove)}
    moved = {write.row.key for write in writes if isinstance(write, Put) and write.row.key in freed}
    return [
        Put(write.row, Present(), write.refusal) if isinstance(write, Put) and write.row.key in moved else write
        for write in writes
        if not (isinstance(write, Remove) and write.key in moved)
    ]


def writes_of(store: TenantStore, change: ContactChange, *, by: Caller, now: datetime) -> tuple[Contact, list[Write]]:
    """Return the contact after the change, and every write of the transaction.

    A change of a customer's information may assign a KYC profile (S2.74). That makes a second audit entry, and so a second event,
    in the same transaction.
    """
    settings = store.settings.current()
    before, after = change.before, with_what_stands(change.before, _stamped(change, by, now), by.actor, now)
    after = _with_marks(store, change, after)
    gained = gained_addresses(before, after, change.details, now, store.refusals.name_of)
    after = with_fields(after, privacy_level=privacy_level(after, settings.privacy_levels), gained=gained)
    after = with_kyc_facts(before, after, settings, change.action, now, store.contacts.told_name, takes_back=change.takes_back)
    assigned = with_kyc(before, after, settings, change.action, now, change.kyc_profile)
    is_assigned = assigned.kyc is not None and (after.kyc is None or assigned.kyc.state != after.kyc.state)
    after = after if is_assigned else assigned
    entries = [_entry(change, after, by, now)]
    if is_assigned:
        follow_up = ContactChange(before=_chained(after, entries), after=assigned, action="kyc.assigned")
        entries.append(_entry(follow_up, assigned, by, now))
    after = _chained(assigned, entries)
    wanted = _wanted_claims(store, change, after, settings)
    after = with_fields(after, claims=store.contacts.claim_names(wanted))
    return after, [
        store.contacts.save_of(after, replacing=before.version) if before else store.contacts.add_of(after),
        *store.contacts.claim_writes(after, wanted, before=before),
        *store.contacts.list_writes(after.contact_id, before.list_ids if before else (), after.list_ids),
        *change.writes,
        *(store.history.put_of(after.contact_id, entry, values) for entry, values in entries),
    ]


def _wanted_claims(store: TenantStore, change: ContactChange, after: Contact, settings: Settings) -> frozenset[ClaimedValue]:
    """Return what the contact claims after this change.

    A contact that breaks a newer rule is refused when its information is saved (S2.34), but not when it withdraws a consent or a
    job works on it. In these cases it keeps its former claims.
    """
    wanted, before = claims(after, settings.uniqueness), change.before
    if before is None or change.action.startswith(EDITS) or claims(before, settings.uniqueness) != wanted:
        return wanted
    return frozenset(value for value in wanted if store.contacts.claim_name(value) in before.claims)


def _with_marks(store: TenantStore, change: ContactChange, after: Contact) -> Contact:
    before = change.before
    had = before.refusals if before else ()
    if not (had or after.refusals) or (before and before.reached_at() == after.reached_at()):
        return after
    names = store.refusals.names_of(after.reached_at())
    return with_marks_at(before, after, names, gives_back=change.action == _GIVES_BACK)


def _chained(contact: Contact, entries: Sequence[tuple[Entry, EntryValues]]) -> Contact:
    last, _ = entries[-1]
    return with_fields(contact, history=with_fields(contact.history, count=last.sequence, hash=last.hash))


def removal_writes(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> list[Write]:
    """Return the writes that delete a contact. Its history stays and records the deletion."""
    change = ContactChange(before=contact, after=contact, action="contact.deleted")
    entry, _ = _entry(change, _stamped(change, by, now), by, now)
    return [
        store.contacts.remove_of(contact),
        *store.contacts.claim_writes(contact, (), before=contact),
        *store.contacts.list_writes(contact.contact_id, contact.list_ids, ()),
        store.history.put_of(contact.contact_id, entry, EntryValues(entry_id=entry.entry_id, salt="", changes=())),
    ]


def departure_writes(
    store: TenantStore, contact: Contact, action: str, subject: str, *, by: Caller, now: datetime
) -> tuple[HistoryHead, list[Write]]:
    """Return the new end of a merged contact's audit chain, and the writes that free its claims and add its last audit entry.

    The caller writes what replaces the contact.
    """
    change = ContactChange(before=contact, after=contact, action=action, subject=subject)
    entry, values = _entry(change, _stamped(change, by, now), by, now)
    writes = [
        *store.contacts.claim_writes(contact, (), before=contact),
        store.history.put_of(contact.contact_id, entry, values),
    ]
    return HistoryHead(count=entry.sequence, hash=entry.hash), writes


def _stamped(change: ContactChange, by: Caller, now: datetime) -> Contact:
    version = change.before.version + 1 if change.before else 1
    return with_fields(
        change.after, version=version, updated_at=now, updated_by=by.actor, settled=change.settles or _stays_settled(change)
    )


def _stays_settled(change: ContactChange) -> bool:
    """True if every refusal of its addresses is on the contact: nobody looked up the refusals of an address that it has now got."""
    before, after = change.before, change.after
    if before is None or not before.settled:
        return False
    return set(after.reached_at()) <= set(before.reached_at())


def _entry(change: ContactChange, after: Contact, by: Caller, now: datetime) -> tuple[Entry, EntryValues]:
    own = [one for one in changes_between(change.before, after) if _NOT_AUDITED.isdisjoint((one.field, one.field.split(".")[0]))]
    note = change.evidence.note_kept() if change.evidence else None
    changes = (*own, *change.details, *([Change(field=EVIDENCE_NOTE, to=note)] if note else []))
    fields = tuple(found.field for found in changes)
    kept = () if change.conceals else changes
    head = change.before.history if change.before else HistoryHead()
    salt, source_ip = secrets.token_hex(16), "" if change.conceals else by.source_ip or ""
    entry = sealed(
        built(
            Entry,
            entry_id=new_id("his", now),
            at=now,
            actor=by.actor,
            action=change.action,
            subject=change.subject,
            fields=fields,
            commitment=commitment_to(kept, salt, source_ip),
            concealed=change.conceals,
            sequence=head.count + 1,
            previous=head.hash,
            request_id=by.request_id,
            said=() if change.conceals else said_in(change.before, after, _way(change, by, now)),
        )
    )
    return entry, built(EntryValues, entry_id=entry.entry_id, salt=salt, changes=kept, source_ip=source_ip)


def _way(change: ContactChange, by: Caller, now: datetime) -> Way:
    kept = change.evidence.kept() if change.evidence else None
    return built(Way, by=by.actor, at=now, action=change.action, through=change.through, evidence=kept)
