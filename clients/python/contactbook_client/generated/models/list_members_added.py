from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ListMembersAdded:
    """The contacts that were added to the list, and those that were on it already."""

    list_id: str
    """ The id of the list, `lst_…`. """
    added: list[str]
    """ Ids of the contacts that are on the list now and were not before. """
    unchanged: list[str]
    """ Ids of the contacts that were on the list already. """

    def to_dict(self) -> dict[str, Any]:
        list_id = self.list_id

        added = self.added

        unchanged = self.unchanged

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "list_id": list_id,
                "added": added,
                "unchanged": unchanged,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        list_id = d.pop("list_id")

        added = cast(list[str], d.pop("added"))

        unchanged = cast(list[str], d.pop("unchanged"))

        list_members_added = cls(
            list_id=list_id,
            added=added,
            unchanged=unchanged,
        )

        return list_members_added
