from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Exclusion:
    """The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is sent."""

    suppression_list_ids: list[str]
    """ Ids of the suppression lists whose entries are left out. """
    segment_ids: list[str]
    """ Ids of the segments whose members are left out. """
    tags: list[str]
    """ Tags whose contacts are left out. """

    def to_dict(self) -> dict[str, Any]:
        suppression_list_ids = self.suppression_list_ids

        segment_ids = self.segment_ids

        tags = self.tags

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "suppression_list_ids": suppression_list_ids,
                "segment_ids": segment_ids,
                "tags": tags,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        suppression_list_ids = cast(list[str], d.pop("suppression_list_ids"))

        segment_ids = cast(list[str], d.pop("segment_ids"))

        tags = cast(list[str], d.pop("tags"))

        exclusion = cls(
            suppression_list_ids=suppression_list_ids,
            segment_ids=segment_ids,
            tags=tags,
        )

        return exclusion
