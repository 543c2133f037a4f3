from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.listed_contact import ListedContact
    from ..models.selectable_contact import SelectableContact


@dataclass(kw_only=True, slots=True)
class ListedContactPage:
    """One page of a list. `next_cursor` leads to the next one; it is null on the last page."""

    items: list[ListedContact | SelectableContact]
    """ The records of this page. """
    next_cursor: None | str
    """ The `cursor` of the next page; null on the last one. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.listed_contact import ListedContact  # noqa: PLC0415

        items = []
        for items_item_data in self.items:
            items_item: dict[str, Any]
            if isinstance(items_item_data, ListedContact):
                items_item = items_item_data.to_dict()
            else:
                items_item = items_item_data.to_dict()

            items.append(items_item)

        next_cursor: None | str
        next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.listed_contact import ListedContact  # noqa: PLC0415
        from ..models.selectable_contact import SelectableContact  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:

            def _parse_items_item(data: object) -> ListedContact | SelectableContact:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    items_item_type_0 = ListedContact.from_dict(data)

                    return items_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                items_item_type_1 = SelectableContact.from_dict(data)

                return items_item_type_1

            items_item = _parse_items_item(items_item_data)

            items.append(items_item)

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        listed_contact_page = cls(
            items=items,
            next_cursor=next_cursor,
        )

        return listed_contact_page
