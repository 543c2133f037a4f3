"""The part of a full run that compares every contact with the facts that the group has about it."""

from collections.abc import Sequence
from typing import NamedTuple

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.services.base.stores import open_store
from contactbook.services.sync.match_keys import first_key
from contactbook.services.sync.member_facts import facts_of_contact
from contactbook.services.sync.run_context import RunContext


class ComparedPage(NamedTuple):
    """One page of an account's contacts: how many, those with tags of the sync but without a key, and where the next begins."""

    seen: int
    without_keys: tuple[Member, ...]
    after: After | None


def refresh_page(context: RunContext, tenant_id: str, *, limit: int) -> ComparedPage:
    """Refresh the facts about one page of an account's contacts where they are missing or out of date.

    The facts under a contact's first key are saved last, so they stand for those under its other keys.
    """
    store = open_store(tenant_id)
    contacts, after = store.contacts.page_by_name(limit=limit, after=context.run.after)
    wanted = [facts for contact in contacts if (facts := _wanted(context, tenant_id, contact))]
    stored = _stored(context, wanted)
    stale = [facts for facts in wanted if _is_stale(context, stored.get(facts.member), facts)]
    ties = context.group.members.ties(facts.member for facts in stale)
    for facts in stale:
        known = stored.get(facts.member)
        known = known.with_ties(ties[facts.member]) if known and facts.member in ties else known
        # A dry run updates nobody, so the next run has to read the change.
        context.refresher.refresh(store, facts.contact_id, known=known, again=known is not None, notify=context.run.dry_run)
    without_keys = tuple(facts.member for facts in wanted if facts.managed and not facts.keys)
    return ComparedPage(len(contacts), without_keys, after)


def _wanted(context: RunContext, tenant_id: str, contact: Contact) -> MemberFacts | None:
    return facts_of_contact(context.group, tenant_id, contact, context.key_ids)


def _stored(context: RunContext, wanted: Sequence[MemberFacts]) -> dict[Member, MemberFacts]:
    """Return the facts under the first key of each contact. One batch read for each hundred."""
    names = {facts.member: name for facts in wanted if (name := first_key(facts, context.key_id))}
    found = context.group.key_items.get_many(dict.fromkeys(names.values()))
    return {member: found[name].members[member] for member, name in names.items() if member in found[name].members}


def _is_stale(context: RunContext, stored: MemberFacts | None, wanted: MemberFacts) -> bool:
    if not wanted.keys:
        return False
    if stored is None or stored.version < wanted.version or not {*context.key_ids} <= {*stored.key_ids}:
        return True
    if stored.company != wanted.company:
        return True
    # A key that too many contacts carried may have become an ordinary one.
    return any(key in context.oversized for key in wanted.keys)
