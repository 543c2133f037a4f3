"""Relations between contacts: one fact, shown on both of them (S3.13)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.values import Draft, Key, Moment, Record
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.settings.fields import TypeDefinition

MAXIMUM_RELATIONS = 200


class Direction(StrEnum):
    """Which end of a relation one looks from: the contact that it was stated for, or the one that it names."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class RelationDraft(Draft):
    """What a caller sends: what the related contact is to this one."""

    related_contact_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    relation_type: Key


class Relation(Record):
    """One end of a relation, as its contact has it; both ends share the id."""

    relation_id: str
    contact_id: str
    related_contact_id: str
    relation_type: str
    direction: Direction
    created_at: Moment
    created_by: Actor


class RelationView(Relation):
    """A relation with its type's label and who is at the other end."""

    label: str
    related_display_name: str
    related_kind: ContactKind


def other_end(relation: Relation) -> Relation:
    """The same relation as the other contact has it."""
    direction = Direction.INCOMING if relation.direction is Direction.OUTGOING else Direction.OUTGOING
    ends = {"contact_id": relation.related_contact_id, "related_contact_id": relation.contact_id, "direction": direction}
    return with_fields(relation, **ends)


def require_relatable(contact_id: str, draft: RelationDraft, types: Sequence[TypeDefinition]) -> None:
    """Raises RuleBroken `self_relation`, ValidationFailed for a type that the settings do not know."""
    if draft.related_contact_id == contact_id:
        raise RuleBroken("A contact cannot be related to itself.", code="self_relation")
    if draft.relation_type not in {definition.type for definition in types}:
        raise ValidationFailed.of("/relation_type", "unknown_type", "This type is not in the tenant's settings.")


def require_new(relation: Relation, stored: Iterable[Relation]) -> None:
    """Raises RuleBroken `relation_exists` where the same fact is there already, stated from either end."""
    facts = {(known.related_contact_id, known.relation_type, known.direction) for known in stored}
    if (relation.related_contact_id, relation.relation_type, relation.direction) in facts:
        raise RuleBroken("These contacts are related in this way already.", code="relation_exists")


def label_of(relation_type: str, types: Sequence[TypeDefinition]) -> str:
    """The configured label; the type itself where the settings know it no more (S2.5)."""
    return next((definition.label for definition in types if definition.type == relation_type), relation_type)
