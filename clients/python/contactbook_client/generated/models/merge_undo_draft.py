from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.merge_undo_draft_assign import MergeUndoDraftAssign


@dataclass(kw_only=True, slots=True)
class MergeUndoDraft:
    """A request to undo a merge. `assign` names, for each field of a conflict, the contact that keeps the later change."""

    assign: MergeUndoDraftAssign | Unset = UNSET
    """ For each field of a conflict, the id of the contact that gets the present value. """

    def to_dict(self) -> dict[str, Any]:
        assign: dict[str, Any] | Unset = UNSET
        if not isinstance(self.assign, Unset):
            assign = self.assign.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if assign is not UNSET:
            field_dict["assign"] = assign

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.merge_undo_draft_assign import MergeUndoDraftAssign  # noqa: PLC0415

        d = dict(src_dict)
        _assign = d.pop("assign", UNSET)
        assign: MergeUndoDraftAssign | Unset
        if isinstance(_assign, Unset):
            assign = UNSET
        else:
            assign = MergeUndoDraftAssign.from_dict(_assign)

        merge_undo_draft = cls(
            assign=assign,
        )

        return merge_undo_draft
