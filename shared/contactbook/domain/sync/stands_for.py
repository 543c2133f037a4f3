"""Which shared persons each contact of the top account stands for, and who has none or one too many (S4.20, S4.27).

A copy stands for the one person that its sources are. A contact that the top account had by itself stands for every person that it shares
a key with, and so does a copy by an address that a user gave it, where the person has no other contact in the top account.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import SharedPerson

Persons = tuple[SharedPerson, ...]


@dataclass(frozen=True)
class TopContacts:
    """The top account's contacts that are connected with some shared persons, with what the sync remembers of those that it keeps.

    `keys` has the match keys by which each may be attached. `hidden` are the persons whom a key leads to that too many contacts of the
    top account carry: nobody knows which of these is theirs.
    """

    keys: Mapping[Member, Collection[str]]
    copies: Mapping[Member, SyncedCopy]
    hidden: frozenset[Member] = frozenset()

    def is_copy(self, member: Member) -> bool:
        """True if the sync made the contact."""
        copy = self.copies.get(member)
        return copy is not None and copy.made


@dataclass(frozen=True)
class Standing:
    """`persons` has the persons that each contact of the top account stands for. `second` are copies of persons that have another contact.

    `without` are the persons that have no contact in the top account.
    """

    persons: Mapping[Member, Persons] = field(default_factory=dict)
    second: tuple[Member, ...] = ()
    without: Persons = ()


def near(persons: Iterable[SharedPerson], tops: TopContacts, person_with: Mapping[str, SharedPerson]) -> dict[Member, Persons]:
    """Return the persons that each contact may stand for: those that it shares a key with, and those that its sources are in."""
    person_of = {member: person for person in persons for member in person.contacts}
    found: dict[Member, Persons] = {}
    for member in sorted({*tops.keys, *tops.copies}):
        copy = tops.copies.get(member)
        sources = copy.members if copy and copy.made else ()
        some = [person_with[key] for key in tops.keys.get(member, ()) if key in person_with]
        some += [person_of[source] for source in sources if source in person_of]
        if some:
            found[member] = _sorted(some)
    return found


def standing_for(persons: Iterable[SharedPerson], tops: TopContacts, person_with: Mapping[str, SharedPerson]) -> Standing:
    """Return who stands for whom, once the copies have followed their sources. Of several copies of a person the oldest one stays."""
    persons = tuple(persons)
    person_of = {member: person for person in persons for member in person.contacts}
    attached = {member: _sorted(person_with[key] for key in keys if key in person_with) for member, keys in tops.keys.items()}
    own = {member: some for member, some in attached.items() if some and not tops.is_copy(member)}
    copied = {member: found for member, copy in tops.copies.items() if copy.made and (found := _of_sources(copy, person_of))}
    taken = {person.leader for some in own.values() for person in some}
    kept: dict[Member, Persons] = {}
    second = []
    # The ids of contacts are in the order of their creation.
    for member in sorted(copied):
        if copied[member].leader in taken:
            second.append(member)
        else:
            taken.add(copied[member].leader)
            kept[member] = (copied[member],)
    for member, some in sorted(attached.items()):
        if member not in own and member not in second:
            further = tuple(person for person in some if person.leader not in taken)
            if further:
                kept[member] = _sorted((*kept.get(member, ()), *further))
                taken |= {person.leader for person in further}
    taken |= tops.hidden
    return Standing({**own, **kept}, tuple(second), tuple(person for person in persons if person.leader not in taken))


def _of_sources(copy: SyncedCopy, person_of: Mapping[Member, SharedPerson]) -> SharedPerson | None:
    """Return the person that most of its sources are in, the first of several."""
    counts: dict[Member, int] = defaultdict(int)
    found = [person_of[source] for source in copy.members if source in person_of]
    for person in found:
        counts[person.leader] += 1
    return min(found, key=lambda person: (-counts[person.leader], person.leader), default=None)


def _sorted(persons: Iterable[SharedPerson]) -> Persons:
    return tuple(person for _, person in sorted({person.leader: person for person in persons}.items(), key=lambda one: one[0]))
