"""What one slice of a run needs, and the only way in which a run changes a contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, SyncChange, SyncRun
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import NO_TIES, MemberFacts
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.sync.member_facts import JOB, Refresher
from contactbook.services.sync.run_lease import RunLease
from contactbook.storage.base.rows import Write
from contactbook.storage.sync.match_keys import MatchKey
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
    # The facts that this slice saved itself, newer than those it read.
    saved: dict[Member, MemberFacts] = field(default_factory=dict)
    # The match keys as they were read or saved last, so that they need not be read again to be saved.
    keys: dict[str, MatchKey] = field(default_factory=dict)
    # The contacts that this slice has updated.
    updated: set[Member] = field(default_factory=set)

    @property
    def run(self) -> SyncRun:
        """The run with the changes that are not saved yet."""
        return self.lease.run

    def has_account(self, tenant_id: str) -> bool:
        """True for the top account and its children. A tenant that left the group is a stranger, whatever the keys still say."""
        return tenant_id == self.group.group_id or tenant_id in self.names

    @property
    def refresher(self) -> Refresher:
        """What makes the facts about contacts anew."""
        return Refresher(self.group, self.key_ids, self.settings.largest_person, self.now)


def current_facts(context: RunContext, store: TenantStore, contact: Contact, known: MemberFacts | None) -> MemberFacts | None:
    """Return the group's facts about the contact if they match its version, else None. `known` are those that were read.

    Facts that are older are refreshed. If that changes what the sync decides, this run or the next one reads the change.
    """
    saved = context.saved.get(Member(store.tenant_id, contact.contact_id))
    facts = saved if saved and (known is None or saved.version > known.version) else known
    if facts and facts.version == contact.version:
        return facts
    refreshed = context.refresher.refresh(store, contact.contact_id, known=facts)
    after = refreshed.after
    if after is None or after.version != contact.version:
        return None
    if facts is None:
        # It was found under no key. That is the truth only of a contact with which nobody shares a key.
        return None if refreshed.others or refreshed.before else after
    return after if after.is_equivalent_to(facts) else None


def commit_with_facts(
    context: RunContext,
    store: TenantStore,
    change: ContactChange,
    *,
    facts: MemberFacts,
    run: SyncRun,
) -> Contact:
    """Commit a change of a contact, the group's facts about it and the run's counts in one transaction.

    Raises LeaseLost if another worker has taken over the run, ConcurrentUpdate if the contact changed meanwhile.
    """
    version = change.before.version + 1 if change.before else 1
    facts = with_fields(facts, version=version)
    keys = _keys_with(context, facts)
    writes: list[Write] = [context.lease.write_of(run)]
    writes += [write for key in keys if (write := context.group.key_items.write_of(context.keys[key.name], key))]
    changed = ContactChange(
        before=change.before,
        after=change.after,
        action=change.action,
        subject=change.subject,
        details=change.details,
        writes=(*change.writes, *writes),
    )
    try:
        committed = commit_change(store, changed, by=JOB, now=context.now)
    except ConcurrentUpdate:
        context.keys.clear()
        raise
    context.lease.confirm(run)
    context.saved[facts.member] = facts
    context.keys |= {key.name: context.group.key_items.saved(key) for key in keys}
    return committed


def _keys_with(context: RunContext, facts: MemberFacts) -> list[MatchKey]:
    """Return the contact's match keys with these facts. Keys that were not read yet are read."""
    missing = sorted(set(facts.keys) - context.keys.keys())
    if missing:
        context.keys |= context.group.key_items.get_many(missing)
    return [context.keys[name].with_facts(facts.with_ties(NO_TIES)) for name in sorted(facts.keys)]
