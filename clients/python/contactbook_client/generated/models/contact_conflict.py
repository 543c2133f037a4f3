from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ContactConflict:
    """A uniqueness group whose values another contact has."""

    fields: list[str]
    """ The fields of the group, by their dotted paths. """
    contact_id: str | Unset = UNSET
    """ The id of that contact, only if the caller may see it. """

    def to_dict(self) -> dict[str, Any]:
        fields = self.fields

        contact_id = self.contact_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "fields": fields,
            }
        )
        if contact_id is not UNSET:
            field_dict["contact_id"] = contact_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        fields = cast(list[str], d.pop("fields"))

        contact_id = d.pop("contact_id", UNSET)

        contact_conflict = cls(
            fields=fields,
            contact_id=contact_id,
        )

        return contact_conflict
