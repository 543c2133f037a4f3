"""Which persons are shared, which account is primary for each, and which tags follow: a pure function of the group's facts.

The group's facts about a contact (`MemberFacts`) hold no plain value of it: only keyed hashes, stages, counts and times.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.match_options import match_tokens
from contactbook.domain.sync.matching import Member, find_persons, is_shared
from contactbook.domain.sync.primary_election import AccountCandidate, Criterion, elect_primary
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.stages import with_corporate_stages
from contactbook.domain.sync.tags import MOST_TAGS, child_tags, top_tags


class Ties(Value):
    """What ties a contact to its account, as an election compares it."""

    stages: tuple[str, ...] = ()
    conversions: int = 0
    first_conversion_at: Moment | None = None


NO_TIES = Ties()


class MemberFacts(Value):
    """The facts about one contact that the group's sync decides by.

    `version` is the contact's version. `key_ids` names the secrets that `keys` were hashed with. `managed` is a digest of the
    tags that the sync put on it, empty for none. `standing` is a digest of its consent, preferences and refusals. A digest only shows
    that something changed. `stop` is what may close it (`stop_of`). `own_tags` counts the tags of others, where they may leave no room.
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
    stop: str = ""
    own_tags: int = 0
    company: Flag = False

    @property
    def member(self) -> Member:
        """The contact that the facts are about."""
        return Member(self.tenant_id, self.contact_id)

    @property
    def ties(self) -> Ties:
        """The opportunities and conversions among the facts."""
        return Ties(stages=self.stages, conversions=self.conversions, first_conversion_at=self.first_conversion_at)

    def with_ties(self, ties: Ties) -> "MemberFacts":
        """Return the facts with these opportunities and conversions."""
        if ties == self.ties:
            return self
        return with_fields(self, stages=ties.stages, conversions=ties.conversions, first_conversion_at=ties.first_conversion_at)

    def is_equivalent_to(self, other: "MemberFacts | None") -> bool:
        """True if the sync decides the same by both.

        Ignore the version, and ignore keys hashed with a secret that the other side does not have.
        """
        return other is not None and self.with_keys_of(other.key_ids) == other.with_keys_of(self.key_ids)

    def with_keys_of(self, key_ids: Collection[str]) -> "MemberFacts":
        """Return the facts with the keys of these secrets only, and without the fields that decide nothing."""
        keys = tuple(sorted(key for key in self.keys if key.partition(".")[0] in key_ids))
        return with_fields(self, version=0, key_ids=(), keys=keys)


class SharedPerson(Value):
    """A person in several child accounts, its primary account, and the criterion that decided it.

    `closed` is True if nothing may be done with any of its contacts.
    """

    closed: Flag = False
    members: tuple[tuple[str, str], ...]
    accounts: tuple[AccountCandidate, ...]
    primary: str
    because: Criterion

    @property
    def leader(self) -> Member:
        """The first of its contacts, which identifies the person."""
        return Member(*self.members[0])

    @property
    def contacts(self) -> tuple[Member, ...]:
        """Its contacts in the child accounts."""
        return tuple(Member(*member) for member in self.members)


@dataclass(frozen=True)
class ConnectedContacts:
    """All contacts that are connected with some others, with the group's facts about them.

    `searched` are the keys that were followed. `common_keys` are those that more contacts have than one person can have, each
    with one such contact: they identify nobody. `common_keys_in_top` are too common in the top account only: its contacts under
    such a key are not searched further, and no person under it is copied again. `copies` is what the sync remembers of the contacts that
    it keeps in the top account for these, and of those that it kept for contacts that changed.
    """

    child_contacts: Mapping[Member, MemberFacts] = field(default_factory=dict)
    top_contacts: Mapping[Member, MemberFacts] = field(default_factory=dict)
    searched: frozenset[str] = frozenset()
    common_keys: Mapping[str, Member] = field(default_factory=dict)
    common_keys_in_top: frozenset[str] = frozenset()
    copies: Mapping[Member, SyncedCopy] = field(default_factory=dict)
    # The keys of addresses that the settings say identify nobody.
    nobody: frozenset[str] = frozenset()
    # Of sources that no key led to: who each is now. One that was merged lives on in another contact.
    survivors: Mapping[Member, Member] = field(default_factory=dict)

    def identify_nobody(self, known_before: Iterable[str] = ()) -> frozenset[str]:
        """Return the keys that say nothing about who somebody is: as they are now, and those `known_before` that were not searched."""
        return frozenset({*self.common_keys, *self.nobody, *(set(known_before) - self.searched)})

    def tokens(self, facts: MemberFacts, settings: SyncSettings, key_id: str, without: Collection[str] = ()) -> frozenset[str]:
        """Return what the contact is matched by, of its keys hashed with `key_id` that identify somebody (S4.6)."""
        return self.tokens_of(facts.keys, settings, key_id, company=facts.company, without=without)

    def tokens_of(
        self, keys: Iterable[str], settings: SyncSettings, key_id: str, *, company: bool, without: Collection[str] = ()
    ) -> frozenset[str]:
        """Return what a contact with these keys is matched by, as `tokens`."""
        left_out = self.identify_nobody() | {*without}
        usable = [key for key in keys if key.startswith(f"{key_id}.") and key not in left_out]
        return match_tokens(usable, settings.match_on, company=company)


