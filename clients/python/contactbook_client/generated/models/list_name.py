from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class ListName:
    """A list that a contact is on."""

    name: str
    """ The name, for people. """
    list_id: str
    """ The id of the list, `lst_…`. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        list_id = self.list_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "list_id": list_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        list_id = d.pop("list_id")

        list_name = cls(
            name=name,
            list_id=list_id,
        )

        return list_name
