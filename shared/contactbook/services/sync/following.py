"""Following the changes of contacts: the stream keeps the match keys of the tenant group by what its records carry.

A group whose sync is off keeps no facts. The first run after it is switched on reads every contact once.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from contactbook.domain.contacts.record import PARTICULARS, Contact, Origin
from contactbook.domain.sync.matching import Member, match_values
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.services.base.stores import open_group
from contactbook.services.sync.member_facts import (
    JOB,
    Refresher,
    digest_of_tags,
    facts_of_contact,
    own_tags,
    standing_digest,
    stop_of,
)
from contactbook.services.sync.suppressed import (
    follow_refused_before,
    follow_suppressions,
    is_about_suppressions,
    owe_full_run,
    refused_before,
)
from contactbook.storage.settings.sections import section_of
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.sync.copies import name_of_source
from contactbook.storage.sync.members import MemberChange
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import find_tenant

_CONTACTS = frozenset({"contact", "merged_contact"})
_TIES = frozenset({"opportunity", "conversion"})
# Sections of settings by which the same contacts are judged otherwise: what closes a contact, and which copies the top account takes.
_SECTIONS_OF_A_CHILD = frozenset({"consent"})
_SECTIONS_OF_THE_TOP = frozenset(
    {"consent", "uniqueness", "mandatory_fields", "formatting", "localization", "types", "custom_fields"}
)


def group_of(store: TenantStore) -> GroupStore:
    """Return the group that the tenant belongs to. A tenant that was never registered is its own top account."""
    tenant = find_tenant(store.tenant_id)
    return open_group(tenant.group_id if tenant else store.tenant_id)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Save the facts about contacts that changed in a way that matters to the sync. Records may repeat.

    A contact that nobody else shares a key with, and that has no tag of the sync, is not told to the next run, nor is who only got another
    name, unless a copy follows it.
    """
    changed: dict[str, list[RowChange]] = {}
    renamed: dict[str, Contact] = {}
    for change in changes:
        if _concerns_the_sync(change):
            changed.setdefault(change.contact_id, []).append(change)
        elif contact := _renamed(change):
            renamed[contact.contact_id] = contact
    sections = {section_of(change.new) for change in changes if change.kind == "settings" and change.new}
    suppressed = [change for change in changes if is_about_suppressions(change)]
    refused = refused_before(changes)
    concerned = changed or suppressed or refused or renamed or sections
    refresher, copied = _refresher_of(store, now) if concerned else (None, False)
    if refresher is None:
        return
    is_top = refresher.group.group_id == store.tenant_id
    if sections & (_SECTIONS_OF_THE_TOP if is_top else _SECTIONS_OF_A_CHILD):
        owe_full_run(refresher.group)
    if suppressed and not is_top:
        follow_suppressions(refresher, store, suppressed)
    if refused and not is_top:
        follow_refused_before(refresher, store, refused)
    followed = [_follow_contact(refresher, store, contact_id, some) for contact_id, some in changed.items()]
    refresher.notify([one.change for one in followed if one.change])
    if copied and not is_top:
        silent: dict[Member, Collection[str]] = {one.member: one.keys for one in followed if one.change is None and one.was_there}
        silent |= {Member(store.tenant_id, one): refresher.keys_of(contact) for one, contact in renamed.items()}
        refresher.notify(_told_as_sources(refresher, silent))


