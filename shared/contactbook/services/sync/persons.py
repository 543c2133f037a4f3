"""Making the contacts around some others as they should be: their tags, the copy in the top account, the list of persons.

Each contact is opened in its own tenant's store, one at a time; one that is right already is not opened at all.
"""

from collections.abc import Callable, Collection, Iterable

from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import allows
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, SyncChange, with_change
from contactbook.domain.sync.shared_persons import Assessment, Surroundings, assess
from contactbook.domain.sync.tags import managed_digest, managed_tags, retagged
from contactbook.observability import logger
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange
from contactbook.services.sync.copies import add_copy, combine_permissions
from contactbook.services.sync.match_keys import refresh_member
from contactbook.services.sync.slice import Slice, commit, known_as_it_stands
from contactbook.services.sync.surroundings import surroundings_of

# A contact has so many tags at most, whoever put them.
_MOST_TAGS = 100
_PERSON = "person:"


def settle(part: Slice, *, keys: Iterable[str], members: Iterable[Member], only: Collection[Member] | None = None) -> None:
    """Make everyone connected with these as they should be, or `only` some of them. A dry run notes what that would take.

    A person is copied and listed when its first contact is settled. Raises BatonLost where another worker goes on with the run.
    """
    members = frozenset(members)
    known = surroundings_of(
        part.group, part.settings, keys=keys, members=members, key_id=part.key_id, crowded_before=part.crowded
    )
    should = assess(known, part.settings, part.names, part.key_id)
    looked_at = {*members, *known.children, *known.tops} if only is None else set(only)
    for member in sorted(looked_at & {*known.children, *known.tops}):
        _settle_contact(part, member, known, should)
    for person in should.to_copy:
        if person.leader in looked_at:
            _carefully(part, person.leader, lambda person=person: add_copy(part, person))  # type: ignore[misc]
    if not part.run.dry_run:
        _list_persons(part, looked_at, should)
        _note_crowded(part, known, should)


def _settle_contact(part: Slice, member: Member, known: Surroundings, should: Assessment) -> None:
    facts = known.children.get(member) or known.tops[member]
    wanted = should.tags.get(member, frozenset())
    if facts.managed != managed_digest(wanted, wanted):
        _carefully(part, member, lambda: tag_contact(part, member, wanted))
    for person in should.persons_of_top.get(member, ()):
        _carefully(part, member, lambda person=person: combine_permissions(part, member, person))  # type: ignore[misc]


@retried_when_raced
def tag_contact(part: Slice, member: Member, wanted: frozenset[str]) -> None:
    """Give the contact these tags of the sync, and no others of it (S4.10, S4.11, S4.21, S4.25, S4.28).

    A closed contact stays as it is (S2.114, S2.131). Raises RuleBroken `too_many_tags`.
    """
    store = open_store(member.tenant_id)
    contact = store.contacts.find(member.contact_id)
    if not isinstance(contact, Contact):
        # Gone since: the group learns it now, and tells the run.
        refresh_member(part.group, store, member.contact_id, key_ids=part.key_ids, now=part.now)
        return
    facts = known_as_it_stands(part, store, contact)
    if facts is None:
        return
    if contact.erasure is not None or allows(contact, store.settings.current().consent) is not Behaviour.COMPLETE:
        part.baton.run = with_fields(part.run, closed=part.run.closed + 1)
        return
    in_top = member.tenant_id == part.group.group_id
    tags, own = retagged(contact.tags, contact.sync_tags, wanted, in_top_account=in_top)
    if (tags, own) == (contact.tags, contact.sync_tags):
        return
    if len(tags) > _MOST_TAGS:
        raise RuleBroken(f"A contact has at most {_MOST_TAGS} tags.", code="too_many_tags")
    added, removed = set(tags) - set(contact.tags), set(contact.tags) - set(tags)
    if part.run.dry_run:
        part.planned.append(SyncChange(**member._asdict(), add=tuple(sorted(added)), remove=tuple(sorted(removed))))
        return
    after = with_fields(contact, tags=tags, sync_tags=own)
    managed = managed_digest(managed_tags(tags, own, in_top_account=in_top), own)
    change = ContactChange(before=contact, after=after, action="contact.tagged")
    run = with_change(part.run, member.tenant_id, added=len(added), removed=len(removed))
    commit(part, store, change, known=(facts, with_fields(facts, managed=managed)), run=run)


def _carefully(part: Slice, member: Member, work: Callable[[], None]) -> None:
    """A contact that its account's rules do not let be changed is logged and counted, and stops only itself."""
    try:
        work()
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.error("the sync could not change a contact", contact_id=member.contact_id, code=error.code)
        part.baton.run = with_fields(part.run, refused=part.run.refused + 1)


def _list_persons(part: Slice, looked_at: set[Member], should: Assessment) -> None:
    """Keep the group's list of shared persons as it now is around these contacts."""
    listed = part.group.shared_persons(looked_at)
    now_shared = {person.leader: person for person in should.persons if person.leader in looked_at}
    saved = [person for leader, person in now_shared.items() if listed.get(leader) != person]
    removed = [leader for leader in listed if leader not in now_shared]
    if saved or removed:
        # Whoever lost the baton must not write over what its successor found.
        part.baton.save(part.run)
        part.group.save_shared_persons(saved, removed)


def _note_crowded(part: Slice, known: Surroundings, should: Assessment) -> None:
    """Keep what is too common to identify anybody, and which groups are too large to be one person."""
    found = {key: LargeGroup(**member._asdict()) for key, member in known.crowded.items()}
    found |= {_person_name(member): LargeGroup(**member._asdict()) for member in should.too_large}
    looked_at = {*known.searched, *(_person_name(member) for member in known.children)}
    added = {name: group for name, group in found.items() if name not in part.crowded}
    removed = [name for name in part.crowded if name in looked_at and name not in found]
    if added or removed:
        part.baton.save(part.run)
        part.group.save_crowded(added, removed)
        part.crowded = {name: group for name, group in (part.crowded | added).items() if name not in removed}


def _person_name(member: Member) -> str:
    return f"{_PERSON}{member.tenant_id}/{member.contact_id}"
