"""The steps of a full run: first every contact, account by account, then the match keys, partition by partition.

A full run also builds the match keys the first time, and replaces an old secret by a new one.
"""

from collections.abc import Callable

from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.runs import SyncRun
from contactbook.services.sync.contact_updates import update_contacts
from contactbook.services.sync.full_run.contacts import refresh_page
from contactbook.services.sync.full_run.keys import (
    forget_page,
    open_oversized,
    update_copies_page,
    update_keys_page,
    update_persons_page,
)
from contactbook.services.sync.run_context import RunContext
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import MATCH_PARTITIONS

_PAGE = 1000
# Works on one page of one account or partition and returns where the next page begins, or None at the end.
Step = tuple[Callable[[RunContext, str], After | None], str]


def steps_of(run: SyncRun, group_id: str) -> list[Step]:
    """Return the steps of a full run. A run that reads only what changed has none.

    First facts that nobody kept up to date are forgotten. Then the facts about every contact are compared, account by account. Then one
    pass over the match keys finds every contact that shares one, or has a tag of the sync, and one over the copies finds those that
    nothing leads to. While a secret is replaced, contacts are hashed with both secrets when they are compared; the last part deletes the
    keys under the old one.
    """
    if not run.full or run.basis is None:
        return []
    steps: list[Step] = [] if run.dry_run else [(open_oversized, group_id)]
    steps += [(forget_page, place) for place in MATCH_PARTITIONS if run.forgets]
    steps += [(_refresh_page, tenant) for tenant in [group_id, *sorted(run.basis.names)]]
    if run.rekeying:
        steps.append((_switch_to_next_key, group_id))
    if not run.dry_run:
        steps.append((_delete_changes_page, group_id))
    steps += [(update_keys_page, place) for place in MATCH_PARTITIONS]
    steps.append((update_copies_page, group_id))
    return steps if run.dry_run else [*steps, (update_persons_page, group_id)]


def _refresh_page(context: RunContext, tenant_id: str) -> After | None:
    """Refresh the facts about one page of an account's contacts where they are out of date."""
    if not context.has_account(tenant_id):
        return None
    page = refresh_page(context, tenant_id, limit=_PAGE)
    # A contact without an email or phone lies under no key.
    update_contacts(context, keys=(), members=page.without_keys)
    context.lease.run = with_fields(context.run, contacts_seen=context.run.contacts_seen + page.seen)
    return page.after


def _switch_to_next_key(context: RunContext, tenant_id: str) -> After | None:  # noqa: ARG001 - every step has this signature
    """Use only the next secret from here on."""
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
    """Delete the changes until now that the match keys tell of. Every match key is read after this, from its state then."""
    changes, after = context.group.members.page_of_changes(limit=_PAGE, after=context.run.after)
    context.group.members.remove_changes([change for change in changes if not change.refused_before])
    return after
