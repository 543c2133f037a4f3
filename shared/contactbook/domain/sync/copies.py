"""A copy in the top account: what the sync gave it, what follows from its sources now, and what is remembered when it is gone.

A copy holds what its present sources have, and what users of the top account wrote. To tell the two apart the sync keeps a keyed hash of
each value that it gave, never a value. So what only a source gave that is gone leaves the copy, and what a user changed stays (S4.27, S2.141).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from contactbook.domain.base.comparable import comparable_address, comparable_email
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import MAXIMUM_POINTS, Email, Phone
from contactbook.domain.contacts.record import PARTICULARS, Contact, ContactKind, Origin
from contactbook.domain.sync.matching import Member

P = TypeVar("P", bound=Email | Phone)
# In the place of the hash of a value: the value is a user's, whatever it is. It is the hash of nothing.
_OF_A_USER = ""


class LeftOutBecause(StrEnum):
    """Why a person has no copy, and gets none until somebody says so."""

    COPY_DELETED = "copy_deleted"
    COPY_ERASED = "copy_erased"
    SOURCES_GONE = "sources_gone"
    SOURCES_ERASED = "sources_erased"


class SyncedCopy(Value):
    """What the sync remembers of a contact that it keeps for a person. It holds ids and keyed hashes only, so it may outlive the contact.

    `made` is False for a contact that the top account had by itself: the sync gives it no value. `given` has the hash of each particular
    that the sync gave last, `addresses` those of the emails and phones. One with `left_out` is gone or about to be. `kind` is None for one
    that a former version remembered: it may have been a person's or a company's.
    """

    contact_id: str
    made: Flag = True
    kind: ContactKind | None = None
    sources: tuple[tuple[str, str], ...] = ()
    given: dict[str, str] = {}
    addresses: tuple[str, ...] = ()
    left_out: LeftOutBecause | None = None
    left_out_at: Moment | None = None

    @property
    def members(self) -> tuple[Member, ...]:
        """Its contacts in the child accounts."""
        return tuple(Member(*source) for source in self.sources)


def living_on(copy: SyncedCopy, survivors: Mapping[Member, Member]) -> SyncedCopy:
    """Return the copy with the contacts that its sources live on in since they were merged."""
    now_is = {survivors.get(member, member) for member in copy.members}
    return copy if now_is == set(copy.members) else with_fields(copy, sources=tuple(map(tuple, sorted(now_is))))


class LeftOutView(Value):
    """A person whose copy is gone, as callers see it: `left_out_id` is the id that the copy had."""

    left_out_id: str
    because: LeftOutBecause
    at: Moment
    accounts: tuple[str, ...]


@dataclass(frozen=True)
class Details:
    """Who the sources say that the person is: the particulars of the first, the emails and phones of all of them."""

    particulars: Mapping[str, object]
    emails: Mapping[str, Email]
    phones: Mapping[str, Phone]


def details_of(sources: Sequence[Contact], kind: ContactKind) -> Details:
    """Return what a copy of this kind gets of its sources, the most important one first.

    The copy takes the top account's first type of email and phone, because each account has types of its own. Categories, groups and
    identifiers belong to the child account alone.
    """
    first = next((contact for contact in sources if contact.kind is kind), None)
    emails = {comparable_email(one.address): Email(address=one.address) for contact in sources for one in contact.emails}
    phones = {
        phone.number: Phone(number=phone.number, extension=phone.extension) for contact in sources for phone in contact.phones
    }
    return Details(
        particulars={name: getattr(first, name) if first else None for name in PARTICULARS},
        emails=dict(list(emails.items())[:MAXIMUM_POINTS]),
        phones=dict(list(phones.items())[:MAXIMUM_POINTS]),
    )


def followed(
    contact: Contact, copy: SyncedCopy, details: Details, hash_of: Callable[[str], str], *, adds: bool = True
) -> Contact:
    """Return the copy with what its sources have now. Without `adds` it only loses what they have no more."""
    changes: dict[str, object] = {}
    for name in PARTICULARS:
        now_is, wanted = getattr(contact, name), details.particulars[name]
        if _is_given(copy, name, now_is, hash_of) and not _is_same(now_is, wanted):
            changes[name] = wanted if adds else None
    given = frozenset(copy.addresses)
    emails = {comparable_email(email.address): email for email in contact.emails}
    phones = {phone.number: phone for phone in contact.phones}
    return with_fields(
        contact,
        **changes,
        emails=_points(emails, details.emails, given, hash_of, adds=adds),
        phones=_points(phones, details.phones, given, hash_of, adds=adds),
    )


def of_users(copy: SyncedCopy, names: Iterable[str]) -> SyncedCopy:
    """Return what the sync remembers of a copy of which users have written these particulars: the sync gave none of them any more."""
    return with_fields(copy, given={**copy.given, **dict.fromkeys(names, _OF_A_USER)})


def first_known(contact: Contact, details: Details, sources: Iterable[Member], hash_of: Callable[[str], str]) -> SyncedCopy:
    """Return what the sync remembers of a contact of the top account that it did not know as a copy until now.

    One that the sync made before it remembered anything was given what its sources have too.
    """
    copy = SyncedCopy(contact_id=contact.contact_id, made=contact.origin is Origin.TENANT_SYNC)
    if copy.made:
        given = {name: getattr(contact, name) for name in PARTICULARS}
        wanted = {hash_of(comparable_address(address)) for address in (*details.emails, *details.phones)}
        copy = with_fields(
            copy,
            given={name: _hashed(name, value, hash_of) for name, value in given.items() if value is not None},
            addresses=tuple(sorted({hash_of(address) for address in contact.reached_at()} & wanted)),
        )
    return with_fields(copy, sources=tuple((member.tenant_id, member.contact_id) for member in sorted(sources)))


def remembered(
    copy: SyncedCopy, before: Contact | None, after: Contact, sources: Iterable[Member], hash_of: Callable[[str], str]
) -> SyncedCopy:
    """Return what the sync remembers of a copy that it changes from `before` (None: it is made) to `after`.

    What a user changed or cleared keeps the hash of what was given, so that it stays the user's.
    """
    named = tuple((member.tenant_id, member.contact_id) for member in sorted(sources))
    if not copy.made:
        return with_fields(copy, sources=named)
    given = dict(copy.given)
    for name in PARTICULARS:
        now_is = getattr(after, name)
        if before is None or _is_given(copy, name, getattr(before, name), hash_of):
            given.pop(name, None)
            given |= {name: _hashed(name, now_is, hash_of)} if now_is is not None else {}
    had = set(before.reached_at()) if before else set[str]()
    has = set(after.reached_at())
    lost = {hash_of(address) for address in had - has}
    addresses = (set(copy.addresses) - lost) | {hash_of(address) for address in has - had}
    return with_fields(copy, kind=after.kind, sources=named, given=given, addresses=tuple(sorted(addresses)))


def _is_given(copy: SyncedCopy, name: str, value: object, hash_of: Callable[[str], str]) -> bool:
    """True if the sync gave the value, or if nobody ever gave one."""
    return name not in copy.given if value is None else copy.given.get(name) == _hashed(name, value, hash_of)


def _is_same(one: object, other: object) -> bool:
    # The top account may write names in a case of its own.
    return str(one).casefold() == str(other).casefold() if one is not None and other is not None else one is other


def _hashed(name: str, value: object, hash_of: Callable[[str], str]) -> str:
    return hash_of(f"{name}:{value}")


def _points(
    current: Mapping[str, P], wanted: Mapping[str, P], given: frozenset[str], hash_of: Callable[[str], str], *, adds: bool
) -> tuple[P, ...]:
    """Return the emails or phones of a copy: the first of them is primary where the primary one has gone."""
    stays = {name: point for name, point in current.items() if name in wanted or _hash(name, hash_of) not in given}
    added = {name: point for name, point in wanted.items() if name not in current and _hash(name, hash_of) not in given}
    points: tuple[P, ...] = (*stays.values(), *(tuple(added.values())[: max(0, MAXIMUM_POINTS - len(stays))] if adds else ()))
    if not points or any(point.primary for point in points):
        return points
    return (with_fields(points[0], primary=True), *points[1:])


def _hash(address: str, hash_of: Callable[[str], str]) -> str:
    return hash_of(comparable_address(address))
