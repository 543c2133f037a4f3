from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class MergeTag:
    """One tag as it is offered to the author of a template: with its `#`, a description and an example."""

    tag: str
    """ The tag, with its `#`. """
    description: str
    """ What it is, for people. """
    example: str
    """ A value as an example. """

    def to_dict(self) -> dict[str, Any]:
        tag = self.tag

        description = self.description

        example = self.example

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tag": tag,
                "description": description,
                "example": example,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tag = d.pop("tag")

        description = d.pop("description")

        example = d.pop("example")

        merge_tag = cls(
            tag=tag,
            description=description,
            example=example,
        )

        return merge_tag
