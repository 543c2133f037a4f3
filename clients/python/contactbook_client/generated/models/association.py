from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.association_type import AssociationType


@dataclass(kw_only=True, slots=True)
class Association:
    """A record of the platform to which the contact belongs."""

    type_: AssociationType
    """ Other records of the platform that may need a contact and so block its anonymization. """
    id: str
    """ The id of the record in the platform. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        id = self.id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "id": id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = AssociationType(d.pop("type"))

        id = d.pop("id")

        association = cls(
            type_=type_,
            id=id,
        )

        return association
