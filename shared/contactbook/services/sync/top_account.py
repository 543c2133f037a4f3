"""Updates of the top account: its contacts follow the persons that they stand for, and persons without one are copied (S4.20-S4.27)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from contactbook.domain.sync.copies import SyncedCopy, living_on
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import Assessment, ConnectedContacts, MemberFacts, SharedPerson, tags_in_top
from contactbook.domain.sync.stands_for import Standing, TopContacts, near, standing_for
from contactbook.domain.sync.tags import managed_digest
from contactbook.services.sync.copies import add_copy
from contactbook.services.sync.following_persons import update_top_contact
from contactbook.services.sync.run_context import RunContext, refusals_counted
from contactbook.services.sync.tagging import tag_contact
from contactbook.services.sync.taken_back import remove_second
from contactbook.services.sync.top_contacts import Followed


@dataclass(frozen=True)
class Changed:
    """The contacts that changed, and the keys that some of these had or have."""

    members: frozenset[Member]
    keys: Mapping[Member, Collection[str]]


def update_top_account(
    context: RunContext, known: ConnectedContacts, wanted: Assessment, changed: Changed, due: Collection[Member]
) -> None:
    """Let the top account follow the persons among what is `due`: first the details of its contacts, then their tags, then new copies.

    Whom a contact stands for is decided again once it has followed its sources: an address that it lost attaches it to nobody.
    """
    updated = {member for member in known.top_contacts if member in due} | known.copies.keys()
    tops = _followed(context, known, wanted, changed, updated)
    if not context.settings.copy_to_top_account:
        for member in sorted(updated & tops.keys()):
            _tag(context, member, tops[member], ())
        return
    standing = _standing(context, known, wanted, tops)
    for member in sorted(updated & tops.keys() - set(standing.second)):
        _tag(context, member, tops[member], standing.persons.get(member, ()))
    for member in standing.second:
        if member in updated:
            refusals_counted(context, member, partial(remove_second, context, member, tops[member].facts, tops[member].copy))
    for person in standing.without:
        if person.leader in due and not person.closed:
            refusals_counted(context, person.leader, partial(_copy_person, context, person, known))


def _followed(
    context: RunContext, known: ConnectedContacts, wanted: Assessment, changed: Changed, updated: Collection[Member]
) -> dict[Member, Followed]:
    """Let these contacts follow their persons. Return all that are connected as they are then, without those that are gone."""
    top = context.group.group_id
    remembered = {member: copy for member in known.top_contacts if (copy := context.copies.get(member))} | dict(known.copies)
    tops = {
        member: Followed(remembered.get(member), known.top_contacts.get(member))
        for member in sorted({*known.top_contacts, *known.copies})
    }
    nearby = near(wanted.persons, _attachable(context, known, tops), wanted.person_with)
    lost = {one: set(keys) - _keys_of(known, one) for one, keys in changed.keys.items() if one.tenant_id in context.names}
    for member in sorted(updated):
        copy, facts = tops[member].copy, tops[member].facts
        persons = nearby.get(member, ())
        if copy and copy.made and not context.settings.copy_to_top_account:
            # A copy from before follows its sources, and gets no new ones.
            persons = ()
        if copy or persons:
            keys = set(facts.keys) if facts else set[str]()
            tenants = {one.tenant_id for one, gone in lost.items() if keys & gone}
            work = partial(update_top_contact, context, member.contact_id, known, facts, persons, copy, tenants)
            tops[member] = refusals_counted(context, Member(top, member.contact_id), work) or tops[member]
        context.copies[member] = tops[member].copy
    return {member: followed for member, followed in tops.items() if followed.is_there}


def _standing(context: RunContext, known: ConnectedContacts, wanted: Assessment, tops: Mapping[Member, Followed]) -> Standing:
    tops_now = _attachable(context, known, tops)
    common = known.common_keys_in_top
    hidden = {person.leader for token, person in wanted.person_with.items() if any(key in token for key in common)}
    return standing_for(wanted.persons, replace(tops_now, hidden=frozenset(hidden)), wanted.person_with)


def _attachable(context: RunContext, known: ConnectedContacts, tops: Mapping[Member, Followed]) -> TopContacts:
    keys = {
        member: known.tokens(one.facts, context.settings, context.key_id, known.common_keys_in_top)
        for member, one in tops.items()
        if one.facts
    }
    copies = {member: one.copy for member, one in tops.items() if one.copy and not one.copy.left_out}
    return TopContacts(keys, {member: living_on(copy, known.survivors) for member, copy in copies.items()})


def _keys_of(known: ConnectedContacts, member: Member) -> set[str]:
    facts = known.child_contacts.get(member)
    return set(facts.keys) if facts else set()


def _tag(context: RunContext, member: Member, top: Followed, persons: Collection[SharedPerson]) -> None:
    facts: MemberFacts | None = context.saved.get(member) or top.facts
    tags = tags_in_top(persons, context.settings, context.names) if persons else frozenset[str]()
    if facts is None or facts.managed != managed_digest(tags, tags):
        refusals_counted(context, member, partial(tag_contact, context, member, top.facts, tags))


def _copy_person(context: RunContext, person: SharedPerson, known: ConnectedContacts) -> None:
    copy: SyncedCopy | None = add_copy(context, person, known)
    if copy is not None:
        member = Member(context.group.group_id, copy.contact_id)
        context.copies[member] = copy
        tag_contact(context, member, context.saved.get(member), tags_in_top([person], context.settings, context.names))
