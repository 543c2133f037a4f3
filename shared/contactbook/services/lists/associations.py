"""Associations of contacts and lists, saved whole for a contact (S1.25-S1.29). A list's contacts are in `members`."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.contacts.record import Contact
from contactbook.domain.lists.lists import Associations, AssociationsView, ContactList, require_few_at_once
from contactbook.domain.permissions.scopes import topic_of_scope, topic_scope
from contactbook.domain.refusals.marks import Scope
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable, visible_contact
from contactbook.services.changes.commit import commit_writes
from contactbook.services.lists.lists import association_change
from contactbook.services.refusals.answering import evidence_writes, require_answered
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore


def read_associations(store: TenantStore, contact_id: str, *, by: Caller) -> AssociationsView:
    """Return the lists that a contact is on. Raises NotFound, Merged."""
    return _view(visible_contact(store, contact_id, by=by))


@retried_when_raced
def save_associations(
    store: TenantStore, contact_id: str, wanted: Associations, *, by: Caller, now: datetime, if_match: int | None
) -> AssociationsView:
    """Put the contact on exactly these lists, in one transaction; each list shows it at once (S1.28, S1.29).

    Raises ValidationFailed for an unknown list and `too_many_lists`, RuleBroken `inactive_list` for an inactive one that is new (S1.27)
    and `refusal_stands` for one that the person left, without younger evidence (S5.5, S5.7), VersionMismatch, NotFound.
    """
    list_ids, evidence = wanted.list_ids, wanted.evidence
    found, lists = _read_with_lists(store, contact_id, list_ids)
    contact = editable(store, contact_id, found, by=by, if_match=if_match)
    require_few_at_once(contact.list_ids, list_ids)
    asked_for = topics_in(contact, list_ids, lists)
    require_answered(store, contact, asked_for, evidence, by=by, now=now)
    checks = [*_checks(store, contact.list_ids, list_ids, lists), *evidence_writes(store, contact_id, evidence, now=now)]
    if set(list_ids) != set(contact.list_ids) or (evidence and asked_for):
        contact, writes = association_change(
            store, contact, set(list_ids), by=by, now=now, evidence=evidence, asked_for=map(topic_of_scope, asked_for)
        )
        commit_writes(store, [*checks, *writes], by=by)
    return _view(contact)


def _view(contact: Contact) -> AssociationsView:
    return AssociationsView(contact_id=contact.contact_id, list_ids=contact.list_ids, version=contact.version)


def checked_lists(store: TenantStore, list_ids: Sequence[str]) -> tuple[list[ContactList], list[Write]]:
    """Return these lists of a new contact, and the conditions that each exists and is active (S1.27).

    Raises ValidationFailed `unknown_list`, `too_many_lists`, RuleBroken `inactive_list`.
    """
    require_few_at_once((), list_ids)
    lists = list(store.lists.get_many(list(dict.fromkeys(list_ids)))) if list_ids else []
    return lists, _checks(store, (), list_ids, lists)


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


def topics_in(contact: Contact, list_ids: Sequence[str], lists: Iterable[ContactList]) -> dict[Scope, str]:
    """Return the scope of each list that is new to the contact and that persons may leave, and the pointer to it (S5.7)."""
    known = {one.list_id for one in lists if one.public} | {topic.list_id for topic in contact.left_topics}
    return {
        topic_scope(list_id): f"/list_ids/{place}"
        for place, list_id in enumerate(list_ids)
        if list_id in known and list_id not in contact.list_ids
    }


def require_active(contact_list: ContactList) -> None:
    """Raise RuleBroken `inactive_list` if the list is inactive."""
    if not contact_list.active:
        raise RuleBroken(
            "The list is inactive and accepts no new contacts. Set its `active` to true, or name another list.",
            code="inactive_list",
        )
