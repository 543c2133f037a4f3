"""The facts about contacts that a tenant group's sync decides by. The stream keeps them; they can be rebuilt from the contacts.

A group whose sync is off keeps no facts. The first run after it is switched on reads every contact once.
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
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.sync.members import MemberChange
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import find_tenant

JOB = job("tenant-sync")
_FOLLOWED = frozenset({"contact", "merged_contact", "opportunity", "conversion"})


def group_of(store: TenantStore) -> GroupStore:
    """Return the group that the tenant belongs to. A tenant that was never registered is its own top account."""
    tenant = find_tenant(store.tenant_id)
    return open_group(tenant.group_id if tenant else store.tenant_id)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Refresh the group's facts about contacts that changed in a way that matters to the sync.

    Each contact is read as stored now, so records that repeat or come late have no effect.
    """
    changed = dict.fromkeys(change.contact_id for change in changes if _concerns_the_sync(change))
    if not changed:
        return
    group = group_of(store)
    settings, state = group.settings_and_state()
    if not settings.enabled:
        return
    for contact_id in changed:
        refresh_member(group, store, contact_id, key_ids=state.key_ids, now=now)


@retried_when_raced
def refresh_member(
    group: GroupStore, store: TenantStore, contact_id: str, *, key_ids: Sequence[str], now: datetime, notify: bool = True
) -> tuple[MemberFacts | None, MemberFacts | None]:
    """Refresh the group's facts about the contact. Return the old and the new facts.

    If the sync would decide differently, the change is saved for the next run in the same transaction. `notify=False` leaves
    that out, for a run that reads every contact afterwards.
    """
    before = group.members.find(Member(store.tenant_id, contact_id))
    profile = store.contacts.profile(contact_id)
    after = facts_of(group, store, profile, key_ids) if isinstance(profile, Profile) else None
    if before and after and before.version >= after.version and before.key_ids == tuple(key_ids):
        return before, before
    change = None
    if notify and (before or after) and not (after and after.is_equivalent_to(before)):
        keys = {*(before.keys if before else ()), *(after.keys if after else ())}
        change = MemberChange(
            change_id=new_id("chg", now), tenant_id=store.tenant_id, contact_id=contact_id, keys=tuple(sorted(keys))
        )
    group.members.save(before, after, change)
    return before, after


def facts_of(group: GroupStore, store: TenantStore, profile: Profile, key_ids: Sequence[str]) -> MemberFacts | None:
    """Return the facts about the contact, or None if it is anonymized."""
    contact = profile.contact
    if contact.erasure is not None:
        return None
    opportunities = store.opportunities.all_in(profile.children)
    conversions = store.conversions.all_of(contact.contact_id)
    facts = MemberFacts(
        tenant_id=store.tenant_id,
        contact_id=contact.contact_id,
        version=contact.version,
        key_ids=tuple(key_ids),
        created_at=contact.created_at,
        # An opportunity without a stage counts too (S4.17).
        stages=tuple(sorted({opportunity.stage or "" for opportunity in opportunities})),
        conversions=len(conversions),
        first_conversion_at=min((conversion.occurred_at for conversion in conversions), default=None),
    )
    return with_contact(group, facts, contact)


def with_contact(group: GroupStore, facts: MemberFacts, contact: Contact) -> MemberFacts:
    """Return the facts with what comes from the contact itself: its keys, the sync's tags on it, its permissions."""
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
    """Return a digest of the contact's consent and preferences; empty if both have their defaults."""
    stated = contact.consent.model_dump_json(exclude_defaults=True) + contact.preferences.model_dump_json(exclude_defaults=True)
    return hashlib.sha256(f"{contact.contact_id}{stated}".encode()).hexdigest()[:16] if stated != "{}{}" else ""


def _concerns_the_sync(change: RowChange) -> bool:
    if not {row.kind for row in (change.old, change.new) if row} & _FOLLOWED:
        return False
    before, after = change.old_contact, change.new_contact
    if before is None or after is None:
        return True
    # The sync updates the facts in the transaction of its own change. An erasure keeps the name of the last writer.
    is_own_change = after.updated_by == JOB.actor and after.erasure == before.erasure
    return not is_own_change and _relevant(before) != _relevant(after)


def _relevant(contact: Contact) -> tuple[object, ...]:
    return match_values(contact), contact.erasure, contact.tags, contact.sync_tags, contact.consent, contact.preferences
