from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.purpose import Purpose


@dataclass(kw_only=True, slots=True)
class NewlyContactable:
    """A contact, and the purposes that could reach it after the change and not before."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    purposes: list[Purpose]
    """ The purposes that could reach the contact after the change and not before. """
    display_name: None | str
    """ What the contact is called; null if the caller may not read it. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        purposes = []
        for purposes_item_data in self.purposes:
            purposes_item = purposes_item_data.value
            purposes.append(purposes_item)

        display_name: None | str
        display_name = self.display_name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "purposes": purposes,
                "display_name": display_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        purposes = []
        _purposes = d.pop("purposes")
        for purposes_item_data in _purposes:
            purposes_item = Purpose(purposes_item_data)

            purposes.append(purposes_item)

        def _parse_display_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        display_name = _parse_display_name(d.pop("display_name"))

        newly_contactable = cls(
            contact_id=contact_id,
            purposes=purposes,
            display_name=display_name,
        )

        return newly_contactable
