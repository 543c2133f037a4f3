from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.contact import Contact
    from ..models.merge_preview_moves import MergePreviewMoves


@dataclass(kw_only=True, slots=True)
class MergePreview:
    """The contact as a merge would make it, and the number of records that would move to it. Nothing is changed."""

    contact: Contact
    """ The whole profile. """
    moves: MergePreviewMoves
    """ How many records would move to the survivor, by kind. """

    def to_dict(self) -> dict[str, Any]:
        contact = self.contact.to_dict()

        moves = self.moves.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact": contact,
                "moves": moves,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact import Contact  # noqa: PLC0415
        from ..models.merge_preview_moves import MergePreviewMoves  # noqa: PLC0415

        d = dict(src_dict)
        contact = Contact.from_dict(d.pop("contact"))

        moves = MergePreviewMoves.from_dict(d.pop("moves"))

        merge_preview = cls(
            contact=contact,
            moves=moves,
        )

        return merge_preview
