"""A full run, account by account and page by page: the group gets to know every contact, then each is settled once.

It is also how what the stream derives is built the first time, and how a new secret takes over from the old one.
"""

from collections.abc import Callable

from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import SyncRun
from contactbook.services.base.stores import open_store
from contactbook.services.sync.match_keys import refresh_member
from contactbook.services.sync.persons import settle
from contactbook.services.sync.slice import Slice
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# Works on one page of one account, and says where the next page begins; None at the end.
Step = tuple[Callable[[Slice, str], After | None], str]


def steps_of(run: SyncRun, group_id: str) -> list[Step]:
    """What a full run does, account by account; an incremental one has no steps before it follows the changes.

    First the group gets to know every contact as it stands, then each is settled. While keys rotate, contacts are hashed with
    both secrets in the first part, and with the new one alone in the last.
    """
    if not run.full or run.basis is None:
        return []
    tenants = [*sorted(run.basis.names), group_id]
    steps: list[Step] = [(_refresh_page, tenant) for tenant in tenants]
    steps += [(_forget_gone_page, tenant) for tenant in tenants]
    if run.rekeying:
        steps.append((_turn_to_next_key, group_id))
    if not run.dry_run:
        steps.append((_drop_changes_page, group_id))
    return [*steps, *((_settle_page, tenant) for tenant in tenants)]


def _refresh_page(part: Slice, tenant_id: str) -> After | None:
    """Let the group know one page of an account's contacts as they stand, where it does not."""
    store = open_store(tenant_id)
    contacts, after = store.contacts.page_by_name(limit=_PAGE, after=part.run.after)
    known = part.group.members(Member(tenant_id, contact.contact_id) for contact in contacts)
    for contact in contacts:
        facts = known.get(Member(tenant_id, contact.contact_id))
        if not facts or facts.version < contact.version or facts.key_ids != part.key_ids:
            _refresh(part, store, contact.contact_id)
    return after


def _forget_gone_page(part: Slice, tenant_id: str) -> After | None:
    """Let the group forget those of one page of what it knows of an account that are not there any more."""
    facts, after = part.group.page_of_members(tenant_id, limit=_PAGE, after=part.run.after)
    store = open_store(tenant_id)
    there = {contact.contact_id for contact in store.contacts.get_many([one.contact_id for one in facts])}
    for one in facts:
        if one.contact_id not in there:
            _refresh(part, store, one.contact_id)
    return after


def _refresh(part: Slice, store: TenantStore, contact_id: str) -> None:
    # A dry run settles nobody, so whoever runs next has to be told.
    refresh_member(part.group, store, contact_id, key_ids=part.key_ids, now=part.now, tell=part.run.dry_run)


def _turn_to_next_key(part: Slice, tenant_id: str) -> After | None:  # noqa: ARG001 - one shape for all steps
    """From here on only the next secret counts; what was hashed with the old one goes as each contact is settled."""
    _, state = part.group.settings_and_state()
    if state.next_key_id is not None:
        turned = next_version(state, key_id=state.next_key_id, next_key_id=None)
        table.transact([part.baton.write_of(part.run), part.group.put_state(turned)])
        part.baton.moved(part.run)
        state = turned
    part.key_id, part.key_ids = state.key_id, state.key_ids
    part.group.save_crowded({}, part.crowded)
    part.crowded = {}
    return None


def _drop_changes_page(part: Slice, tenant_id: str) -> After | None:  # noqa: ARG001 - one shape for all steps
    """Forget what changed until now: every contact is settled after this, as it stands then."""
    changes, after = part.group.page_of_changes(limit=_PAGE, after=part.run.after)
    part.group.remove_changes(changes)
    return after


def _settle_page(part: Slice, tenant_id: str) -> After | None:
    """Settle one page of an account's contacts; whoever is connected with them has a page of its own."""
    facts, after = part.group.page_of_members(tenant_id, limit=_PAGE, after=part.run.after)
    store = open_store(tenant_id)
    for one in facts:
        if one.key_ids != part.key_ids:
            _refresh(part, store, one.contact_id)
    members = {one.member for one in facts}
    settle(part, keys=(), members=members, only=members)
    part.baton.run = with_fields(part.run, contacts_seen=part.run.contacts_seen + len(members))
    return after
