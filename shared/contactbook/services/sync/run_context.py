"""What one slice of a run needs, and the only way in which a run changes a contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, SyncChange, SyncRun
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.sync.member_facts import JOB, refresh_member
from contactbook.services.sync.run_lease import RunLease
from contactbook.storage.base.rows import Write
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore


@dataclass
class RunContext:
    """What one slice of a run needs.

    `names` has the child accounts' names by their ids. `key_id` and `key_ids` are the secrets in use. `oversized` has the
    common keys and too large persons that are known. `planned` is what a dry run would change; it is counted when the run ends.
    """

    group: GroupStore
    settings: SyncSettings
    names: Mapping[str, str]
    lease: RunLease
    now: datetime
    key_id: str
    key_ids: tuple[str, ...]
    oversized: dict[str, LargeGroup]
    planned: list[SyncChange] = field(default_factory=list)

    @property
    def run(self) -> SyncRun:
        """The run with the changes that are not saved yet."""
        return self.lease.run


def current_facts(context: RunContext, store: TenantStore, contact: Contact) -> MemberFacts | None:
    """Return the group's facts about the contact if they match its version, else None.

    Facts that are older are refreshed. If that changes what the sync decides, this run or the next one reads the change.
    """
    member = Member(store.tenant_id, contact.contact_id)
    facts = context.group.members.find(member)
    if facts and facts.version == contact.version:
        return facts
    before, after = refresh_member(context.group, store, contact.contact_id, key_ids=context.key_ids, now=context.now)
    is_equivalent = before is not None and after is not None and after.is_equivalent_to(before)
    return after if is_equivalent and after and after.version == contact.version else None


def commit_with_facts(
    context: RunContext,
    store: TenantStore,
    change: ContactChange,
    *,
    known: tuple[MemberFacts | None, MemberFacts],
    run: SyncRun,
) -> Contact:
    """Commit a change of a contact, the group's facts about it and the run's counts in one transaction.

    Raises LeaseLost if another worker has taken over the run, ConcurrentUpdate if the contact changed meanwhile.
    """
    before, after = known
    version = change.before.version + 1 if change.before else 1
    writes: list[Write] = [context.lease.write_of(run)]
    writes += context.group.members.writes(before, with_fields(after, version=version))
    changed = ContactChange(
        before=change.before,
        after=change.after,
        action=change.action,
        subject=change.subject,
        details=change.details,
        writes=(*change.writes, *writes),
    )
    committed = commit_change(store, changed, by=JOB, now=context.now)
    context.lease.confirm(run)
    return committed
