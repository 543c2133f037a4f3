"""Relating contacts: both ends change in one transaction, each with its own audit entry (S3.13)."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import require_version
from contactbook.domain.contacts.access import may, sees_everybody
from contactbook.domain.contacts.labels import label_of
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import (
    MAXIMUM_RELATIONS,
    Direction,
    Relation,
    RelationDraft,
    RelationView,
    other_end,
    require_new,
    require_relatable,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, require_open, visible_contact
from contactbook.services.changes.children import Children
from contactbook.services.changes.commit import commit_writes, writes_of
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

RELATIONS: Children[Relation] = Children("relation", "relations", MAXIMUM_RELATIONS, lambda store: store.relations)


@retried_when_raced
def add_relation(store: TenantStore, contact_id: str, draft: RelationDraft, *, by: Caller, now: datetime) -> RelationView:
    """Relate two contacts. The caller needs the right to edit the first and to select the second (S3.15).

    Raises RuleBroken `self_relation`, `relation_exists`, `too_many_relations`, or as `require_open` for the second contact;
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
    if earlier := RELATIONS.added_before(stored, relation.relation_id):
        return _relation_view(store, earlier, related)
    require_new(relation, stored)
    RELATIONS.require_room(stored)
    RELATIONS.require_room(store.relations.all_of(related.contact_id))
    writes = [
        *_adding_writes(store, contact, relation, by=by, now=now),
        *_adding_writes(store, related, other_end(relation), by=by, now=now),
    ]
    commit_writes(store, writes, by=by)
    return _relation_view(store, relation, related)


def page_of_relations(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[RelationView], After | None]:
    """Return relations of a contact, newest first: one query and one batch read.

    Omits relations to contacts that the caller may not see. Raises NotFound, or Merged.
    """
    relations, further = RELATIONS.page(store, contact_id, by=by, limit=limit, after=after)
    return _visible_views(store, relations, by), further


def read_relation(store: TenantStore, contact_id: str, relation_id: str, *, by: Caller) -> RelationView:
    """Return one relation. Raises NotFound, also if the caller may not see the other contact."""
    views = _visible_views(store, [RELATIONS.read(store, contact_id, relation_id, by=by)], by)
    if not views:
        raise NotFound("There is no such record.")
    return views[0]


@retried_when_raced
def remove_relation(
    store: TenantStore, contact_id: str, relation_id: str, *, by: Caller, now: datetime, if_match: int | None = None
) -> None:
    """Remove a relation from both contacts. Raises as `read_relation`, VersionMismatch, Merged."""
    contact, relation = RELATIONS.editable(store, contact_id, relation_id, by=by, if_match=None)
    settings = store.settings.current()
    if not sees_everybody(by, settings.groups, settings.privacy_levels) and not _visible_views(store, [relation], by):
        raise NotFound("There is no such record.")
    require_version(relation.version, if_match)
    _remove(store, contact, relation, by=by, now=now)


@retried_when_raced
def remove_every_relation(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, keep: int = 0) -> None:
    """Remove all relations of a contact but the first `keep`, one transaction each, before the contact is removed.

    Checks no right: who may delete or anonymize the contact may remove its relations (S3.13). Idempotent.
    """
    for relation in store.relations.all_of(contact_id)[keep:]:
        contact = store.contacts.get(contact_id)
        if store.relations.find(contact_id, relation.relation_id):
            _remove(store, contact, relation, by=by, now=now)


def other_end_writes(store: TenantStore, relations: Sequence[Relation], *, by: Caller, now: datetime) -> list[Write]:
    """Return the writes that remove these relations from the related contacts."""
    # The relation of a merged contact belongs to the contact that it was merged into.
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
    writes = _removal_writes(store, contact, [relation], by=by, now=now)
    commit_writes(store, [*writes, *other_end_writes(store, [relation], by=by, now=now)], by=by)


def _adding_writes(store: TenantStore, contact: Contact, relation: Relation, *, by: Caller, now: datetime) -> list[Write]:
    change = RELATIONS.change_of(store, contact, None, relation, verb="added")
    return writes_of(store, change, by=by, now=now)[1]


def _removal_writes(
    store: TenantStore, contact: Contact, removed: Sequence[Relation], *, by: Caller, now: datetime
) -> list[Write]:
    """Return the writes that remove these relations in one change of the contact, with one audit entry."""
    first, *others = removed
    change = RELATIONS.change_of(store, contact, first, None, verb="removed")
    writes = writes_of(store, change, by=by, now=now)[1]
    return writes + [
        write for relation in others for write in store.relations.remove_writes(contact.contact_id, relation.relation_id)
    ]


def _selectable(store: TenantStore, contact_id: str, by: Caller) -> Contact:
    try:
        return visible_contact(store, contact_id, by=by, right=GroupRight.SELECT)
    except (NotFound, Merged) as error:
        raise ValidationFailed.of("/related_contact_id", "not_found", "There is no such contact.") from error


def _visible_views(store: TenantStore, relations: Sequence[Relation], by: Caller) -> list[RelationView]:
    groups = store.settings.current().groups
    found = store.contacts.survivors(relation.related_contact_id for relation in relations)
    visible = {contact_id: contact for contact_id, contact in found.items() if may(by, contact, GroupRight.SELECT, groups)}
    return [
        _relation_view(store, relation, visible[relation.related_contact_id])
        for relation in relations
        if relation.related_contact_id in visible
    ]


def _relation_view(store: TenantStore, relation: Relation, related: Contact) -> RelationView:
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
