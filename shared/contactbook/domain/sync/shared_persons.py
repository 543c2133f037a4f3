"""Which persons are shared, which account is primary for each, and which tags follow: a pure function of what the group knows.

What the group knows of a contact (`MemberFacts`) holds no plain value of it: keyed hashes, stages, counts and times.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from contactbook.domain.base.values import Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.sync.matching import Member, is_shared, persons
from contactbook.domain.sync.primary_election import Candidate, Criterion, elect_primary
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.tags import child_tags, top_tags


class MemberFacts(Value):
    """What the group's sync goes by for one contact.

    `version` is the contact's; `key_ids` names the secrets its keys were hashed with; `managed` marks the tags the sync has on
    it (empty: none), `standing` its consent and preferences: both only tell whether something changed.
    """

    tenant_id: str
    contact_id: str
    version: int
    key_ids: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    created_at: Moment
    stages: tuple[str, ...] = ()
    conversions: int = 0
    first_conversion_at: Moment | None = None
    managed: str = ""
    standing: str = ""

    @property
    def member(self) -> Member:
        """The contact that this is about."""
        return Member(self.tenant_id, self.contact_id)

    def says_the_same(self, other: "MemberFacts | None") -> bool:
        """Whether the sync would decide the same by the other.

        The contact's version alone decides nothing, and a key hashed with a secret that the other does not know nothing yet.
        """
        return other is not None and self.known_by(other.key_ids) == other.known_by(self.key_ids)

    def known_by(self, key_ids: Collection[str]) -> "MemberFacts":
        """The facts with the keys of those secrets only, and without what decides nothing."""
        keys = tuple(sorted(key for key in self.keys if key.partition(".")[0] in key_ids))
        return with_fields(self, version=0, key_ids=(), keys=keys)


class SharedPerson(Value):
    """A person found in several child accounts, who is primary and why."""

    members: tuple[tuple[str, str], ...]
    accounts: tuple[Candidate, ...]
    primary: str
    because: Criterion

    @property
    def leader(self) -> Member:
        """The first of its contacts, by which the person is known."""
        return Member(*self.members[0])

    @property
    def contacts(self) -> tuple[Member, ...]:
        """Its contacts in the child accounts."""
        return tuple(Member(*member) for member in self.members)


@dataclass(frozen=True)
class Surroundings:
    """What the group knows around some contacts: everything connected with them.

    `searched` are the keys that were followed. Of those, `crowded` are the ones that more contacts carry than one person has,
    each with one such contact: they identify nobody. `crowded_in_top` are crowded in the top account only: who has them there is
    not searched further, nor copied once more.
    """

    children: Mapping[Member, MemberFacts] = field(default_factory=dict)
    tops: Mapping[Member, MemberFacts] = field(default_factory=dict)
    searched: frozenset[str] = frozenset()
    crowded: Mapping[str, Member] = field(default_factory=dict)
    crowded_in_top: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Assessment:
    """What should be: the shared persons, the tags of each contact that has any, and who has to be copied.

    `tops_of` names the top account's contacts of each shared person, by its leader.
    """

    persons: tuple[SharedPerson, ...]
    too_large: tuple[Member, ...]
    tags: Mapping[Member, frozenset[str]]
    persons_of_top: Mapping[Member, tuple[SharedPerson, ...]]
    to_copy: tuple[SharedPerson, ...]


def assess(known: Surroundings, settings: SyncSettings, names: Mapping[str, str], key_id: str) -> Assessment:
    """What should be, by the keys hashed with `key_id`; `names` are the child accounts' names by their ids.

    Total and the same whatever the order in which things are known (S4.17, S4.18).
    """
    usable = {member: _usable(facts.keys, known.crowded, key_id) for member, facts in known.children.items()}
    found, too_large = [], []
    for members in persons(usable):
        if not is_shared(members):
            continue
        if len(members) > settings.largest_person:
            too_large.append(members[0])
            continue
        found.append(_person(members, known.children, settings))
    tags = {
        member: child_tags(settings.tags, is_primary=member.tenant_id == person.primary)
        for person in found
        for member in person.contacts
    }
    of_top: dict[Member, tuple[SharedPerson, ...]] = {}
    to_copy: tuple[SharedPerson, ...] = ()
    if settings.copy_to_top_account:
        of_top, to_copy = _attached(found, usable, known, key_id)
        tags |= {member: tags_in_top(attached, settings, names) for member, attached in of_top.items()}
    return Assessment(tuple(found), tuple(too_large), tags, of_top, to_copy)


def tags_in_top(attached: Iterable[SharedPerson], settings: SyncSettings, names: Mapping[str, str]) -> frozenset[str]:
    """The tags of a contact of the top account that stands for these persons (S4.21, S4.22)."""
    attached = tuple(attached)
    accounts = {account.tenant_id for person in attached for account in person.accounts}
    primaries = {person.primary for person in attached}
    return top_tags(settings.tags, {tenant: names[tenant] for tenant in sorted(accounts)}, primaries)


def _usable(keys: Iterable[str], crowded: Collection[str], key_id: str) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith(f"{key_id}.") and key not in crowded)


def _person(members: tuple[Member, ...], known: Mapping[Member, MemberFacts], settings: SyncSettings) -> SharedPerson:
    in_account: dict[str, list[MemberFacts]] = {}
    for member in members:
        in_account.setdefault(member.tenant_id, []).append(known[member])
    accounts = tuple(_candidate(tenant, facts) for tenant, facts in sorted(in_account.items()))
    election = elect_primary(accounts, settings.opportunity_stages)
    return SharedPerson(members=members, accounts=accounts, primary=election.primary, because=election.because)


def _candidate(tenant_id: str, contacts: Iterable[MemberFacts]) -> Candidate:
    """What one child account knows of the person, over all of its contacts there."""
    contacts = tuple(contacts)
    return Candidate(
        tenant_id=tenant_id,
        stages=tuple(sorted({stage for facts in contacts for stage in facts.stages})),
        conversions=sum(facts.conversions for facts in contacts),
        first_conversion_at=min((facts.first_conversion_at for facts in contacts if facts.first_conversion_at), default=None),
        created_at=min(facts.created_at for facts in contacts),
    )


def _attached(
    found: Iterable[SharedPerson], usable: Mapping[Member, frozenset[str]], known: Surroundings, key_id: str
) -> tuple[dict[Member, tuple[SharedPerson, ...]], tuple[SharedPerson, ...]]:
    """Which persons each contact of the top account stands for, and those for whom none does (S4.20, S4.27)."""
    person_with = {key: person for person in found for member in person.contacts for key in usable[member]}
    of_top: dict[Member, tuple[SharedPerson, ...]] = {}
    for member, facts in sorted(known.tops.items()):
        keys = _usable(facts.keys, {*known.crowded, *known.crowded_in_top}, key_id)
        attached = {person_with[key].leader: person_with[key] for key in keys if key in person_with}
        if attached:
            of_top[member] = tuple(attached[leader] for leader in sorted(attached))
    there = {person.leader for attached in of_top.values() for person in attached}
    there |= {person_with[key].leader for key in known.crowded_in_top if key in person_with}
    return of_top, tuple(person for person in found if person.leader not in there)
