"""What holds after every run: an independent reading of S4.5-S4.28 from the contacts alone, without the sync's own records.

Only what the sync remembers of its copies is read of it, for whose they are: who they are is judged by what is stored of their sources.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.contacts.record import ConsentState, Contact, ContactKind, Origin
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.match_options import MatchOn
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.tags import MOST_TAGS
from tests.builders.sync import STAGES, TOP
from tests.laws.sync.history import History, name_of

PRIMARY, SECONDARY = "primary-shared-contact", "secondary-shared-contact"
One = tuple[str, Contact]


@dataclass
class Person:
    """Contacts of several accounts that are one person, as the contacts tell, and its primary account."""

    members: list[One]
    primary: str
    closed: bool

    @property
    def ids(self) -> set[str]:
        return {contact.contact_id for _, contact in self.members}


def check(history: History) -> None:
    """Raise AssertionError if tags or copies are not what follows from the contacts."""
    settings, _ = history.group.group.settings_and_state()
    found = Reading(history, settings)
    for tenant_id, contact in found.contacts:
        check_tags(found, tenant_id, contact)
    check_list(found)
    tops = history.all(TOP)
    copies = history.group.group.copies.get_many({contact.contact_id for contact in tops})
    for contact in tops:
        tagged = {tag for tag in contact.tags if tag in contact.sync_tags or tag.startswith("engaging-in-")}
        assert settings.copy_to_top_account or not tagged, f"{contact.contact_id} has tags of the sync and nobody is copied"
        if (
            (copy := copies.get(contact.contact_id))
            and contact.origin is Origin.TENANT_SYNC
            and not contact.anonymization_pending
        ):
            check_copy(found, contact, copy)
    if settings.copy_to_top_account:
        for person in found.shared:
            check_copies_of(found, person, tops, copies)


class Reading:
    """The shared persons of a group, read from its contacts."""

    def __init__(self, history: History, settings: SyncSettings) -> None:
        self.history, self.match_on = history, settings.match_on
        self.largest, self.tags, self.nobody = settings.largest_person, settings.tags, frozenset(settings.identify_nobody)
        self.contacts: list[One] = [(tenant_id, contact) for tenant_id in history.children for contact in history.all(tenant_id)]
        carried = Counter(address for _, contact in self.contacts for address in set(contact.reached_at()))
        in_top = Counter(address for contact in history.all(TOP) for address in set(contact.reached_at()))
        self.common = {address for address, count in carried.items() if count > self.largest}
        self.common_in_top = self.common | {address for address, count in in_top.items() if count > self.largest}
        self.groups = self._grouped()
        self.shared = [
            self._person(some) for some in self.groups if len({one for one, _ in some}) > 1 and len(some) <= self.largest
        ]
        self.person_of = {contact_id: person for person in self.shared for contact_id in person.ids}

    def keys(self, contact: Contact) -> set[str]:
        """Return the addresses that may say who the contact is, as the top account chose (S4.6)."""
        kinds = {MatchOn.EMAIL: {True}, MatchOn.PHONE: {False}}.get(self.match_on, {True, False})
        return {one for one in set(contact.reached_at()) - self.common - self.nobody if ("@" in one) in kinds}

    def is_one(self, one: Contact, other: Contact) -> bool:
        """True if these two are one person or company by the addresses that both have (S4.6)."""
        return one.kind is other.kind and self.is_enough(self.keys(one) & self.keys(other))

    def is_enough(self, shared: Collection[str]) -> bool:
        """True if who has these addresses in common is one: one of them will do, unless the top account asks for an email and a phone."""
        if self.match_on is MatchOn.BOTH:
            return {"@" in one for one in shared} == {True, False}
        return bool(shared)

    def is_closed(self, tenant_id: str, contact: Contact) -> bool:
        refused = contact.consent.state in {ConsentState.REJECTED, ConsentState.WITHDRAWN}
        return contact.anonymization_pending or (refused and tenant_id in self.history.closing)

    def has_room(self, contact: Contact) -> bool:
        own = [tag for tag in contact.tags if tag not in contact.sync_tags and tag not in (PRIMARY, SECONDARY)]
        return len(own) + len(self.tags) + 1 <= MOST_TAGS

    def _grouped(self) -> list[list[One]]:
        groups: list[list[One]] = []
        for one in self.contacts:
            near = [some for some in groups if any(self.is_one(one[1], other) for _, other in some)]
            groups = [some for some in groups if some not in near] + [[one, *(other for some in near for other in some)]]
        return groups

    def _person(self, members: list[One]) -> Person:
        can = [one for one in members if not self.is_closed(*one) and self.has_room(one[1])]
        among = can or members
        merits = {
            tenant_id: self._merits(tenant_id, [contact for one, contact in among if one == tenant_id]) for tenant_id, _ in among
        }
        return Person(members, min(merits, key=lambda one: merits[one]), all(self.is_closed(*one) for one in members))

    def _merits(self, tenant_id: str, contacts: Iterable[Contact]) -> tuple[int, int, float, float, str]:
        store = self.history.group.store(tenant_id)
        stages, conversions = [], list[datetime]()
        for contact in contacts:
            profile = store.contacts.profile(contact.contact_id)
            stages += [one.stage or "" for one in store.opportunities.all_in(profile.children)]  # type: ignore[union-attr]  # it is there
            conversions += [one.occurred_at for one in store.conversions.all_of(contact.contact_id)]
        rank = max((STAGES.index(stage) + 2 if stage in STAGES else 1 for stage in stages), default=0)
        first = min(conversions).timestamp() if conversions else float("inf")
        return -rank, -len(conversions), first, min(one.created_at for one in contacts).timestamp(), tenant_id


def check_list(found: Reading) -> None:
    """The list of shared persons has each of them once, with all its contacts and its primary account."""
    listed, _ = found.history.group.group.page_of_shared_persons(limit=1000, after=None)
    told = sorted((sorted(member.contact_id for member in one.contacts), one.primary) for one in listed)
    wanted = sorted((sorted(person.ids), person.primary) for person in found.shared)
    assert told == wanted, f"the list of shared persons is {told} instead of {wanted}"


def check_tags(found: Reading, tenant_id: str, contact: Contact) -> None:
    taken = found.history.tagged.get(contact.contact_id, set()) - set(contact.tags)
    assert not taken, f"{tenant_id} {contact.contact_id} lost {taken}, which users gave it"
    person = found.person_of.get(contact.contact_id)
    wanted = {*found.tags, PRIMARY if person.primary == tenant_id else SECONDARY} if person else set()
    has = {tag for tag in contact.tags if tag in contact.sync_tags or tag in (PRIMARY, SECONDARY)}
    # To whom nothing can be given is taken what is not true any more.
    if not found.is_closed(tenant_id, contact) and found.has_room(contact):
        assert wanted <= set(contact.tags), f"{tenant_id} {contact.contact_id} lacks {wanted - set(contact.tags)}"
    assert has <= wanted, f"{tenant_id} {contact.contact_id} still has {has - wanted}"


def check_copy(found: Reading, contact: Contact, copy: SyncedCopy) -> None:
    """A copy has the details of one person alone, and what users wrote on it."""
    ids = {member.contact_id for member in copy.members}
    sources = [one for _, one in found.contacts if one.contact_id in ids]
    assert ids == {one.contact_id for one in sources}, f"the copy {contact.contact_id} follows somebody who is gone"
    person = next(some for some in found.groups if sources[0].contact_id in {one.contact_id for _, one in some})
    assert ids <= {one.contact_id for _, one in person}, f"the copy {contact.contact_id} follows two persons"
    written = found.history.written.get(contact.contact_id, {})
    mine, theirs = set(contact.reached_at()), {address for one in sources for address in one.reached_at()}
    apart = (mine ^ theirs) - written.get("addresses", set())
    assert not apart, f"the copy {contact.contact_id} and its sources differ in {apart}"
    name = name_of(contact)
    assert name == written["name"] if "name" in written else name in {name_of(one) for one in sources}, (
        f"the copy {contact.contact_id} is called {name}"
    )


def check_copies_of(found: Reading, person: Person, tops: list[Contact], copies: dict[str, SyncedCopy]) -> None:
    """Who is shared has one contact in the top account with the tags of its accounts: an own one, or else one copy."""
    made = [one for one in tops if one.origin is Origin.TENANT_SYNC and _sources(copies.get(one.contact_id)) & person.ids]
    near = [one for one in tops if one not in made and any(found.is_one(one, other) for _, other in person.members)]
    if any(found.is_enough(found.keys(one)) and found.keys(one) & found.common_in_top for _, one in person.members):
        return
    own = [one for one in near if one.origin is not Origin.TENANT_SYNC]
    tagged = [one for one in made if any(tag.startswith("engaging-in-") for tag in one.tags)]
    untouched = [one for one in made if one.contact_id not in found.history.written]
    if own:
        assert not tagged, f"{sorted(person.ids)} has a copy beside {own[0].contact_id}"
        assert not untouched, f"{sorted(person.ids)} has a copy that nobody needs"
        for one in own:
            check_engaging(found, person, one)
    elif made:
        assert len(tagged) == 1, f"{sorted(person.ids)} has {len(tagged)} tagged copies of {len(made)}"
        assert len(untouched) <= 1, f"{sorted(person.ids)} has {len(untouched)} copies that nobody wrote on"
        check_engaging(found, person, tagged[0])
    elif not person.closed and not near:
        assert _is_left_out(found, person), f"{sorted(person.ids)} has no copy"


def check_engaging(found: Reading, person: Person, contact: Contact) -> None:
    """The contact has a tag for each account of the person. One that stands for others too may have an account as their primary one."""
    elsewhere = {one.primary for one in found.shared if any(found.is_one(contact, other) for _, other in one.members)}
    for tenant_id in {one for one, _ in person.members}:
        tag = f"engaging-in-{_name(tenant_id)}"
        right = (
            {f"{tag}-primary"} if tenant_id == person.primary else {tag, *([f"{tag}-primary"] if tenant_id in elsewhere else [])}
        )
        assert right & set(contact.tags), f"{contact.contact_id} has none of {right}"


def _name(tenant_id: str) -> str:
    from contactbook.storage.tenants.registry import find_tenant

    tenant = find_tenant(tenant_id)
    assert tenant
    return tenant.name


def _sources(copy: SyncedCopy | None) -> set[str]:
    return {member.contact_id for member in copy.members} if copy else set()


def _is_left_out(found: Reading, person: Person) -> bool:
    """True if a copy of the person, or of one that would be the same person by its addresses, went and is not made again."""
    group = found.history.group
    gone, _ = group.group.copies.page_of_left_out(limit=1000, after=None)
    hash_of = group.store(TOP).refusals.hash_of
    is_company = person.members[0][1].kind is ContactKind.COMPANY
    return any(
        _sources(copy) & person.ids
        or (
            (copy.contact_id in found.history.companies) is is_company
            and any(
                found.is_enough({one for one in found.keys(contact) if hash_of(one) in copy.addresses})
                for _, contact in person.members
            )
        )
        for copy in gone
    )
