from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class RelationDraft:
    """A relation that a caller sends: the related contact and what it is to this contact."""

    related_contact_id: str
    """ The id of the related contact, `con_…`. """
    relation_type: str
    """ The type of the relation, of those in the settings, such as `employee`. """

    def to_dict(self) -> dict[str, Any]:
        related_contact_id = self.related_contact_id

        relation_type = self.relation_type

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "related_contact_id": related_contact_id,
                "relation_type": relation_type,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        related_contact_id = d.pop("related_contact_id")

        relation_type = d.pop("relation_type")

        relation_draft = cls(
            related_contact_id=related_contact_id,
            relation_type=relation_type,
        )

        return relation_draft
