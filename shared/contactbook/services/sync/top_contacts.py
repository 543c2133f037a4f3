"""A contact of the top account that stands for a shared person: it follows its sources, and their stops reach it (S4.27, decision 7).

A copy is no consent: a yes to one tenant is no yes to another. Only the stops of the child accounts reach the top account, where they
beat what it has itself.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.base.paging import pages
from contactbook.domain.base.versions import fields_in, with_fields
from contactbook.domain.consent.states import allows, standing_of
from contactbook.domain.contacts.record import PARTICULARS, Contact, ContactFields, Origin
from contactbook.domain.contacts.rules import checked_fields
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.sync.copies import (
    Details,
    SyncedCopy,
    details_of,
    first_known,
    followed,
    of_users,
    remembered,
)
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import SyncChange, with_change
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.services.changes.commit import ContactChange
from contactbook.services.consent import answers as consents
from contactbook.services.jobs.anonymization_requests import request_anonymization
from contactbook.services.refusals.recording import RECORDED, Recorded
from contactbook.services.sync.member_facts import JOB, with_contact
from contactbook.services.sync.run_context import RunContext, commit_with_facts, current_facts
from contactbook.services.sync.sources import Sources
from contactbook.services.sync.stops import combined, refused_in_children
from contactbook.services.sync.taken_back import erase_values_of_history
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# Audit entries that are read at once.
_ENTRIES = 100


@dataclass(frozen=True)
class Followed:
    """A contact of the top account as it is now: what the sync remembers of it, and the group's facts about it."""

    copy: SyncedCopy | None
    facts: MemberFacts | None
    is_there: bool = True


