"""Associations of contacts and lists: saved whole for a contact, added and removed for a list (S1.25-S1.30)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ContactbookError, FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.lists.lists import (
    MAXIMUM_LISTS_OF_A_CONTACT,
    AddedMembers,
    AssociationsView,
    ContactList,
    MemberView,
    member_view,
    require_few_at_once,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable, editable_contact, require_open
from contactbook.services.changes.commit import commit_writes
from contactbook.services.lists.lists import CHUNK, association_change, association_writes
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def save_associations(
    store: TenantStore, contact_id: str, list_ids: Sequence[str], *, by: Caller, now: datetime, if_match: int | None
) -> AssociationsView:
    """Put the contact on exactly these lists, in one transaction; each list shows it at once (S1.28, S1.29).

    Raises ValidationFailed for an unknown list and `too_many_lists`, RuleBroken `inactive_list` for an inactive one that is new (S1.27) and
    `refusal_stands` for one that the person left itself (S5.7), VersionMismatch, NotFound.
    """
    found, lists = _read_with_lists(store, contact_id, list_ids)
    contact = editable(store, contact_id, found, by=by, if_match=if_match)
    require_few_at_once(contact.list_ids, list_ids)
    _require_not_left(contact, list_ids)
    checks = _checks(store, contact.list_ids, list_ids, lists)
    if set(list_ids) != set(contact.list_ids):
        contact, writes = association_change(store, contact, set(list_ids), by=by, now=now)
        commit_writes(store, [*checks, *writes], by=by)
    return AssociationsView(contact_id=contact_id, list_ids=contact.list_ids, version=contact.version)


def checks_of(store: TenantStore, before: Iterable[str], after: Sequence[str]) -> list[Write]:
    """Return the conditions that each list that is new to a contact exists and is active (S1.27).

    Raises ValidationFailed `unknown_list`, `too_many_lists`, RuleBroken `inactive_list`.
    """
    before = tuple(before)
    require_few_at_once(before, {*before, *after})
    new = [list_id for list_id in dict.fromkeys(after) if list_id not in set(before)]
    return _checks(store, before, after, store.lists.get_many(new) if new else ())


def _read_with_lists(
    store: TenantStore, contact_id: str, list_ids: Sequence[str]
) -> tuple[Contact | MergedContact | None, list[ContactList]]:
    """Return the contact and the lists that exist. One batch read."""
    key = store.contacts.key_of(contact_id)
    rows = table.get_many([key, *store.lists.keys_of(dict.fromkeys(list_ids))])
    found = [store.contacts.of_row(row) for row in rows if row.key == key]
    return found[0] if found else None, [store.lists.of_row(row) for row in rows if row.key != key]


def _checks(store: TenantStore, before: Iterable[str], after: Sequence[str], lists: Sequence[ContactList]) -> list[Write]:
    on = set(before)
    new = {list_id for list_id in after if list_id not in on}
    found = {one.list_id: one for one in lists if one.list_id in new}
    errors = [
        FieldError(f"/list_ids/{place}", "unknown_list", "There is no such list.")
        for place, list_id in enumerate(after)
        if list_id in new and list_id not in found
    ]
    if errors:
        raise ValidationFailed("Some lists do not exist; see `errors`.", errors=errors)
    for contact_list in found.values():
        require_active(contact_list)
    return [store.lists.check_of(contact_list) for contact_list in found.values()]


def _require_not_left(contact: Contact, list_ids: Sequence[str]) -> None:
    left = {topic.list_id for topic in contact.left_topics}
    errors = [
        FieldError(f"/list_ids/{place}", "refusal_stands", "The person left this list itself.")
        for place, list_id in enumerate(list_ids)
        if list_id in left
    ]
    if errors:
        raise RuleBroken("The person left this list itself. Only it can join it again.", code="refusal_stands", errors=errors)


def require_active(contact_list: ContactList) -> None:
    """Raise RuleBroken `inactive_list` if the list is inactive."""
    if not contact_list.active:
        raise RuleBroken("The list is inactive and accepts no new contacts.", code="inactive_list")


def add_members(store: TenantStore, list_id: str, contact_ids: Sequence[str], *, by: Caller, now: datetime) -> AddedMembers:
    """Add contacts to a list; contacts that are on it already do not change (S1.30).

    If one cannot be added, none is: raises ValidationFailed with an error for each, RuleBroken `inactive_list`, NotFound.
    """
    wanted = list(dict.fromkeys(contact_ids))
    require_active(store.lists.get(list_id))
    _checked_contacts(store, list_id, wanted, by)
    added: list[str] = []
    for start in range(0, len(wanted), CHUNK):
        added += _add_chunk(store, list_id, wanted[start : start + CHUNK], by=by, now=now)
    unchanged = tuple(contact_id for contact_id in wanted if contact_id not in added)
    return AddedMembers(list_id=list_id, added=tuple(added), unchanged=unchanged)


@retried_when_raced
def _add_chunk(store: TenantStore, list_id: str, contact_ids: list[str], *, by: Caller, now: datetime) -> list[str]:
    contact_list = store.lists.get(list_id)
    require_active(contact_list)
    contacts = [contact for contact in _checked_contacts(store, list_id, contact_ids, by) if list_id not in contact.list_ids]
    # Commit also if nobody is new: a request repeated under its Idempotency-Key must run the same transactions again.
    writes: list[Write] = [store.lists.check_of(contact_list)]
    for contact in contacts:
        writes += association_writes(store, contact, {*contact.list_ids, list_id}, by=by, now=now)
    commit_writes(store, writes, by=by)
    return [contact.contact_id for contact in contacts]


def _checked_contacts(store: TenantStore, list_id: str, contact_ids: Sequence[str], by: Caller) -> list[Contact]:
    """Return the contacts if the caller may add each of them to the list; one batch read. Raises ValidationFailed."""
    settings = store.settings.current()
    found = {contact.contact_id: contact for contact in store.contacts.get_many(contact_ids)}
    errors: list[FieldError] = []
    for place, contact_id in enumerate(contact_ids):
        contact = found.get(contact_id)
        pointer = f"/contact_ids/{place}"
        if contact is None or not may(by, contact, GroupRight.EDIT, settings.groups):
            errors.append(FieldError(pointer, "not_found", "There is no such contact."))
            continue
        if len(contact.list_ids) >= MAXIMUM_LISTS_OF_A_CONTACT and list_id not in contact.list_ids:
            errors.append(
                FieldError(
                    pointer, "too_many_lists", f"The contact is on {MAXIMUM_LISTS_OF_A_CONTACT} lists already, the maximum."
                )
            )
        try:
            require_open(contact, settings.consent)
        except ContactbookError as error:
            errors.append(FieldError(pointer, error.code, error.message))
    if errors:
        raise ValidationFailed("Some contacts cannot be added to the list; see `errors`.", errors=errors)
    return [found[contact_id] for contact_id in contact_ids]


@retried_when_raced
def remove_member(store: TenantStore, list_id: str, contact_id: str, *, by: Caller, now: datetime) -> None:
    """Remove a contact from a list; does nothing if it is not on the list (S1.30). Raises NotFound, or Merged."""
    store.lists.get(list_id)
    contact = editable_contact(store, contact_id, by=by)
    if list_id in contact.list_ids:
        writes = association_writes(store, contact, set(contact.list_ids) - {list_id}, by=by, now=now)
        commit_writes(store, writes, by=by)


def page_of_members(
    store: TenantStore, list_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[MemberView], After | None]:
    """Return contacts of a list that the caller may see: one query and one batch read. A page may hold fewer than `limit`.

    Raises NotFound.
    """
    store.lists.get(list_id)
    contact_ids, further = store.lists.page_of_members(list_id, limit=limit, after=after)
    settings = store.settings.current()
    contacts = [
        contact
        for contact in store.contacts.get_many(contact_ids)
        if contact.erasure is None and list_id in contact.list_ids and may(by, contact, GroupRight.VIEW, settings.groups)
    ]
    return [member_view(contact, settings) for contact in contacts], further
