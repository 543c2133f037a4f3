from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.event_type import EventType

if TYPE_CHECKING:
    from ..models.catalogued_event_example import CataloguedEventExample
    from ..models.catalogued_event_schema import CataloguedEventSchema


@dataclass(kw_only=True, slots=True)
class CataloguedEvent:
    """One event of the catalogue as callers see it."""

    type_: EventType
    """ What has happened. """
    description: str
    """ What it is, for people. """
    schema: CataloguedEventSchema
    """ The JSON Schema (2020-12) of the event. """
    example: CataloguedEventExample
    """ A value as an example. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        description = self.description

        schema = self.schema.to_dict()

        example = self.example.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "description": description,
                "schema": schema,
                "example": example,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.catalogued_event_example import CataloguedEventExample  # noqa: PLC0415
        from ..models.catalogued_event_schema import CataloguedEventSchema  # noqa: PLC0415

        d = dict(src_dict)
        type_ = EventType(d.pop("type"))

        description = d.pop("description")

        schema = CataloguedEventSchema.from_dict(d.pop("schema"))

        example = CataloguedEventExample.from_dict(d.pop("example"))

        catalogued_event = cls(
            type_=type_,
            description=description,
            schema=schema,
            example=example,
        )

        return catalogued_event
