"""Finding the same person in several child accounts, from keyed hashes alone (S4.5-S4.9).

A match key is the keyed hash of a normalized email or phone; whoever shares one, directly or through others, is one person. A
person counts as shared when it is in two or more child accounts. The top account's contacts are no part of this: they neither
count (S4.9) nor link two others, or a copy that the sync itself made would hold together what came apart.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from contactbook.domain.base.text import is_blank
from contactbook.domain.contacts.points import comparable_email
from contactbook.domain.contacts.record import Contact


class Member(NamedTuple):
    """One contact of one tenant."""

    tenant_id: str
    contact_id: str


def match_values(contact: Contact) -> tuple[str, ...]:
    """What a contact is matched by: every email lower-cased and trimmed, every phone in E.164; blanks match nobody (S4.6, S4.9)."""
    emails = [f"email:{comparable_email(email.address)}" for email in contact.emails if not is_blank(email.address)]
    phones = [f"phone:{phone.number}" for phone in contact.phones if not is_blank(phone.number)]
    return tuple(dict.fromkeys((*emails, *phones)))


def persons(keys_of: Mapping[Member, Iterable[str]]) -> list[tuple[Member, ...]]:
    """The connected components of contacts over their keys, each sorted, in the order of their first members (S4.7)."""
    leader: dict[Member, Member] = {}
    first_with: dict[str, Member] = {}
    for member, keys in keys_of.items():
        for key in keys:
            other = first_with.setdefault(key, member)
            if other is not member:
                _join(leader, member, other)
    # Most contacts are nobody else's: only those that were joined to another are looked up again.
    joined: dict[Member, list[Member]] = {}
    for member in leader:
        joined.setdefault(_leader_of(leader, member), []).append(member)
    alone = [(member,) for member in keys_of if member not in leader]
    return sorted([*alone, *(tuple(sorted(members)) for members in joined.values())])


def is_shared(members: Iterable[Member]) -> bool:
    """Whether a person is in more than one child account: two records in the same one do not count (S4.5, S4.8)."""
    return len({member.tenant_id for member in members}) > 1


def _join(leader: dict[Member, Member], one: Member, other: Member) -> None:
    leader.setdefault(one, one)
    leader.setdefault(other, other)
    first, second = _leader_of(leader, one), _leader_of(leader, other)
    if first != second:
        leader[max(first, second)] = min(first, second)


def _leader_of(leader: dict[Member, Member], member: Member) -> Member:
    root = member
    while leader[root] != root:
        root = leader[root]
    # Every member that was passed points at the root from now on, so that the next look is short.
    while leader[member] != root:
        leader[member], member = root, leader[member]
    return root
