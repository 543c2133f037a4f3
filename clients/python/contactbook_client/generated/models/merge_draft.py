from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.merge_draft_prefer import MergeDraftPrefer


@dataclass(kw_only=True, slots=True)
class MergeDraft:
    """A request to merge contacts into one."""

    source_ids: list[str]
    """ Ids of the contacts that are merged into the survivor. """
    prefer: MergeDraftPrefer | Unset = UNSET
    """ For each field of a conflict, the id of the contact whose value is kept. """

    def to_dict(self) -> dict[str, Any]:
        source_ids = self.source_ids

        prefer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.prefer, Unset):
            prefer = self.prefer.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "source_ids": source_ids,
            }
        )
        if prefer is not UNSET:
            field_dict["prefer"] = prefer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.merge_draft_prefer import MergeDraftPrefer  # noqa: PLC0415

        d = dict(src_dict)
        source_ids = cast(list[str], d.pop("source_ids"))

        _prefer = d.pop("prefer", UNSET)
        prefer: MergeDraftPrefer | Unset
        if isinstance(_prefer, Unset):
            prefer = UNSET
        else:
            prefer = MergeDraftPrefer.from_dict(_prefer)

        merge_draft = cls(
            source_ids=source_ids,
            prefer=prefer,
        )

        return merge_draft
