"""The contacts of a list: added, removed and shown (S1.30). Who left it is not put back (S5.7)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ContactbookError, FieldError, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import resolve
from contactbook.domain.lists.lists import (
    MAXIMUM_LISTS_OF_A_CONTACT,
    AddedMembers,
    ContactList,
    MemberView,
    NewMembers,
    member_view,
    selectable_member,
)
from contactbook.domain.permissions.scopes import topic_scope
from contactbook.domain.permissions.topics import joined_at, topic_nos
from contactbook.domain.refusals.evidence import EvidenceDraft
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, require_open
from contactbook.services.changes.commit import commit_writes
from contactbook.services.lists.associations import require_active
from contactbook.services.lists.lists import CHUNK, association_change, association_writes
from contactbook.services.refusals.answering import evidence_writes, is_open, marks_at_addresses, refused_field, require_past
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


def add_members(store: TenantStore, list_id: str, members: NewMembers, *, by: Caller, now: datetime) -> AddedMembers:
    """Add contacts to a list; contacts that are on it already do not change (S1.30).

    If one cannot be added, none is: raises ValidationFailed with an error for each, such as `topic_left` for who left the list (S5.7),
    RuleBroken `inactive_list`, NotFound. Evidence is about one person, so it comes with one contact.
    """
    wanted, evidence = list(dict.fromkeys(members.contact_ids)), members.evidence
    contact_list = store.lists.get(list_id)
    require_active(contact_list)
    require_past(evidence, now)
    if evidence and len(wanted) > 1:
        raise ValidationFailed.of("/evidence", "for_one_contact", "Evidence is about one person: name one contact with it.")
    _checked_contacts(store, contact_list, wanted, evidence, by)
    added: list[str] = []
    for start in range(0, len(wanted), CHUNK):
        added += _add_chunk(store, list_id, wanted[start : start + CHUNK], evidence, by=by, now=now)
    unchanged = tuple(contact_id for contact_id in wanted if contact_id not in added)
    return AddedMembers(list_id=list_id, added=tuple(added), unchanged=unchanged)


@retried_when_raced
def _add_chunk(
    store: TenantStore, list_id: str, contact_ids: list[str], evidence: EvidenceDraft | None, *, by: Caller, now: datetime
) -> list[str]:
    contact_list = store.lists.get(list_id)
    require_active(contact_list)
    found = _checked_contacts(store, contact_list, contact_ids, evidence, by)
    contacts = [contact for contact in found if list_id not in contact.list_ids]
    told = [contact for contact in found if evidence and joined_at(contact, list_id) != evidence.said_at]
    # Commit also if nobody is new: a request repeated under its Idempotency-Key must run the same transactions again.
    writes: list[Write] = [store.lists.check_of(contact_list)]
    for contact in told if evidence else contacts:
        wanted = {*contact.list_ids, list_id}
        writes += evidence_writes(store, contact.contact_id, evidence, now=now)
        writes += association_change(store, contact, wanted, by=by, now=now, evidence=evidence, asked_for=(list_id,))[1]
    commit_writes(store, writes, by=by)
    return [contact.contact_id for contact in contacts]


def _checked_contacts(
    store: TenantStore, contact_list: ContactList, contact_ids: Sequence[str], evidence: EvidenceDraft | None, by: Caller
) -> list[Contact]:
    """Return the contacts if the caller may add each of them to the list.

    One batch read, and one for the addresses of contacts that are not settled if the list is a topic. Raises ValidationFailed.
    """
    settings, list_id = store.settings.current(), contact_list.list_id
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
                    pointer,
                    "too_many_lists",
                    f"The contact is on {MAXIMUM_LISTS_OF_A_CONTACT} lists already, the maximum. Take it off one first.",
                )
            )
        try:
            require_open(contact, settings.consent)
        except ContactbookError as error:
            errors.append(FieldError(pointer, error.code, error.message))
    errors += _left(store, contact_list, [found.get(contact_id) for contact_id in contact_ids], evidence)
    if errors:
        raise ValidationFailed("Some contacts cannot be added to the list; see `errors`.", errors=errors)
    return [found[contact_id] for contact_id in contact_ids]


def _left(
    store: TenantStore, contact_list: ContactList, contacts: Sequence[Contact | None], evidence: EvidenceDraft | None
) -> list[FieldError]:
    """Return an error for each contact that left the list, or has an address at which it was left, without younger evidence (S5.7)."""
    list_id = contact_list.list_id
    asked = [one for one in contacts if one and list_id not in one.list_ids]
    marks = marks_at_addresses(store, asked) if contact_list.public else {}
    left = {
        contact.contact_id
        for contact in asked
        if any(is_open(no, evidence) for no in topic_nos(contact, list_id, marks.get(contact.contact_id, ())))
    }
    return [
        refused_field(f"/contact_ids/{place}", topic_scope(list_id), evidence)
        for place, contact in enumerate(contacts)
        if contact and contact.contact_id in left
    ]


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
    """Return contacts of a list that the caller may select: one query and one batch read. A page may hold fewer than `limit`.

    Raises NotFound.
    """
    store.lists.get(list_id)
    contact_ids, further = store.lists.page_of_members(list_id, limit=limit, after=after)
    settings = store.settings.current()
    contacts = [
        contact
        for contact in store.contacts.get_many(contact_ids)
        if contact.erasure is None and list_id in contact.list_ids and may(by, contact, GroupRight.SELECT, settings.groups)
    ]
    return [_member_view(contact, settings, by) for contact in contacts], further


def _member_view(contact: Contact, settings: Settings, by: Caller) -> MemberView:
    if not may(by, contact, GroupRight.VIEW, settings.groups):
        return selectable_member(contact, settings)
    information = resolve(contact)
    return member_view(contact, settings, email=information.email.value, phone=information.phone.value)
