from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.cancelled_communication import CancelledCommunication


@dataclass(kw_only=True, slots=True)
class CancelledCommunications:
    """What became of each communication that was to be cancelled, in the order asked for."""

    items: list[CancelledCommunication]
    """ The records of this page. """

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cancelled_communication import CancelledCommunication  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = CancelledCommunication.from_dict(items_item_data)

            items.append(items_item)

        cancelled_communications = cls(
            items=items,
        )

        return cancelled_communications
