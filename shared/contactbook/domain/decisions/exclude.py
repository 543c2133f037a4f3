"""Whom a run, a schedule or an event communication leaves out, although it would go to them (S4.30)."""

from typing import Annotated

from pydantic import Field, JsonValue

from contactbook.domain.base.values import Id, Key, Part

_Named = Annotated[tuple[Id, ...], Field(max_length=20)]


class Exclude(Part):
    """The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is sent."""

    suppression_list_ids: _Named = ()
    segment_ids: _Named = ()
    tags: Annotated[tuple[Key, ...], Field(max_length=20)] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Return the ids of the records that it names."""
        return (*self.suppression_list_ids, *self.segment_ids)

    @property
    def tag_criteria(self) -> list[dict[str, JsonValue]]:
        """Return the criteria that whoever has one of the tags meets."""
        return [{"field": "tags", "contains": tag} for tag in self.tags]


NOBODY = Exclude()