def derive_again(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Make the facts about contacts anew, whatever changed in them, for a rebuild."""
    refresher, _ = _refresher_of(store, now)
    if refresher is None:
        return
    for contact_id in dict.fromkeys(change.contact_id for change in changes):
        refresher.refresh(store, contact_id, again=True)


def _refresher_of(store: TenantStore, now: datetime) -> tuple[Refresher | None, bool]:
    """Return what refreshes facts in the tenant's group, None while the group's sync is off, and True if the group keeps copies."""
    group = group_of(store)
    settings, state = group.settings_and_state()
    refresher = Refresher(group, state.key_ids, settings.largest_person, now) if settings.enabled else None
    return refresher, state.copied or settings.copy_to_top_account


def _told_as_sources(refresher: Refresher, keys_of: Mapping[Member, Collection[str]]) -> list[MemberChange]:
    """Return the changes of those of the contacts that a copy follows. One batch read of pointers, and of copies if there are any."""
    found = refresher.group.copies.named(map(name_of_source, keys_of)) if keys_of else []
    followed = {source for copy in found if copy.made and not copy.left_out for source in copy.members}
    return [refresher.told(member, keys) for member, keys in keys_of.items() if member in followed]


class _Followed(NamedTuple):
    """A contact whose facts were saved: the keys that it has and had, and the change that the next run has to read, if there is any.

    `was_there` is False for a contact that is new.
    """

    member: Member
    keys: frozenset[str]
    change: MemberChange | None
    was_there: bool


def _follow_contact(refresher: Refresher, store: TenantStore, contact_id: str, changes: Sequence[RowChange]) -> _Followed:
    """Save the facts about one contact."""
    member = Member(store.tenant_id, contact_id)
    before = [contact for change in changes if (contact := change.old_contact)]
    lost = {key for contact in before for key in refresher.keys_of(contact)}
    if any(_kinds(change) & _TIES for change in changes):
        refreshed = refresher.refresh(store, contact_id, again=True, notify=False)
        facts, others = refreshed.after, set(refreshed.others)
        lost -= set(facts.keys) if facts else set()
        others |= refresher.save(member, None, lost, version=facts.version if facts else _version_of(changes))
    else:
        facts = _facts_in(refresher, store.tenant_id, changes[-1])
        others = refresher.save(member, facts, lost, version=_version_of(changes))
    if facts is None:
        refresher.group.members.remove_ties([member])
    keys = frozenset({*lost, *(facts.keys if facts else ())})
    change = refresher.change_of(member, facts, lost, others)
    if change is None and facts is None and any(_is_copy(refresher, member, contact) for contact in before):
        # What is remembered of a copy may be all that leads to its person.
        change = refresher.told(member, keys)
    return _Followed(member, keys, change, was_there=bool(before))


def _is_copy(refresher: Refresher, member: Member, contact: Contact) -> bool:
    return member.tenant_id == refresher.group.group_id and contact.origin is Origin.TENANT_SYNC


def _facts_in(refresher: Refresher, tenant_id: str, change: RowChange) -> MemberFacts | None:
    contact = change.new_contact
    return facts_of_contact(refresher.group, tenant_id, contact, refresher.key_ids) if contact else None


def _version_of(changes: Sequence[RowChange]) -> int:
    rows = [row for change in changes for row in (change.old, change.new) if row and row.kind in _CONTACTS]
    return max((row.version for row in rows), default=0)


def _concerns_the_sync(change: RowChange) -> bool:
    kinds = _kinds(change)
    if kinds & _TIES:
        return True
    if not kinds & _CONTACTS:
        return False
    before, after = change.old_contact, change.new_contact
    # The sync updates the facts in the transaction of its own change. An erasure keeps the name of the last writer.
    is_own_change = after is not None and after.updated_by == JOB.actor and after.erasure == (before.erasure if before else None)
    if is_own_change:
        return False
    return before is None or after is None or _relevant(before) != _relevant(after)


def _relevant(contact: Contact) -> tuple[object, ...]:
    tags = [
        (digest_of_tags(contact, in_top_account=in_top), own_tags(contact, in_top_account=in_top)) for in_top in (True, False)
    ]
    return match_values(contact), contact.erasure, tags, standing_digest(contact), stop_of(contact)


def _renamed(change: RowChange) -> Contact | None:
    """Return the contact if particulars of it changed that a copy would follow."""
    before, after = change.old_contact, change.new_contact
    if before is None or after is None or after.updated_by == JOB.actor:
        return None
    return after if any(getattr(before, name) != getattr(after, name) for name in PARTICULARS) else None


def _kinds(change: RowChange) -> set[str]:
    return {row.kind for row in (change.old, change.new) if row}
