"""Relating contacts: both ends change in one transaction, each with its own audit entry (S3.13)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import require_version
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import (
    MAXIMUM_RELATIONS,
    Direction,
    Relation,
    RelationDraft,
    RelationView,
    label_of,
    other_end,
    require_new,
    require_relatable,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, require_open, visible_contact
from contactbook.services.changes.children import ChildChange, details_of, made_before, require_room
from contactbook.services.changes.commit import ContactChange, commit_writes, writes_of
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def add_relation(store: TenantStore, contact_id: str, draft: RelationDraft, *, by: Caller, now: datetime) -> RelationView:
    """Relate two contacts. The caller edits the first and may select the second (S3.15).

    Raises RuleBroken `self_relation`, `relation_exists`, `too_many_relations` or what closes the second contact;
    ValidationFailed for an unknown type or a second contact that the caller may not select; NotFound.
    """
    contact = editable_contact(store, contact_id, by=by)
    settings = store.settings.current()
    require_relatable(contact_id, draft, settings.types.relation)
    related = _selectable(store, draft.related_contact_id, by)
    require_open(related, settings.consent)
    relation = Relation(
        relation_id=new_id("rel", now),
        contact_id=contact_id,
        related_contact_id=related.contact_id,
        relation_type=draft.relation_type,
        direction=Direction.OUTGOING,
        created_at=now,
        created_by=by.actor,
    )
    stored = store.relations.all_of(contact_id)
    if made := made_before(stored, relation.relation_id, lambda known: known.relation_id):
        return _view(store, made, related)
    require_new(relation, stored)
    require_room(stored, MAXIMUM_RELATIONS, "relations")
    require_room(store.relations.all_of(related.contact_id), MAXIMUM_RELATIONS, "relations")
    writes = [
        *_end_writes(store, contact, None, relation, by=by, now=now),
        *_end_writes(store, related, None, other_end(relation), by=by, now=now),
    ]
    commit_writes(store, writes, by=by)
    return _view(store, relation, related)


def page_of_relations(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[RelationView], After | None]:
    """Relations of a contact, newest first: one query and one batch read.

    Those to a contact that the caller may not see are left out. Raises NotFound, or Merged.
    """
    visible_contact(store, contact_id, by=by)
    relations, further = store.relations.page(contact_id, limit=limit, after=after)
    return _views(store, relations, by), further


def read_relation(store: TenantStore, contact_id: str, relation_id: str, *, by: Caller) -> RelationView:
    """One relation. Raises NotFound, also where the caller may not see the other end."""
    visible_contact(store, contact_id, by=by)
    views = _views(store, [store.relations.get(contact_id, relation_id)], by)
    if not views:
        raise NotFound("There is no such record.")
    return views[0]


@retried_when_raced
def remove_relation(
    store: TenantStore, contact_id: str, relation_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Remove a relation from both ends. Raises VersionMismatch, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    relation = store.relations.get(contact_id, relation_id)
    require_version(relation.version, if_match)
    _remove(store, contact, relation, by=by, now=now)


@retried_when_raced
def remove_every_relation(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, keep: int = 0) -> None:
    """Remove a contact's relations until so many are left, one transaction each: for a contact that is about to go.

    Asks for no right: whoever may delete or anonymise the contact takes its relations along (S3.13). Can be run again.
    """
    for relation in store.relations.all_of(contact_id)[keep:]:
        contact = store.contacts.get(contact_id)
        if store.relations.find(contact_id, relation.relation_id):
            _remove(store, contact, relation, by=by, now=now)


def other_end_writes(store: TenantStore, relations: Sequence[Relation], *, by: Caller, now: datetime) -> list[Write]:
    """The writes that remove these relations from the contacts at their other ends."""
    # A merged contact's end is with the contact that it lives on in.
    others = store.contacts.survivors(relation.related_contact_id for relation in relations)
    ends: dict[str, list[Relation]] = {}
    for relation in relations:
        if other := others.get(relation.related_contact_id):
            ends.setdefault(other.contact_id, []).append(other_end(relation))
    contacts = {contact.contact_id: contact for contact in others.values()}
    return [
        write
        for contact_id, removed in ends.items()
        for write in _removal_writes(store, contacts[contact_id], removed, by=by, now=now)
    ]


def _remove(store: TenantStore, contact: Contact, relation: Relation, *, by: Caller, now: datetime) -> None:
    writes = _end_writes(store, contact, relation, None, by=by, now=now)
    commit_writes(store, [*writes, *other_end_writes(store, [relation], by=by, now=now)], by=by)


def _end_writes(
    store: TenantStore, contact: Contact, before: Relation | None, after: Relation | None, *, by: Caller, now: datetime
) -> list[Write]:
    relation = before or after
    assert relation is not None  # noqa: S101 - one of the two is given
    change = ChildChange("relation", store.relations, relation.relation_id, before, after)
    of_contact = ContactChange(
        before=contact,
        after=contact,
        action=change.action,
        subject=change.child_id,
        details=details_of("relation", before, after),
        writes=change.writes(contact.contact_id),
    )
    return writes_of(store, of_contact, by=by, now=now)[1]


def _removal_writes(
    store: TenantStore, contact: Contact, removed: Sequence[Relation], *, by: Caller, now: datetime
) -> list[Write]:
    """One change of the contact, however many relations to the same other one end with it."""
    first, *others = removed
    writes = _end_writes(store, contact, first, None, by=by, now=now)
    return writes + [
        write for relation in others for write in store.relations.remove_writes(contact.contact_id, relation.relation_id)
    ]


def _selectable(store: TenantStore, contact_id: str, by: Caller) -> Contact:
    try:
        return visible_contact(store, contact_id, by=by, right=GroupRight.SELECT)
    except (NotFound, Merged) as error:
        raise ValidationFailed.of("/related_contact_id", "not_found", "There is no such contact.") from error


def _views(store: TenantStore, relations: Sequence[Relation], by: Caller) -> list[RelationView]:
    groups = store.settings.current().groups
    found = store.contacts.survivors(relation.related_contact_id for relation in relations)
    visible = {contact_id: contact for contact_id, contact in found.items() if may(by, contact, GroupRight.SELECT, groups)}
    return [
        _view(store, relation, visible[relation.related_contact_id])
        for relation in relations
        if relation.related_contact_id in visible
    ]


def _view(store: TenantStore, relation: Relation, related: Contact) -> RelationView:
    settings = store.settings.current()
    return RelationView.model_validate(
        relation.model_dump()
        | {
            "related_contact_id": related.contact_id,
            "label": label_of(relation.relation_type, settings.types.relation),
            "related_display_name": display_name(related, related.kind, settings.name_display),
            "related_kind": related.kind,
        }
    )
