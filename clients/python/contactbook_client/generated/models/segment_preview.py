from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.segment_member import SegmentMember


@dataclass(kw_only=True, slots=True)
class SegmentPreview:
    """The first members of criteria that are not saved, and the number of members counted so far."""

    count: int
    """ How many there are. """
    complete: bool
    """ Whether everything was looked at. Otherwise the numbers are of a part. """
    items: list[SegmentMember]
    """ The records of this page. """

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        complete = self.complete

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "count": count,
                "complete": complete,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.segment_member import SegmentMember  # noqa: PLC0415

        d = dict(src_dict)
        count = d.pop("count")

        complete = d.pop("complete")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = SegmentMember.from_dict(items_item_data)

            items.append(items_item)

        segment_preview = cls(
            count=count,
            complete=complete,
            items=items,
        )

        return segment_preview