@dataclass(frozen=True)
class Update:
    """One contact of the top account, and what is to become of it."""

    context: RunContext
    top: TenantStore
    contact: Contact
    known: MemberFacts | None
    copy: SyncedCopy | None
    sources: Sources
    tenants: Collection[str]

    @property
    def members(self) -> list[Member]:
        """The contacts that it stands for."""
        return [member for member, _ in self.sources.values]

    def follow(self, *, adds: bool) -> Followed:
        """Save what follows from the sources. Without `adds` a copy only loses what they have no more."""
        hash_of = self.top.refusals.hash_of
        details = details_of(self.sources.contacts, self.contact.kind)
        before = self.copy or first_known(self.contact, details, self.members, hash_of)
        after, before = self._with_details(before, details, adds=adds) if before.made else (self.contact, before)
        if self.sources.erased and after != self.contact and not self.context.run.dry_run:
            lost = self._lose(after, remembered(before, self.contact, after, before.members, hash_of))
            return lost.follow(adds=adds) if lost else Followed(self.copy, self.known)
        standing = combined(self.top, after, self.sources.stops)
        after = with_fields(after, consent=standing.consent, preferences=standing.preferences)
        refused = self._refused(after)
        after = refused.mark(after)
        now_is = remembered(before, self.contact, after, self.members, hash_of)
        if self.context.run.dry_run:
            return self._planned(after, now_is)
        if after != self.contact or refused.writes:
            return self._save(after, refused, now_is)
        if now_is != self.copy:
            self._remember(now_is)
        return Followed(now_is, self.known)

    def _lose(self, after: Contact, now_is: SyncedCopy) -> "Update | None":
        """Save a copy without what a source gave that was erased. No audit entry keeps a value of it.

        Return None if the group's facts about the copy were out of date: this run or the next one decides again.
        """
        context = self.context
        facts = current_facts(context, self.top, self.contact, self.known)
        if facts is None:
            return None
        erase_values_of_history(self.top, self.contact.contact_id)
        writes = tuple(context.group.copies.writes_of(now_is))
        change = ContactChange(self.contact, after, "contact.changed", writes=writes, conceals=True)
        facts = with_contact(context.group, facts, after)
        committed = commit_with_facts(context, self.top, change, facts=facts, run=context.run)
        return replace(self, contact=committed, copy=now_is, known=None)

    def _with_details(self, copy: SyncedCopy, details: Details, *, adds: bool) -> tuple[Contact, SyncedCopy]:
        """Return the copy with its sources' details, and what is remembered of it before. What a user ever changed is the user's."""
        hash_of = self.top.refusals.hash_of
        after = followed(self.contact, copy, details, hash_of, adds=adds)
        if changed := [name for name in PARTICULARS if getattr(after, name) != getattr(self.contact, name)]:
            copy = of_users(copy, _changed_by_users(self.top, self.contact.contact_id, changed))
            after = followed(self.contact, copy, details, hash_of, adds=adds)
        if after == self.contact or not adds:
            return after, copy
        fields = checked_fields(after.fields(), after.kind, self.top.settings.current())
        return with_fields(after, **fields_in(ContactFields, fields)), copy

    def _refused(self, after: Contact) -> Recorded:
        gone = frozenset(member for member in self.sources.gone if self.context.has_account(member.tenant_id))
        # Who has moved away said no at the address that it had.
        known = {member for member, _ in self.sources.stops}
        moved = {one.tenant_id for one in (self.copy.members if self.copy else ()) if one not in known}
        tenants = {*self.tenants, *(one for one in moved if self.context.has_account(one))}
        return refused_in_children(self.context, self.top, after, self.sources.stops, gone=gone, tenants=tenants)

    def _planned(self, after: Contact, now_is: SyncedCopy) -> Followed:
        fields = [name for name in ContactFields.model_fields if getattr(self.contact, name) != getattr(after, name)]
        if fields:
            change = SyncChange(tenant_id=self.top.tenant_id, contact_id=after.contact_id, fields=tuple(fields))
            self.context.plan(change)
        return Followed(now_is, with_contact(self.context.group, self.known, after) if self.known else None)

    def _remember(self, now_is: SyncedCopy) -> None:
        context = self.context
        context.group.copies.save_pointers(now_is, self.copy)
        table.transact([context.lease.write_of(context.run), *self._writes_of(now_is)])
        context.lease.confirm(context.run)

    def _writes_of(self, now_is: SyncedCopy) -> list[Write]:
        copies = self.context.group.copies
        # The sync keeps a contact that the top account had by itself for nobody any more.
        return copies.writes_of(now_is) if now_is.made or now_is.sources else [copies.forget_of(now_is)]

    def _save(self, after: Contact, refused: Recorded, now_is: SyncedCopy) -> Followed:
        context, contact = self.context, self.contact
        facts = current_facts(context, self.top, contact, self.known)
        if facts is None:
            return Followed(self.copy, self.known)
        context.group.copies.save_pointers(now_is, self.copy)
        behaviour = allows(after, self.top.settings.current().consent)
        pending = contact.anonymization_pending or behaviour is Behaviour.ANONYMIZE
        after = with_fields(after, anonymization_pending=pending)
        change = _change(self.top, contact, after, context.now)
        change = replace(
            change,
            details=(*change.details, *refused.details),
            writes=(*change.writes, *refused.writes, *self._writes_of(now_is)),
        )
        told = standing_of(after) != standing_of(contact) or after.refusals != contact.refusals
        run = with_change(context.run, self.top.tenant_id, added=0, removed=0, permissions=int(told))
        committed = commit_with_facts(context, self.top, change, facts=with_contact(context.group, facts, after), run=run)
        if committed.anonymization_pending and not contact.anonymization_pending:
            request_anonymization(self.top, committed.contact_id, asked_by=JOB.actor)
        return Followed(now_is, context.saved[Member(self.top.tenant_id, committed.contact_id)])


def _changed_by_users(top: TenantStore, contact_id: str, names: Collection[str]) -> frozenset[str]:
    """Return those of the fields that somebody else than the sync has changed, as the audit tells. One query for each hundred entries."""
    found: set[str] = set()
    for page, _ in pages(lambda after: top.history.page(contact_id, limit=_ENTRIES, after=after)):
        found |= {name for entry, _ in page if entry.actor != JOB.actor for name in entry.fields if name in names}
    return frozenset(found)


def _change(top: TenantStore, contact: Contact, after: Contact, now: datetime) -> ContactChange:
    if after.consent.state is not contact.consent.state:
        return consents.consent_change(top, contact, after, by=JOB, now=now, through=Origin.TENANT_SYNC.value)
    action = "preferences.changed"
    if after.fields() != contact.fields():
        action = "contact.changed"
    elif standing_of(after) == standing_of(contact):
        action = RECORDED
    return ContactChange(contact, after, action, through=Origin.TENANT_SYNC.value)
