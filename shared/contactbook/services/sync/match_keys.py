"""What a tenant group's sync goes by follows the contacts: derived from the stream, rebuilt from the contacts at any time.

Where the group's sync is off, nothing is kept; the first run after it was switched on reads every contact once.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.matching import Member, match_values
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.domain.sync.tags import managed_digest, managed_tags
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_group
from contactbook.storage.base import table
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Put, Remove, Row, Write
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.sync.tenant_groups import GroupStore, MemberChange
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import find_tenant

JOB = job("tenant-sync")
_FOLLOWED = frozenset({"contact", "merged_contact", "opportunity", "conversion"})


def group_of(store: TenantStore) -> GroupStore:
    """The group that the tenant belongs to; one that was never registered is a top account of its own."""
    tenant = find_tenant(store.tenant_id)
    return open_group(tenant.group_id if tenant else store.tenant_id)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Let the tenant's group know of contacts that changed in what the sync goes by.

    Each is read as it stands now, so repeated or late records change nothing.
    """
    touched = dict.fromkeys(_contact_id(change) for change in changes if _concerns_the_sync(change))
    if not touched:
        return
    group = group_of(store)
    settings, state = group.settings_and_state()
    if not settings.enabled:
        return
    for contact_id in touched:
        refresh_member(group, store, contact_id, key_ids=state.key_ids, now=now)


@retried_when_raced
def refresh_member(
    group: GroupStore, store: TenantStore, contact_id: str, *, key_ids: Sequence[str], now: datetime, tell: bool = True
) -> tuple[MemberFacts | None, MemberFacts | None]:
    """Make the group know the contact as it stands: what it knew before, and knows now.

    Where the sync would decide otherwise by it, the next run is told in the same transaction, unless `tell` is false: for a
    run that looks at every contact afterwards anyway.
    """
    before = group.find_member(Member(store.tenant_id, contact_id))
    profile = store.contacts.profile(contact_id)
    after = facts_of(group, store, profile, key_ids) if isinstance(profile, Profile) else None
    if before and after and before.version >= after.version and before.key_ids == tuple(key_ids):
        return before, before
    writes = group.member_writes(before, after)
    if tell and (before or after) and not (after and after.says_the_same(before)):
        keys = {*(before.keys if before else ()), *(after.keys if after else ())}
        change = MemberChange(
            change_id=new_id("chg", now), tenant_id=store.tenant_id, contact_id=contact_id, keys=tuple(sorted(keys))
        )
        writes.append(group.put_change(change))
    _carry_out(writes)
    return before, after


def facts_of(group: GroupStore, store: TenantStore, profile: Profile, key_ids: Sequence[str]) -> MemberFacts | None:
    """What the group's sync goes by for the contact; None for one that is anonymized."""
    contact = profile.contact
    if contact.erasure is not None:
        return None
    opportunities = store.opportunities.all_in(profile.children)
    conversions = store.conversions.all_in(profile.children)
    facts = MemberFacts(
        tenant_id=store.tenant_id,
        contact_id=contact.contact_id,
        version=contact.version,
        key_ids=tuple(key_ids),
        created_at=contact.created_at,
        # Any opportunity counts, also one of no stage (S4.17).
        stages=tuple(sorted({opportunity.stage or "" for opportunity in opportunities})),
        conversions=len(conversions),
        first_conversion_at=min((conversion.occurred_at for conversion in conversions), default=None),
    )
    return as_contact_stands(group, facts, contact)


def as_contact_stands(group: GroupStore, facts: MemberFacts, contact: Contact) -> MemberFacts:
    """The facts with what the contact itself tells: its keys, the sync's tags on it, its permissions."""
    in_top = facts.tenant_id == group.group_id
    managed = managed_tags(contact.tags, contact.sync_tags, in_top_account=in_top)
    return with_fields(
        facts,
        version=contact.version,
        keys=group.match_keys(match_values(contact), facts.key_ids),
        managed=managed_digest(managed, contact.sync_tags),
        standing=_standing_digest(contact),
    )


def _standing_digest(contact: Contact) -> str:
    """A mark of the contact's consent and preferences; empty while nobody was asked anything."""
    stated = contact.consent.model_dump_json(exclude_defaults=True) + contact.preferences.model_dump_json(exclude_defaults=True)
    return hashlib.sha256(f"{contact.contact_id}{stated}".encode()).hexdigest()[:16] if stated != "{}{}" else ""


def _carry_out(writes: list[Write]) -> None:
    if not writes:
        return
    if len(writes) <= MOST_WRITES:
        table.transact(writes)
        return
    # Entries count only where the contact's own row names their keys: written before it and removed after it, they do no harm.
    own = [write for write in writes if not _is_entry(write)]
    table.put_many([write.row for write in writes if isinstance(write, Put) and _is_entry(write)])
    table.transact(own)
    table.remove_many([write.key for write in writes if isinstance(write, Remove) and _is_entry(write)])


def _is_entry(write: Write) -> bool:
    return (isinstance(write, Put) and write.row.kind == "match_entry") or (
        isinstance(write, Remove) and "#MATCH#" in write.key.pk
    )


def _concerns_the_sync(change: RowChange) -> bool:
    kinds = {row.kind for row in (change.old, change.new) if row}
    if not kinds & _FOLLOWED:
        return False
    if kinds != {"contact"} or not change.old or not change.new:
        return True
    before, after = Contact.model_validate_json(change.old.document), Contact.model_validate_json(change.new.document)
    # What the sync itself wrote it has noted in the same transaction; erasing a contact leaves its last writer's name.
    by_sync = after.updated_by == JOB.actor and after.erasure == before.erasure
    return not by_sync and _relevant(before) != _relevant(after)


def _relevant(contact: Contact) -> tuple[object, ...]:
    return match_values(contact), contact.erasure, contact.tags, contact.sync_tags, contact.consent, contact.preferences


def _contact_id(change: RowChange) -> str:
    row: Row | None = change.new or change.old
    return row.key.pk.rpartition("#")[2] if row else ""
