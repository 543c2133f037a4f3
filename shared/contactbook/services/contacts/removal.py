"""Deleting a contact with all that is its own (S2.19, S3.13).

One transaction removes the contact, its claims, the other ends of its relations and as many of its rows as fit. What is left
over cannot be reached any more; the table's stream brings it here to be removed, with the files.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.attachments import Attachment
from contactbook.domain.contacts.record import Contact
from contactbook.gateways import files
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_writes, removal_writes
from contactbook.services.contacts.relations import other_end_writes, remove_every_relation
from contactbook.services.lists.lists import association_writes
from contactbook.storage.base import table
from contactbook.storage.base.rows import Remove, Row
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

# One relation's other end is a contact, its audit entry with values, and the relation's row.
_MOST_RELATIONS = 8
_MOST_LISTS = 30
# Writes of one transaction, less what a request adds for its idempotency key.
_ROOM = 96


def remove_contact(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> None:
    """Delete a contact in hand. Raises ConcurrentUpdate where it changed meanwhile."""
    profile = store.contacts.profile(contact.contact_id)
    rows = [row for noun in profile.children.values() for row in noun] if isinstance(profile, Profile) else []
    relations = [store.relations.of_row(row) for row in rows if row.kind == "relation"]
    writes = [
        *removal_writes(store, contact, by=by, now=now),
        *other_end_writes(store, relations, by=by, now=now),
    ]
    # The row of an attachment is the way to its file: it goes after it.
    own = [Remove(row.key) for row in sorted(rows, key=lambda row: row.kind != "relation") if row.kind != "attachment"]
    commit_writes(store, [*writes, *own[: max(0, _ROOM - len(writes))]], by=by)


def lighten(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> bool:
    """Take off what would not fit into the transaction of a deletion; whether there was anything. Can be run again."""
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


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:  # noqa: ARG001 - one shape for all
    """Remove what a deleted contact left: a consumer of the table's stream."""
    for change in changes:
        if change.new is None and change.old is not None and change.old.kind == "contact":
            _remove_leftovers(change.old)


def _remove_leftovers(contact: Row) -> None:
    rows = table.query(contact.key.pk, f"{contact.key.sk}#").rows
    for row in rows:
        if row.kind == "attachment":
            files.remove_file(Attachment.model_validate_json(row.document).file_key)
    table.remove_many([row.key for row in rows])
