"""The contacts of the child accounts that a contact of the top account stands for, as they are stored now (S4.20, S4.27)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member, find_persons, is_shared, match_values
from contactbook.domain.sync.shared_persons import ConnectedContacts, SharedPerson
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


def sources_of(
    context: RunContext,
    contact: Contact,
    copy: SyncedCopy | None,
    persons: Sequence[SharedPerson],
    known: ConnectedContacts,
    *,
    made: bool,
) -> Sources:
    """Return who the contact stands for, by the keys that its sources have now: they may have changed since the persons were found.

    One that the sync `made` stands for one person: that of its former sources, or of the persons if no source is left, by `_closest`.
    One that the top account had by itself stands for the persons, and for its former sources that it still shares a key with. After an
    erasure nobody takes the place of the last source.
    """
    former = copy.members if copy else ()
    attached = [member for person in persons for member in person.contacts]
    stored = stored_contacts(context, [*attached, *former])
    alive = {member: one for member, one in stored.items() if one.erasure is None}
    gone = frozenset(member for member in former if member not in alive)
    erased = any(member in stored for member in gone)
    keys = {member: _tokens(context, known, one) for member, one in alive.items()}
    as_found = {member for member in attached if member in alive and is_as_found(context, known, member, alive[member])}
    named = {Member(member.tenant_id, alive[member].contact_id): member for member in former if member in alive}
    pool = {**{member: member for member in as_found}, **named}
    own = _tokens(context, known, contact)
    if made:
        components = find_persons({member: keys[one] for member, one in pool.items()})
        chosen = _closest(components, {member: keys[one] for member, one in pool.items()}, own, named, others=not erased)
    else:
        chosen = as_found | {member for member, one in named.items() if own & keys[one]}
    # The primary account of a person that it does not stand for says nothing about this one.
    stood_for = {person.primary for person in persons if chosen & set(person.contacts)}
    values = in_order(((member, alive[pool[member]]) for member in chosen), stood_for)
    primaries = {person.primary for person in persons}
    stops = in_order(((member, alive[pool[member]]) for member in {*chosen, *as_found}), primaries)
    return Sources(values=values, stops=stops, gone=gone, erased=erased)


def is_as_found(context: RunContext, known: ConnectedContacts, member: Member, contact: Contact) -> bool:
    """True if the contact has the keys that its person was found by: it did not change since, nor was it merged."""
    facts = known.child_contacts.get(member)
    if facts is None or contact.contact_id != member.contact_id:
        return False
    return _tokens(context, known, contact) == known.tokens(facts, context.settings, context.key_id)


def _tokens(context: RunContext, known: ConnectedContacts, contact: Contact) -> frozenset[str]:
    return tokens_by(context, known, match_values(contact), contact.kind)


def tokens_by(context: RunContext, known: ConnectedContacts, values: Iterable[str], kind: ContactKind) -> frozenset[str]:
    """Return what a contact of this kind with these match values is matched by (S4.6)."""
    keys = context.group.match_keys(values, [context.key_id])
    # One that was too common, and that the search has read now, may identify somebody again.
    without = known.identify_nobody(context.oversized)
    return known.tokens_of(keys, context.settings, context.key_id, company=kind is ContactKind.COMPANY, without=without)


def _closest(
    components: Iterable[tuple[Member, ...]],
    keys: Mapping[Member, frozenset[str]],
    own: frozenset[str],
    former: Collection[Member],
    *,
    others: bool,
) -> set[Member]:
    """Return the person that a copy follows: one of its sources' that has an address of it, then a shared one, then most of its sources.

    Where no source is left, it follows one of the `others`, if it may.
    """
    with_sources = [members for members in components if set(members) & set(former)]
    candidates = with_sources or (list(components) if others else [])

    def rank(members: tuple[Member, ...]) -> tuple[bool, bool, int, Member]:
        is_near = any(own & keys[member] for member in members)
        return not is_near, not is_shared(members), -len(set(members) & set(former)), members[0]

    closest = min(candidates, key=rank, default=None)
    return set(closest) if closest else set()


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
