"""Delete a contact with everything that belongs to it (S2.19, S3.13).

One transaction deletes the contact, its claims, the other ends of its relations and as many of its children as fit. Nobody can
reach the other children any more; the table's stream tells of the deletion, and the erasure removes them with their files
(`services/erasure/deletion.py`).
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.anonymization import certificate_of
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_writes, removal_writes
from contactbook.services.contacts.relations import other_end_writes, remove_every_relation
from contactbook.services.lists.lists import association_writes
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Remove
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore

# The other end of a relation takes four writes: a contact, its audit entry with values, and the relation's row.
_MOST_RELATIONS = 8
_MOST_LISTS = 30
# Writes of the deleting transaction; the others are for the certificate, and for the request's idempotency key.
_ROOM = MOST_WRITES - 5


def remove_contact(
    store: TenantStore, contact: Contact, *, by: Caller, now: datetime, already: Mapping[str, int] | None = None
) -> None:
    """Delete a contact that was read before. Raises ConcurrentUpdate.

    Its certificate begins with the children that go at once, and with what was removed `already`.
    """
    profile = store.contacts.with_every_child(contact.contact_id)
    found = profile if isinstance(profile, Profile) else Profile(contact, {})
    writes = [
        *removal_writes(store, contact, by=by, now=now),
        *other_end_writes(store, store.relations.all_in(found.children), by=by, now=now),
    ]
    own = store.contacts.removable_children(found)[: max(0, _ROOM - len(writes))]
    removed = Counter(row.kind for row in own) + Counter(already)
    if removed:
        certificate = certificate_of(contact.contact_id, by.actor, now, erased=removed)
        writes.append(store.erasure_certificates.put_of(certificate))
    commit_writes(store, [*writes, *(Remove(row.key) for row in own)], by=by)


def shrink_contact(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> Counter[str]:
    """Remove relations and lists that do not fit into the deleting transaction; return how many of each kind. Idempotent."""
    relations = store.relations.all_of(contact.contact_id)
    if len(relations) <= _MOST_RELATIONS and len(contact.list_ids) <= _MOST_LISTS:
        return Counter()
    remove_every_relation(store, contact.contact_id, by=by, now=now, keep=_MOST_RELATIONS)
    while len(left := store.contacts.get(contact.contact_id).list_ids) > _MOST_LISTS:
        _leave_some_lists(store, contact.contact_id, by=by, now=now)
    return Counter(relation=max(0, len(relations) - _MOST_RELATIONS), list_member=len(contact.list_ids) - len(left))


@retried_when_raced
def _leave_some_lists(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> None:
    contact = store.contacts.get(contact_id)
    commit_writes(store, association_writes(store, contact, set(contact.list_ids[_MOST_LISTS:]), by=by, now=now), by=by)
