"""Matching the same person across child accounts by keyed hashes alone (S4.5-S4.9).

A match key is the keyed hash of a normalized email or phone. Contacts that share a key, directly or through others, are one
person. A person in two or more child accounts is shared. The top account's contacts neither count (S4.9) nor link two other
contacts: otherwise a copy made by the sync would keep two contacts together that no longer match.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.text import is_blank
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.outlines import ContactOutline


class Member(NamedTuple):
    """One contact of one tenant."""

    tenant_id: str
    contact_id: str


def match_value(address: str) -> str:
    """Return what contacts with this comparable email or phone in E.164 are matched by."""
    return f"email:{address}" if "@" in address else f"phone:{address}"


def match_values(contact: Contact | ContactOutline) -> tuple[str, ...]:
    """Return what a contact is matched by: emails in lower case and trimmed, phones in E.164; blanks are left out (S4.6, S4.9)."""
    emails = [match_value(comparable_email(email.address)) for email in contact.emails if not is_blank(email.address)]
    phones = [match_value(phone.number) for phone in contact.phones if not is_blank(phone.number)]
    return tuple(dict.fromkeys((*emails, *phones)))


def find_persons(keys_of: Mapping[Member, Iterable[str]]) -> list[tuple[Member, ...]]:
    """Return the connected components of contacts over their keys, each sorted, in the order of first members (S4.7)."""
    leader: dict[Member, Member] = {}
    first_with: dict[str, Member] = {}
    for member, keys in keys_of.items():
        for key in keys:
            other = first_with.setdefault(key, member)
            if other is not member:
                _join(leader, member, other)
    # Most contacts match no other contact. Only those that were joined are grouped again.
    joined: dict[Member, list[Member]] = {}
    for member in leader:
        joined.setdefault(_leader_of(leader, member), []).append(member)
    alone = [(member,) for member in keys_of if member not in leader]
    return sorted([*alone, *(tuple(sorted(members)) for members in joined.values())])


def is_shared(members: Iterable[Member]) -> bool:
    """True if the person is in more than one child account. Two contacts of the same account do not count (S4.5, S4.8)."""
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
    # Point every member on the way at the root, so that the next search is short.
    while leader[member] != root:
        leader[member], member = root, leader[member]
    return root
