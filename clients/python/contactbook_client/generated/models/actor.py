from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.actor_type import ActorType


@dataclass(kw_only=True, slots=True)
class Actor:
    """The actor of a change: a user of a portal, the contact itself, a signed link or a job."""

    type_: ActorType
    """ The kind of actor that made a change. """
    id: str
    """ The id of the user, the contact, the link or the job. """

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
        type_ = ActorType(d.pop("type"))

        id = d.pop("id")

        actor = cls(
            type_=type_,
            id=id,
        )

        return actor
