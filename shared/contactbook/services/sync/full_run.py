"""The steps of a full run, account by account and page by page: refresh the facts about every contact, then update each contact.

A full run also builds the facts the first time, and replaces an old secret by a new one.
"""

from collections.abc import Callable

from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import SyncRun
from contactbook.services.base.stores import open_store
from contactbook.services.sync.contact_updates import update_contacts
from contactbook.services.sync.member_facts import refresh_member
from contactbook.services.sync.run_context import RunContext
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# Works on one page of one account and returns where the next page begins, or None at the end.
Step = tuple[Callable[[RunContext, str], After | None], str]


def steps_of(run: SyncRun, group_id: str) -> list[Step]:
    """Return the steps of a full run, account by account. A run that reads only what changed has none.

    First the facts about every contact are refreshed, then each contact is updated. While a secret is replaced, contacts are
    hashed with both secrets in the first part, and with the new one alone in the last.
    """
    if not run.full or run.basis is None:
        return []
    tenants = [*sorted(run.basis.names), group_id]
    steps: list[Step] = [(_refresh_page, tenant) for tenant in tenants]
    steps += [(_delete_missing_page, tenant) for tenant in tenants]
    if run.rekeying:
        steps.append((_switch_to_next_key, group_id))
    if not run.dry_run:
        steps.append((_delete_changes_page, group_id))
    return [*steps, *((_update_page, tenant) for tenant in tenants)]


def _refresh_page(context: RunContext, tenant_id: str) -> After | None:
    """Refresh the facts about one page of an account's contacts where they are out of date."""
    store = open_store(tenant_id)
    contacts, after = store.contacts.page_by_name(limit=_PAGE, after=context.run.after)
    known = context.group.members.get_many(Member(tenant_id, contact.contact_id) for contact in contacts)
    for contact in contacts:
        facts = known.get(Member(tenant_id, contact.contact_id))
        if not facts or facts.version < contact.version or facts.key_ids != context.key_ids:
            _refresh(context, store, contact.contact_id)
    return after


def _delete_missing_page(context: RunContext, tenant_id: str) -> After | None:
    """Delete the facts about contacts that no longer exist, for one page of an account's facts."""
    facts, after = context.group.members.page_of_tenant(tenant_id, limit=_PAGE, after=context.run.after)
    store = open_store(tenant_id)
    there = {contact.contact_id for contact in store.contacts.get_many([one.contact_id for one in facts])}
    for one in facts:
        if one.contact_id not in there:
            _refresh(context, store, one.contact_id)
    return after


def _refresh(context: RunContext, store: TenantStore, contact_id: str) -> None:
    # A dry run updates nobody, so the next run has to read the change.
    refresh_member(context.group, store, contact_id, key_ids=context.key_ids, now=context.now, notify=context.run.dry_run)


def _switch_to_next_key(context: RunContext, tenant_id: str) -> After | None:  # noqa: ARG001 - every step has this signature
    """Use only the next secret from here on. Hashes under the old one are removed as each contact is updated."""
    _, state = context.group.settings_and_state()
    if state.next_key_id is not None:
        switched = next_version(state, key_id=state.next_key_id, next_key_id=None)
        table.transact([context.lease.write_of(context.run), context.group.put_state(switched)])
        context.lease.confirm(context.run)
        state = switched
    context.key_id, context.key_ids = state.key_id, state.key_ids
    context.group.save_oversized({}, context.oversized)
    context.oversized = {}
    return None


def _delete_changes_page(context: RunContext, tenant_id: str) -> After | None:  # noqa: ARG001 - every step has this signature
    """Delete the changes until now. Every contact is updated after this, from its state then."""
    changes, after = context.group.members.page_of_changes(limit=_PAGE, after=context.run.after)
    context.group.members.remove_changes(changes)
    return after


def _update_page(context: RunContext, tenant_id: str) -> After | None:
    """Update one page of an account's contacts. Contacts connected with them are on pages of their own."""
    facts, after = context.group.members.page_of_tenant(tenant_id, limit=_PAGE, after=context.run.after)
    store = open_store(tenant_id)
    for one in facts:
        if one.key_ids != context.key_ids:
            _refresh(context, store, one.contact_id)
    members = {one.member for one in facts}
    update_contacts(context, keys=(), members=members, only=members)
    context.lease.run = with_fields(context.run, contacts_seen=context.run.contacts_seen + len(members))
    return after
