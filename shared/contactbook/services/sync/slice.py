"""What one slice of a run works with, and the one way in which it changes a contact."""

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
from contactbook.services.sync.baton import Baton
from contactbook.services.sync.match_keys import JOB, refresh_member
from contactbook.storage.base.rows import Write
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore


@dataclass
class Slice:
    """One slice of a run: the group and its settings, the child accounts' names, the secrets in use, what is known as crowded.

    `planned` is what a dry run would do; it is counted when the run ends.
    """

    group: GroupStore
    settings: SyncSettings
    names: Mapping[str, str]
    baton: Baton
    now: datetime
    key_id: str
    key_ids: tuple[str, ...]
    crowded: dict[str, LargeGroup]
    planned: list[SyncChange] = field(default_factory=list)

    @property
    def run(self) -> SyncRun:
        """The run as it stands."""
        return self.baton.run


def known_as_it_stands(part: Slice, store: TenantStore, contact: Contact) -> MemberFacts | None:
    """What the group knows of the contact, if that is the contact as it was read; None where it was decided on older facts.

    The next run, or the rest of this one, is then told of the change.
    """
    member = Member(store.tenant_id, contact.contact_id)
    facts = part.group.find_member(member)
    if facts and facts.version == contact.version:
        return facts
    before, after = refresh_member(part.group, store, contact.contact_id, key_ids=part.key_ids, now=part.now)
    says_the_same = before is not None and after is not None and after.says_the_same(before)
    return after if says_the_same and after and after.version == contact.version else None


def commit(
    part: Slice,
    store: TenantStore,
    change: ContactChange,
    *,
    known: tuple[MemberFacts | None, MemberFacts],
    run: SyncRun,
) -> Contact:
    """Carry out a change of a contact together with what the group knows of it and the run's counts.

    Raises BatonLost where another worker goes on with the run, ConcurrentUpdate where the contact changed meanwhile.
    """
    before, after = known
    version = change.before.version + 1 if change.before else 1
    writes: list[Write] = [part.baton.write_of(run)]
    writes += part.group.member_writes(before, with_fields(after, version=version))
    changed = ContactChange(
        before=change.before,
        after=change.after,
        action=change.action,
        subject=change.subject,
        details=change.details,
        writes=(*change.writes, *writes),
    )
    committed = commit_change(store, changed, by=JOB, now=part.now)
    part.baton.moved(run)
    return committed
