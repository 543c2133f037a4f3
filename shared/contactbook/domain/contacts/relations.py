"""Relations between contacts: one fact, stored on both contacts (S3.13)."""

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
    """The side of a relation: outgoing on the contact for which it was stated, incoming on the related contact."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class RelationDraft(Draft):
    """A relation that a caller sends: the related contact and what it is to this contact."""

    related_contact_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    relation_type: Key


class Relation(Record):
    """One side of a relation, stored with its contact; both sides have the same id."""

    relation_id: str
    contact_id: str
    related_contact_id: str
    relation_type: str
    direction: Direction
    created_at: Moment
    created_by: Actor


class RelationView(Relation):
    """A relation with the label of its type and the name of the related contact."""

    label: str
    related_display_name: str
    related_kind: ContactKind


def other_end(relation: Relation) -> Relation:
    """Return the other side of the relation, which belongs to the related contact."""
    direction = Direction.INCOMING if relation.direction is Direction.OUTGOING else Direction.OUTGOING
    ends = {"contact_id": relation.related_contact_id, "related_contact_id": relation.contact_id, "direction": direction}
    return with_fields(relation, **ends)


def require_relatable(contact_id: str, draft: RelationDraft, types: Sequence[TypeDefinition]) -> None:
    """Raise RuleBroken `self_relation`, or ValidationFailed for a type that the settings do not have."""
    if draft.related_contact_id == contact_id:
        raise RuleBroken.of(
            "/related_contact_id", "self_relation", "A contact cannot be related to itself. Name another contact."
        )
    if draft.relation_type not in {definition.type for definition in types}:
        raise ValidationFailed.of(
            "/relation_type", "unknown_type", "The settings have no such relation type. GET /v1/settings/types lists them."
        )


def require_new(relation: Relation, stored: Iterable[Relation]) -> None:
    """Raise RuleBroken `relation_exists` if the contact has the same relation already, stated from either side."""
    facts = {(known.related_contact_id, known.relation_type, known.direction) for known in stored}
    if (relation.related_contact_id, relation.relation_type, relation.direction) in facts:
        message = "These contacts already have this relation. GET /v1/contacts/{id}/relations lists it."
        raise RuleBroken.of("/related_contact_id", "relation_exists", message)
