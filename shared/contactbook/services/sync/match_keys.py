"""Saving the facts about a contact under its match keys. Whoever saves learns who else carries one of them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.services.base.ids import new_id
from contactbook.storage.sync.match_keys import MatchKey
from contactbook.storage.sync.members import MemberChange
from contactbook.storage.sync.tenant_groups import GroupStore

# A key with more contacts than twice as many as a person can have, and this many, keeps none of them.
_SLACK = 20


def first_key(keys: Iterable[str], key_id: str) -> str | None:
    """Return the key that is saved last: the facts under it say that those under the others are saved."""
    return min((key for key in keys if key.startswith(f"{key_id}.")), default=None)


def save_keys(group: GroupStore, facts: MemberFacts, *, largest: int, now: datetime) -> set[Member]:
    """Save the facts under each of the contact's keys. Return the other contacts that carry one of them.

    Idempotent; facts that are older than the stored ones change nothing.
    """
    others: set[Member] = set()
    for name in sorted(facts.keys, reverse=True):
        found = group.key_items.add(name, facts)
        others |= found.members.keys()
        if len(found.members) > 2 * largest + _SLACK:
            _close(group, found, now)
    return others - {facts.member}


def drop_keys(group: GroupStore, member: Member, names: Collection[str], *, version: int) -> set[Member]:
    """Remove a contact from keys that it no longer carries in this version. Return the contacts that still carry one of them."""
    others: set[Member] = set()
    for name in sorted(names):
        others |= group.key_items.drop(name, member, version).members.keys()
    return others - {member}


def _close(group: GroupStore, key: MatchKey, now: datetime) -> None:
    """Let a key that too many contacts carry identify nobody. Each of them may have to lose the sync's tags."""
    changes = [
        MemberChange(change_id=new_id("chg", now), tenant_id=member.tenant_id, contact_id=member.contact_id, keys=facts.keys)
        for member, facts in sorted(key.members.items())
    ]
    group.members.save_changes(changes)
    group.key_items.close(key, now)
