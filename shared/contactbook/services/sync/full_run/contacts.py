"""The part of a full run that compares every contact with the facts that the group has about it."""

from typing import NamedTuple

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.sync.matching import Member, match_values
from contactbook.domain.sync.outlines import ContactOutline
from contactbook.services.base.stores import open_store
from contactbook.services.sync.match_keys import first_key
from contactbook.services.sync.member_facts import digest_of_tags
from contactbook.services.sync.run_context import RunContext
from contactbook.storage.sync.match_keys import OutlinedKey


class ComparedPage(NamedTuple):
    """One page of an account's contacts: how many, those with tags of the sync but without a key, and where the next begins."""

    seen: int
    without_keys: tuple[Member, ...]
    after: After | None


class _Compared(NamedTuple):
    """A contact with its match keys, and the first of them, under which the facts about it are saved last."""

    member: Member
    contact: ContactOutline
    keys: tuple[str, ...]
    first: str | None


def refresh_page(context: RunContext, tenant_id: str, *, limit: int) -> ComparedPage:
    """Refresh the facts about one page of an account's contacts where they are missing or out of date.

    The facts under a contact's first key are saved last, so they stand for those under its other keys.
    """
    store = open_store(tenant_id)
    contacts, after = store.contacts.outlines_by_name(limit=limit, after=context.run.after)
    compared = [_compared(context, tenant_id, contact) for contact in contacts if contact.erasure is None]
    stored = context.group.key_items.outlines(dict.fromkeys(one.first for one in compared if one.first))
    stale = [one for one in compared if _is_stale(context, stored.get(one.first or ""), one)]
    ties = context.group.members.ties(one.member for one in stale)
    for one in stale:
        found = stored.get(one.first or "")
        known = context.group.key_items.of_row(found.row).members.get(one.member) if found else None
        known = known.with_ties(ties[one.member]) if known and one.member in ties else known
        # A dry run updates nobody, so the next run has to read the change.
        context.refresher.refresh(store, one.member.contact_id, known=known, again=known is not None, notify=context.run.dry_run)
    without_keys = tuple(one.member for one in compared if not one.keys and _has_tags(context, one))
    return ComparedPage(len(contacts), without_keys, after)


def _compared(context: RunContext, tenant_id: str, contact: ContactOutline) -> _Compared:
    keys = context.group.match_keys(match_values(contact), context.key_ids)
    return _Compared(Member(tenant_id, contact.contact_id), contact, keys, first_key(keys, context.key_id))


def _has_tags(context: RunContext, one: _Compared) -> bool:
    """True if the contact has tags of the sync, or had."""
    return bool(digest_of_tags(one.contact, in_top_account=one.member.tenant_id == context.group.group_id))


def _is_stale(context: RunContext, key: OutlinedKey | None, one: _Compared) -> bool:
    if not one.keys:
        return False
    stored = key.members.get(one.member) if key else None
    if stored is None or stored.version < one.contact.version or not {*context.key_ids} <= {*stored.key_ids}:
        return True
    if stored.company != (one.contact.kind is ContactKind.COMPANY):
        return True
    # A key that too many contacts carried may have become an ordinary one.
    return any(name in context.oversized for name in one.keys)
