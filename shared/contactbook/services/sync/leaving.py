"""A child account that left its group as a top account of its own: its contacts lose the tags that the group's sync put there (S4.25).

The group that it left takes back its own tags and copies in its next run, which reads every contact.
"""

from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.tags import retagged
from contactbook.observability import logger
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.access import require_open
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.storage.base import table
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore

# Not the name of the sync: the stream tells these changes to a sync that the tenant has of its own.
_JOB = job("tenant_sync_leaving")


def take_back_tags(
    group: GroupStore, message: TenantSyncMessage, *, now: datetime, has_time: TimeLeft
) -> TenantSyncMessage | None:
    """Take the former group's tags from the tenant's contacts, if it owes that. Return the message that continues, if work is left.

    It can run twice: who has lost the tags is passed over.
    """
    _, state = group.settings_and_state()
    if not state.takes_back_tags:
        return None
    store = open_store(group.group_id)
    walk: Walk[After | None, None] = Walk(lambda contact: _untag(store, contact, now), _next, whole_pages=True)
    after, work = walk.go_on(store, message.cursor, after=message.cursor, has_time=has_time)
    if work is Work.LEFT:
        return with_fields(message, cursor=after)
    _finish(group)
    return None


def _next(_: After | None, page: WalkedPage[None]) -> After | None:
    return page.after


@retried_when_raced
def _finish(group: GroupStore) -> None:
    _, state = group.settings_and_state()
    if state.takes_back_tags:
        table.transact([group.put_state(next_version(state, takes_back_tags=False))])


def _untag(store: TenantStore, listed: Contact, now: datetime) -> None:
    """Take the tags from one contact. One that is closed to changes, or that fails, stops only itself."""
    if _without_tags(listed) == listed:
        return
    try:
        _save_without_tags(store, listed.contact_id, now)
    except (StorageUnavailable, ConcurrentUpdate):
        raise
    except ContactbookError as error:
        logger.warning("the tags of a former group stay", contact_id=listed.contact_id, code=error.code)


@retried_when_raced
def _save_without_tags(store: TenantStore, contact_id: str, now: datetime) -> None:
    contact = store.contacts.find(contact_id)
    if not isinstance(contact, Contact) or (after := _without_tags(contact)) == contact:
        return
    require_open(contact, store.settings.current().consent)
    commit_change(store, ContactChange(before=contact, after=after, action="contact.tagged"), by=_JOB, now=now)


def _without_tags(contact: Contact) -> Contact:
    tags, own = retagged(contact.tags, contact.sync_tags, frozenset(), in_top_account=False)
    return with_fields(contact, tags=tags, sync_tags=own)
