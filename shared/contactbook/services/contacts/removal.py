"""Delete a contact with everything that belongs to it (S2.19, S3.13).

One transaction deletes the contact, its claims, the other ends of its relations and as many of its children as fit. Nobody can
reach the other children any more; the table's stream brings the deletion here, and they are removed together with the files.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.register import RegisterKind, RegisterLine
from contactbook.gateways import erasure_register, files
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_writes, removal_writes
from contactbook.services.contacts.relations import other_end_writes, remove_every_relation
from contactbook.services.lists.lists import association_writes
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Row
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

# The other end of a relation takes four writes: a contact, its audit entry with values, and the relation's row.
_MOST_RELATIONS = 8
_MOST_LISTS = 30
# Writes of the deleting transaction; the others are for the request's idempotency key.
_ROOM = MOST_WRITES - 4


def remove_contact(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> None:
    """Delete a contact that was read before. Raises ConcurrentUpdate."""
    profile = store.contacts.with_every_child(contact.contact_id)
    found = profile if isinstance(profile, Profile) else Profile(contact, {})
    writes = [
        *removal_writes(store, contact, by=by, now=now),
        *other_end_writes(store, store.relations.all_in(found.children), by=by, now=now),
    ]
    own = store.contacts.child_removals(found)
    commit_writes(store, [*writes, *own[: max(0, _ROOM - len(writes))]], by=by)


def shrink_contact(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> bool:
    """Remove relations and lists that do not fit into the deleting transaction; return True if any were removed. Idempotent."""
    relations = store.relations.all_of(contact.contact_id)
    if len(relations) <= _MOST_RELATIONS and len(contact.list_ids) <= _MOST_LISTS:
        return False
    remove_every_relation(store, contact.contact_id, by=by, now=now, keep=_MOST_RELATIONS)
    while len(store.contacts.get(contact.contact_id).list_ids) > _MOST_LISTS:
        _leave_some_lists(store, contact.contact_id, by=by, now=now)
    return True


@retried_when_raced
def _leave_some_lists(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> None:
    contact = store.contacts.get(contact_id)
    commit_writes(store, association_writes(store, contact, set(contact.list_ids[_MOST_LISTS:]), by=by, now=now), by=by)


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Note the deletion of contacts in the erasure register, and remove what they left: a consumer of the table's stream."""
    for change in changes:
        if change.new is None and change.old is not None and change.old.kind == "contact":
            _note_deletion(store, change.old, now)
            _remove_orphans(store, change.old.contact_id)


def _note_deletion(store: TenantStore, deleted: Row, now: datetime) -> None:
    """A contact that goes with its tenant is in the tenant's own line (S8.6, S8.7)."""
    if store.settings.current().closing.is_erased:
        return
    contact = deleted.read(Contact)
    line = RegisterLine(
        kind=RegisterKind.DELETED,
        tenant_id=store.tenant_id,
        contact_id=contact.contact_id,
        absorbed=contact.absorbed,
        at=now,
    )
    erasure_register.write(line)


def _remove_orphans(store: TenantStore, contact_id: str) -> None:
    orphans = store.contacts.orphans(contact_id)
    for row in orphans:
        if row.kind == "attachment":
            files.remove_file(store.attachments.of_row(row).file_key)
    store.contacts.remove_orphans(orphans)
