"""What one slice of a run needs, and the only way in which a run changes a contact."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import behaviour_of
from contactbook.domain.contacts.record import ConsentState, Contact
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member, match_values
from contactbook.domain.sync.runs import LargeGroup, SyncChange, SyncRefusal, SyncRun, change_between
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import NO_TIES, MemberFacts
from contactbook.observability import logger
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.decisions.suppressions import AppliedLists, applied_lists
from contactbook.services.sync.member_facts import ANONYMIZATION, JOB, Refresher
from contactbook.services.sync.run_lease import RunLease
from contactbook.storage.base.rows import Write
from contactbook.storage.sync.match_keys import MatchKey
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore

T = TypeVar("T")


@dataclass
class RunContext:
    """What one slice of a run needs.

    `names` has the child accounts' names by their ids. `key_id` and `key_ids` are the secrets in use. `oversized` has the
    common keys and too large persons that are known. `planned` is what a dry run would change; it is counted when the run ends.
    `keeps_copies` is True for a group that copies persons into the top account, or has done so.
    """

    group: GroupStore
    settings: SyncSettings
    names: Mapping[str, str]
    lease: RunLease
    now: datetime
    key_id: str
    key_ids: tuple[str, ...]
    oversized: dict[str, LargeGroup]
    keeps_copies: bool = False
    planned: list[SyncChange] = field(default_factory=list)
    # Whom this run left out or could not change, with why.
    refusals: list[SyncRefusal] = field(default_factory=list)
    # The facts that this slice saved itself, newer than those it read.
    saved: dict[Member, MemberFacts] = field(default_factory=dict)
    # The match keys as they were read or saved last, so that they need not be read again to be saved.
    keys: dict[str, MatchKey] = field(default_factory=dict)
    # The contacts that this slice has updated.
    updated: set[Member] = field(default_factory=set)
    # What is remembered of the top account's contacts that this slice has read; None for nothing.
    copies: dict[Member, SyncedCopy | None] = field(default_factory=dict)
    lists: dict[str, AppliedLists] = field(default_factory=dict)

    @property
    def run(self) -> SyncRun:
        """The run with the changes that are not saved yet."""
        return self.lease.run

    def has_account(self, tenant_id: str) -> bool:
        """True for the top account and its children. A tenant that left the group is a stranger, whatever the keys still say."""
        return tenant_id == self.group.group_id or tenant_id in self.names

    def always_lists(self, tenant_id: str) -> AppliedLists:
        """Return the account's suppression lists that always apply. One query the first time."""
        if tenant_id not in self.lists:
            self.lists[tenant_id] = applied_lists(open_store(tenant_id))
        return self.lists[tenant_id]

    def plan(self, change: SyncChange) -> None:
        """Note what a dry run would change, in one note for each contact."""
        known = next((one for one in self.planned if change.contact_id and one.contact_id == change.contact_id), None)
        if known is None:
            self.planned.append(change)
        else:
            said = {name: getattr(change, name) or getattr(known, name) for name in ("add", "remove", "fields", "taken_back")}
            self.planned[self.planned.index(known)] = with_fields(known, **said)

    def is_closed(self, facts: MemberFacts) -> bool:
        """True if nothing may be done with the contact (S2.114). One query of settings for each account, the first time."""
        if facts.stop in ("", ANONYMIZATION):
            return bool(facts.stop)
        settings = open_store(facts.tenant_id).settings.current()
        return behaviour_of(ConsentState(facts.stop), settings.consent) is not Behaviour.COMPLETE

    def refuse(self, member: Member, code: str, *, counts: str = "refused") -> None:
        """Note and count that the contact could not be changed, or that its person was `left_out`."""
        self.refusals.append(SyncRefusal(tenant_id=member.tenant_id, contact_id=member.contact_id, code=code))
        self.lease.run = with_fields(self.run, **{counts: getattr(self.run, counts) + 1})

    @property
    def refresher(self) -> Refresher:
        """What makes the facts about contacts anew."""
        return Refresher(self.group, self.key_ids, self.settings.largest_person, self.now)


def refusals_counted(context: RunContext, member: Member, work: Callable[[], T]) -> T | None:
    """Do the work. If a rule of the account refuses the change, count it and tell why in the run; other contacts go on.

    What refuses is the account's own state, which every run meets again. So it is no error of ours that an operator has to see.
    """
    try:
        return work()
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.info("the sync could not change a contact", contact_id=member.contact_id, code=error.code)
        context.refuse(member, error.code)
        return None


def current_facts(context: RunContext, store: TenantStore, contact: Contact, known: MemberFacts | None) -> MemberFacts | None:
    """Return the group's facts about the contact if they match its version, else None. `known` are those that were read.

    Facts that are older are refreshed. If that changes what the sync decides, this run or the next one reads the change.
    """
    saved = context.saved.get(Member(store.tenant_id, contact.contact_id))
    facts = saved if saved and (known is None or saved.version > known.version) else known
    if facts and facts.version == contact.version:
        return facts
    refreshed = context.refresher.refresh(store, contact.contact_id, known=facts, notify=facts is not None)
    after = refreshed.after
    if facts is None and refreshed.others:
        # A contact without a key has no stored facts: told of each time that it is read, it would keep the run at work for ever.
        change = context.refresher.change_of(Member(store.tenant_id, contact.contact_id), after, (), refreshed.others)
        context.refresher.notify([change] if change else [])
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
    """Commit a change of a contact, the group's facts about it, and what the run counts and tells of it in one transaction.

    Raises LeaseLost if another worker has taken over the run, ConcurrentUpdate if the contact changed meanwhile.
    """
    version = change.before.version + 1 if change.before else 1
    facts = with_fields(facts, version=version)
    keys = [*_keys_with(context, facts), *_keys_lost(context, change, facts)]
    told = change_between(store.tenant_id, change.before, change.after)
    writes: list[Write] = [context.lease.write_of(run), context.group.runs.change_of(run, told, version, context.now)]
    writes += [write for key in keys if (write := context.group.key_items.write_of(context.keys[key.name], key))]
    changed = replace(change, writes=(*change.writes, *writes))
    try:
        committed = commit_change(store, changed, by=JOB, now=context.now)
    except ConcurrentUpdate:
        context.keys.clear()
        raise
    context.lease.confirm(run)
    context.saved[facts.member] = facts
    context.keys |= {key.name: context.group.key_items.saved(key) for key in keys}
    return committed


def _keys_lost(context: RunContext, change: ContactChange, facts: MemberFacts) -> list[MatchKey]:
    """Return the match keys that the contact loses, without it."""
    if change.before is None or match_values(change.before) == match_values(change.after):
        return []
    lost = sorted(set(context.group.match_keys(match_values(change.before), facts.key_ids)) - set(facts.keys))
    _read_keys(context, lost)
    return [context.keys[name].without(facts.member, facts.version) for name in lost]


def _read_keys(context: RunContext, names: Collection[str]) -> None:
    missing = sorted(set(names) - context.keys.keys())
    if missing:
        context.keys |= context.group.key_items.get_many(missing)


def _keys_with(context: RunContext, facts: MemberFacts) -> list[MatchKey]:
    """Return the contact's match keys with these facts. Keys that were not read yet are read."""
    _read_keys(context, facts.keys)
    return [context.keys[name].with_facts(facts.with_ties(NO_TIES)) for name in sorted(facts.keys)]
