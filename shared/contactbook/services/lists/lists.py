"""Create, change and delete lists (S1.25-S1.30). Their members are in `members.py`."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version
from contactbook.domain.contacts.record import Contact
from contactbook.domain.lists.lists import ContactList, ListDraft, ListFields, ListView, list_view, on_lists
from contactbook.domain.permissions.topics import with_topic_joined
from contactbook.domain.refusals.evidence import EvidenceDraft
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.children import patched_record, stated_fields
from contactbook.services.changes.commit import ContactChange, commit_writes, writes_of
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# Contacts that one transaction removes from a list. Each writes its contact, its audit entry with values, and its membership.
CHUNK = 20
# Contacts that one request removes from a list that is being deleted. The caller repeats the request for the rest.
_MOST_AT_ONCE = 1_000
_MOST_COUNTED = 10_000


def create_list(store: TenantStore, draft: ListDraft, *, by: Caller, now: datetime) -> ListView:
    """Create a list."""
    contact_list = ContactList.model_validate(
        stated_fields(draft, ListFields) | {"list_id": new_id("lst", now), "created_at": now, "updated_at": now}
    )
    change = TenantChange("list.created", contact_list.list_id, None, contact_list)
    commit_tenant_change(store, change, store.lists.add_of(contact_list.list_id, contact_list), by=by, now=now)
    return list_view(contact_list, 0, more=False)


def page_of_lists(
    store: TenantStore, *, active: bool | None, limit: int, after: After | None
) -> tuple[list[ContactList], After | None]:
    """Return lists, oldest first: one query. With `active`, filter by it; a page may then hold fewer than `limit` (S1.27)."""
    found, further = store.lists.page(limit=limit, after=after)
    return [contact_list for contact_list in found if active in (None, contact_list.active)], further


def read_list(store: TenantStore, list_id: str) -> ListView:
    """Return a list with the number of its contacts, counted up to 10,000. Raises NotFound."""
    return _counted(store, store.lists.get(list_id))


def _counted(store: TenantStore, contact_list: ContactList) -> ListView:
    count, more = store.lists.count_members(contact_list.list_id, _MOST_COUNTED)
    return list_view(contact_list, count, more=more)


@retried_when_raced
def change_list(
    store: TenantStore, list_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None
) -> ListView:
    """Apply a merge-patch (RFC 7396). Raises ValidationFailed, VersionMismatch, NotFound."""
    contact_list = store.lists.get(list_id)
    require_version(contact_list.version, if_match)
    after = patched_record(contact_list, ListFields, patch, updated_at=now)
    if after == contact_list:
        return _counted(store, contact_list)
    change = TenantChange("list.changed", list_id, contact_list, after)
    save = store.lists.save_of(list_id, after, replacing=contact_list.version)
    commit_tenant_change(store, change, save, by=by, now=now)
    return _counted(store, after)


def delete_list(store: TenantStore, list_id: str, *, by: Caller, now: datetime, if_match: int | None) -> None:
    """Delete a list after removing every contact from it, also those that the caller may not see.

    The list is inactive from the first step on. Raises RuleBroken `list_has_contacts` if one request cannot remove all
    contacts (the caller repeats it), VersionMismatch, NotFound.
    """
    _close_list(store, list_id, by=by, now=now, if_match=if_match)
    for _ in range(_MOST_AT_ONCE // CHUNK):
        members, _ = store.lists.page_of_members(list_id, limit=CHUNK)
        if not members:
            break
        _remove_members(store, list_id, members, by=by, now=now)
    else:
        raise RuleBroken("The list still has contacts. Send the request again to remove the rest.", code="list_has_contacts")
    _remove_list(store, list_id, by=by, now=now)


@retried_when_raced
def _close_list(store: TenantStore, list_id: str, *, by: Caller, now: datetime, if_match: int | None) -> None:
    contact_list = store.lists.get(list_id)
    require_version(contact_list.version, if_match)
    if contact_list.active:
        closed = next_version(contact_list, active=False, updated_at=now)
        change = TenantChange("list.changed", list_id, contact_list, closed)
        save = store.lists.save_of(list_id, closed, replacing=contact_list.version)
        commit_tenant_change(store, change, save, by=by, now=now)


@retried_when_raced
def _remove_members(store: TenantStore, list_id: str, contact_ids: list[str], *, by: Caller, now: datetime) -> None:
    contacts = {contact.contact_id: contact for contact in store.contacts.get_many(contact_ids)}
    writes: list[Write] = []
    for contact_id in contact_ids:
        contact = contacts.get(contact_id)
        if contact is None or list_id not in contact.list_ids:
            writes.append(store.lists.forget_member_of(list_id, contact_id))
        else:
            writes += association_writes(store, contact, set(contact.list_ids) - {list_id}, by=by, now=now)
    commit_writes(store, writes, by=by)


def association_writes(store: TenantStore, contact: Contact, list_ids: set[str], *, by: Caller, now: datetime) -> list[Write]:
    """Return the writes that put the contact on exactly these lists, with its audit entry."""
    return association_change(store, contact, list_ids, by=by, now=now)[1]


def association_change(
    store: TenantStore,
    contact: Contact,
    list_ids: set[str],
    *,
    by: Caller,
    now: datetime,
    evidence: EvidenceDraft | None = None,
    asked_for: Iterable[str] = (),
) -> tuple[Contact, list[Write]]:
    """Return the contact on exactly these lists, and the writes that put it there, with its audit entry.

    The evidence shows that the person asked for the lists `asked_for`.
    """
    kept = [list_id for list_id in contact.list_ids if list_id in list_ids]
    after = on_lists(contact, [*kept, *sorted(list_ids - set(kept))])
    if evidence:
        after = reduce(lambda found, list_id: with_topic_joined(found, list_id, evidence.said_at, now), asked_for, after)
    change = ContactChange(before=contact, after=after, action="contact.lists_changed", evidence=evidence)
    return writes_of(store, change, by=by, now=now)


@retried_when_raced
def _remove_list(store: TenantStore, list_id: str, *, by: Caller, now: datetime) -> None:
    contact_list = store.lists.find(list_id)
    if contact_list:
        change = TenantChange("list.deleted", list_id, contact_list, None)
        commit_tenant_change(store, change, store.lists.remove_of(list_id, version=contact_list.version), by=by, now=now)
