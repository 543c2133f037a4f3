from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.contact_kind import ContactKind
from ..models.relation_direction import RelationDirection

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class Relation:
    """A relation with the label of its type and the name of the related contact."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    relation_id: str
    """ The id of the relation, `rel_…`. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    related_contact_id: str
    """ The id of the related contact, `con_…`. """
    relation_type: str
    """ The type of the relation, of those in the settings, such as `employee`. """
    direction: RelationDirection
    """ The side of a relation: outgoing on the contact for which it was stated, incoming on the related contact.
    """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    created_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    label: str
    """ The name of the type, for people. The settings give it. """
    related_display_name: str
    """ The name of the related contact. """
    related_kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        relation_id = self.relation_id

        contact_id = self.contact_id

        related_contact_id = self.related_contact_id

        relation_type = self.relation_type

        direction = self.direction.value

        created_at = self.created_at.isoformat()

        created_by = self.created_by.to_dict()

        label = self.label

        related_display_name = self.related_display_name

        related_kind = self.related_kind.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "relation_id": relation_id,
                "contact_id": contact_id,
                "related_contact_id": related_contact_id,
                "relation_type": relation_type,
                "direction": direction,
                "created_at": created_at,
                "created_by": created_by,
                "label": label,
                "related_display_name": related_display_name,
                "related_kind": related_kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        relation_id = d.pop("relation_id")

        contact_id = d.pop("contact_id")

        related_contact_id = d.pop("related_contact_id")

        relation_type = d.pop("relation_type")

        direction = RelationDirection(d.pop("direction"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by = Actor.from_dict(d.pop("created_by"))

        label = d.pop("label")

        related_display_name = d.pop("related_display_name")

        related_kind = ContactKind(d.pop("related_kind"))

        relation = cls(
            version=version,
            relation_id=relation_id,
            contact_id=contact_id,
            related_contact_id=related_contact_id,
            relation_type=relation_type,
            direction=direction,
            created_at=created_at,
            created_by=created_by,
            label=label,
            related_display_name=related_display_name,
            related_kind=related_kind,
        )

        return relation
