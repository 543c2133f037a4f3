"""The contacts of the child accounts that a contact of the top account stands for, as they are stored now (S4.20, S4.27)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member, find_persons, match_values
from contactbook.domain.sync.shared_persons import SharedPerson
from contactbook.services.base.stores import open_store
from contactbook.services.sync.run_context import RunContext

# A contact of a child account, and whose it is.
Source = tuple[Member, Contact]


@dataclass(frozen=True)
class Sources:
    """Who a contact of the top account stands for.

    `values` give their details to a copy, the most important one first. The stops of `stops` count. `gone` are those that it stood for
    and that are there no more; `erased` is True if one of them was erased.
    """

    values: Sequence[Source]
    stops: Sequence[Source]
    gone: frozenset[Member]
    erased: bool

    @property
    def contacts(self) -> list[Contact]:
        """The contacts that give their details."""
        return [contact for _, contact in self.values]


def sources_of(context: RunContext, contact: Contact, copy: SyncedCopy | None, persons: Sequence[SharedPerson]) -> Sources:
    """Return who the contact stands for: the persons that it is connected with, and its former sources that it still shares a key with.

    Who has moved away with every address is still its source if nobody else is. After an erasure nobody takes the place of the last one.
    """
    former = copy.members if copy else ()
    attached = [member for person in persons for member in person.contacts]
    stored = stored_contacts(context, [*attached, *former])
    alive = {member: one for member, one in stored.items() if one.erasure is None}
    gone = frozenset(member for member in former if member not in alive)
    erased = any(member in stored for member in gone)
    mine = [person for person in persons if not former or set(person.contacts) & set(former)]
    keys = set(match_values(contact))
    chosen = {member for person in mine for member in person.contacts if member in alive}
    chosen |= {member for member in former if member in alive and keys & set(match_values(alive[member]))}
    chosen = chosen or _together({member: alive[member] for member in former if member in alive})
    if not chosen and not erased:
        chosen = {member for member in attached if member in alive}
    primaries = {person.primary for person in persons}
    values = in_order(((member, alive[member]) for member in chosen), primaries)
    stops = in_order(((member, alive[member]) for member in {*chosen, *attached} if member in alive), primaries)
    return Sources(values=values, stops=stops, gone=gone, erased=erased)


def stored_contacts(context: RunContext, members: Iterable[Member]) -> dict[Member, Contact]:
    """Return the contacts as stored now, an anonymized one too; a merged one as that which it was merged into.

    One batch read an account. Contacts of a tenant that left the group are left out.
    """
    found: dict[Member, Contact] = {}
    by_tenant: dict[str, list[str]] = {}
    for member in members:
        if context.has_account(member.tenant_id):
            by_tenant.setdefault(member.tenant_id, []).append(member.contact_id)
    for tenant_id, contact_ids in sorted(by_tenant.items()):
        for contact_id, contact in open_store(tenant_id).contacts.survivors(contact_ids).items():
            found[Member(tenant_id, contact_id)] = contact
    return found


def in_order(found: Iterable[Source], primaries: Collection[str]) -> list[Source]:
    """Return the contacts of the primary account first, then the oldest."""
    return sorted(found, key=lambda one: (one[0].tenant_id not in primaries, one[1].created_at, one[0]))


def _together(former: Mapping[Member, Contact]) -> set[Member]:
    """Return those of the former sources that are still one person: the one with the first of them."""
    persons = find_persons({member: match_values(contact) for member, contact in former.items()})
    return set(persons[0]) if persons else set()
