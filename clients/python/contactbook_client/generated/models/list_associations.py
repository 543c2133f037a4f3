from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ListAssociations:
    """The lists that a contact is on; `version` is the version of the contact."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    list_ids: list[str]
    """ Ids of the lists that the contact is on. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        list_ids = self.list_ids

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "list_ids": list_ids,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        list_ids = cast(list[str], d.pop("list_ids"))

        version = d.pop("version")

        list_associations = cls(
            contact_id=contact_id,
            list_ids=list_ids,
            version=version,
        )

        return list_associations