@dataclass(frozen=True)
class Assessment:
    """The wanted state of the child accounts: the shared persons, and the tags of each contact that gets any.

    `person_with` has the shared person that each of its match tokens leads to.
    """

    persons: tuple[SharedPerson, ...]
    too_large: tuple[Member, ...]
    tags: Mapping[Member, frozenset[str]]
    person_with: Mapping[str, SharedPerson]


def assess(known: ConnectedContacts, settings: SyncSettings, key_id: str, closed: Collection[Member] = ()) -> Assessment:
    """Return the wanted state by the keys hashed with `key_id`. Nothing may be done with the contacts that are `closed`.

    The order of the facts does not matter (S4.17, S4.18).
    """
    usable = {member: known.tokens(facts, settings, key_id) for member, facts in known.child_contacts.items()}
    found, too_large = [], []
    for members in find_persons(usable):
        if not is_shared(members):
            continue
        if len(members) > settings.largest_person:
            too_large.append(members[0])
            continue
        found.append(_person(members, known.child_contacts, settings, closed))
    tags = {
        member: child_tags(settings.tags, is_primary=member.tenant_id == person.primary)
        for person in found
        for member in person.contacts
    }
    person_with = {key: person for person in found for member in person.contacts for key in usable[member]}
    return Assessment(tuple(found), tuple(too_large), tags, person_with)


def tags_in_top(attached: Iterable[SharedPerson], settings: SyncSettings, names: Mapping[str, str]) -> frozenset[str]:
    """Return the tags of a contact of the top account that stands for these persons (S4.21, S4.22)."""
    attached = tuple(attached)
    accounts = {account.tenant_id for person in attached for account in person.accounts}
    primaries = {person.primary for person in attached}
    return top_tags(settings.tags, {tenant: names[tenant] for tenant in sorted(accounts)}, primaries)


def _person(
    members: tuple[Member, ...], known: Mapping[Member, MemberFacts], settings: SyncSettings, closed: Collection[Member]
) -> SharedPerson:
    in_account: dict[str, list[MemberFacts]] = {}
    for member in members:
        in_account.setdefault(member.tenant_id, []).append(known[member])
    # A contact gets the configured tags and one more.
    room = MOST_TAGS - len(settings.tags) - 1
    untouchable = {member for member in members if member in closed or known[member].own_tags > room}
    accounts = tuple(_candidate(tenant, facts, untouchable) for tenant, facts in sorted(in_account.items()))
    election = elect_primary(with_corporate_stages(accounts, settings), settings.opportunity_stages)
    is_closed = set(members) <= set(closed)
    return SharedPerson(members=members, accounts=accounts, primary=election.primary, because=election.because, closed=is_closed)


def _candidate(tenant_id: str, found: Iterable[MemberFacts], untouchable: Collection[Member]) -> AccountCandidate:
    """Return the facts of one child account about the person, over its contacts there that can be tagged, or else over all of them."""
    contacts = tuple(found)
    taggable = tuple(facts for facts in contacts if facts.member not in untouchable)
    contacts = taggable or contacts
    return AccountCandidate(
        tenant_id=tenant_id,
        closed=not taggable,
        stages=tuple(sorted({stage for facts in contacts for stage in facts.stages})),
        conversions=sum(facts.conversions for facts in contacts),
        first_conversion_at=min((facts.first_conversion_at for facts in contacts if facts.first_conversion_at), default=None),
        created_at=min(facts.created_at for facts in contacts),
    )
