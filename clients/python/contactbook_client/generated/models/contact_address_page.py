from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.contact_address import ContactAddress


@dataclass(kw_only=True, slots=True)
class ContactAddressPage:
    """One page of a list. `next_cursor` leads to the next one; it is null on the last page."""

    items: list[ContactAddress]
    """ The records of this page. """
    next_cursor: None
    """ The `cursor` of the next page; null on the last one. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        next_cursor = self.next_cursor

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "next_cursor": next_cursor,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact_address import ContactAddress  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ContactAddress.from_dict(items_item_data)

            items.append(items_item)

        next_cursor = d.pop("next_cursor")

        version = d.pop("version")

        contact_address_page = cls(
            items=items,
            next_cursor=next_cursor,
            version=version,
        )

        return contact_address_page
