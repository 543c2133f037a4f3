from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ExclusionDraft:
    """The suppression lists, the segments and the tags whose contacts are left out. It is asked when a message is sent."""

    suppression_list_ids: list[str] | Unset = UNSET
    """ Ids of the suppression lists whose entries are left out. """
    segment_ids: list[str] | Unset = UNSET
    """ Ids of the segments whose members are left out. """
    tags: list[str] | Unset = UNSET
    """ Tags whose contacts are left out. """

    def to_dict(self) -> dict[str, Any]:
        suppression_list_ids: list[str] | Unset = UNSET
        if not isinstance(self.suppression_list_ids, Unset):
            suppression_list_ids = self.suppression_list_ids

        segment_ids: list[str] | Unset = UNSET
        if not isinstance(self.segment_ids, Unset):
            segment_ids = self.segment_ids

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if suppression_list_ids is not UNSET:
            field_dict["suppression_list_ids"] = suppression_list_ids
        if segment_ids is not UNSET:
            field_dict["segment_ids"] = segment_ids
        if tags is not UNSET:
            field_dict["tags"] = tags

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        suppression_list_ids = cast(list[str], d.pop("suppression_list_ids", UNSET))

        segment_ids = cast(list[str], d.pop("segment_ids", UNSET))

        tags = cast(list[str], d.pop("tags", UNSET))

        exclusion_draft = cls(
            suppression_list_ids=suppression_list_ids,
            segment_ids=segment_ids,
            tags=tags,
        )

        return exclusion_draft
