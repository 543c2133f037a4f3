"""Copies that go, and persons whose copy is gone: they get none until somebody says so (S2.141, S4.27).

What is remembered of them holds ids and keyed hashes only. A copy goes as its last source did. After an erasure it loses at once what its
sources gave, and the anonymization job erases it; else it is deleted.
"""

from datetime import datetime

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import pages
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.copies import LeftOutBecause, SyncedCopy, details_of, followed
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import SyncChange
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange
from contactbook.services.contacts.registration import delete_contact
from contactbook.services.decisions.suppressions import erase_values, keep_from_being_contacted
from contactbook.services.jobs.anonymization_requests import request_anonymization
from contactbook.services.refusals.former_addresses import MERGES, ever_held
from contactbook.services.refusals.recording import RECORDED
from contactbook.services.sync.member_facts import JOB, with_contact
from contactbook.services.sync.run_context import RunContext, commit_with_facts, current_facts
from contactbook.services.sync.tagging import tag_contact
from contactbook.storage.base import table
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore

# Audit entries that are read of a copy that may go. One with more is kept.
_ENTRIES = 100
# Audit entries whose values one transaction erases.
_ERASED_AT_ONCE = 90


def take_back(
    context: RunContext, top: TenantStore, contact: Contact, copy: SyncedCopy, known: MemberFacts | None, *, erased: bool
) -> None:
    """Let a copy go whose last source is gone, and remember that it is not made again. Repeating it finishes it.

    Raises RuleBroken `has_account` for a copy that became a customer of the top account, unless its last source was erased.
    """
    if contact.anonymization_pending and copy.left_out:
        # The worker that marked it may have died before it asked.
        if not context.run.dry_run:
            request_anonymization(top, contact.contact_id, asked_by=JOB.actor)
        return
    if contact.had_account and not erased:
        raise RuleBroken("The copy has or had an account in the top account. It stays.", code="has_account")
    if context.run.dry_run:
        context.plan(SyncChange(tenant_id=top.tenant_id, contact_id=contact.contact_id, taken_back=True))
        return
    because = LeftOutBecause.SOURCES_ERASED if erased else LeftOutBecause.SOURCES_GONE
    if erased:
        _erase(context, top, contact, left_out(copy, because, context.now), known)
    else:
        if copy.left_out is None:
            leave_out(context, copy, because, taken_back=1)
        delete_contact(top, contact.contact_id, by=JOB, now=context.now)


def _erase(context: RunContext, top: TenantStore, contact: Contact, copy: SyncedCopy, known: MemberFacts | None) -> None:
    facts = current_facts(context, top, contact, known)
    if facts is None:
        return
    # Its addresses are refused while they are known.
    keep_from_being_contacted(top, contact, (), former=ever_held(top, contact, passing_over=MERGES), now=context.now)
    erase_values(top, contact)
    erase_values_of_history(top, contact.contact_id)
    after = followed(contact, copy, details_of((), contact.kind), top.refusals.hash_of, adds=False)
    after = with_fields(after, anonymization_pending=True)
    writes = tuple(context.group.copies.writes_of(with_fields(copy, given={})))
    change = ContactChange(before=contact, after=after, action="contact.changed", writes=writes, conceals=True)
    run = with_fields(context.run, taken_back=context.run.taken_back + 1)
    commit_with_facts(context, top, change, facts=with_contact(context.group, facts, after), run=run)
    request_anonymization(top, contact.contact_id, asked_by=JOB.actor)


def erase_values_of_history(top: TenantStore, contact_id: str) -> None:
    """Erase the values in a copy's history: nobody can tell any more which of them a source gave that was erased. The chain stays whole."""
    for traces, _ in pages(lambda after: top.traces.page(contact_id, limit=_ERASED_AT_ONCE, after=after)):
        top.traces.erase_values([trace for trace in traces if trace.kind == "history"])


def left_out(copy: SyncedCopy, because: LeftOutBecause, now: datetime) -> SyncedCopy:
    """Return what is remembered of a copy that goes."""
    return copy if copy.left_out else with_fields(copy, left_out=because, left_out_at=now)


def gone_because(contact: Contact | MergedContact | None) -> LeftOutBecause | None:
    """Return why a copy is gone: it was deleted or erased. None for one that is there, or was merged into another contact."""
    if contact is None:
        return LeftOutBecause.COPY_DELETED
    return LeftOutBecause.COPY_ERASED if isinstance(contact, Contact) and contact.erasure is not None else None


def leave_out(context: RunContext, copy: SyncedCopy, because: LeftOutBecause, *, taken_back: int = 0) -> None:
    """Remember that a copy is gone and not made again."""
    if context.run.dry_run or copy.left_out:
        return
    gone = left_out(with_fields(copy, given={}), because, context.now)
    run = with_fields(context.run, taken_back=context.run.taken_back + taken_back)
    writes = [context.lease.write_of(run), *context.group.copies.writes_of(gone)]
    if taken_back:
        change = SyncChange(tenant_id=context.group.group_id, contact_id=copy.contact_id, taken_back=True)
        writes.append(context.group.runs.change_of(run, change, 0, context.now))
    table.transact(writes)
    context.lease.confirm(run)


def remove_second(context: RunContext, member: Member, facts: MemberFacts | None, copy: SyncedCopy | None) -> None:
    """Delete a second copy of a person, as long as only the sync has written on it: persons that grow together keep one copy (S4.27).

    Raises RuleBroken `second_copy` for one that somebody has worked with. It loses the sync's tags, and waits for somebody to merge it.
    """
    top = open_store(member.tenant_id)
    contact = top.contacts.find(member.contact_id)
    if not isinstance(contact, Contact) or contact.erasure is not None or copy is None:
        return
    if contact.had_account or not _is_untouched(top, contact.contact_id):
        tag_contact(context, member, facts, frozenset())
        raise RuleBroken("The person has another contact in the top account. Merge the two.", code="second_copy")
    change = SyncChange(**member._asdict(), taken_back=True)
    if context.run.dry_run:
        context.plan(change)
        return
    # Forgotten first: a copy that is gone would be remembered as one that is not made again.
    run = with_fields(context.run, taken_back=context.run.taken_back + 1)
    told = context.group.runs.change_of(run, change, 0, context.now)
    table.transact([context.lease.write_of(run), context.group.copies.forget_of(copy), told])
    context.lease.confirm(run)
    context.group.copies.remove_pointers(copy)
    delete_contact(top, contact.contact_id, by=JOB, now=context.now)


def _is_untouched(top: TenantStore, contact_id: str) -> bool:
    """True if nobody but the sync has changed the copy, or anything beside it. Refusals of its addresses do not count."""
    entries, after = top.history.page(contact_id, limit=_ENTRIES)
    return after is None and all(entry.actor == JOB.actor or entry.action == RECORDED for entry, _ in entries)
