from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class UniquenessViolation:
    """A violation as a caller sees it, without the id of a contact that the caller may not see."""

    contact_id: None | str
    """ The id of the contact, `con_…`. """
    fields: list[str]
    """ The fields, by their dotted paths. """
    conflicting_contact_id: None | str
    """ The id of the other contact; null where the caller may not see it. """

    def to_dict(self) -> dict[str, Any]:
        contact_id: None | str
        contact_id = self.contact_id

        fields = self.fields

        conflicting_contact_id: None | str
        conflicting_contact_id = self.conflicting_contact_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "fields": fields,
                "conflicting_contact_id": conflicting_contact_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        fields = cast(list[str], d.pop("fields"))

        def _parse_conflicting_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        conflicting_contact_id = _parse_conflicting_contact_id(d.pop("conflicting_contact_id"))

        uniqueness_violation = cls(
            contact_id=contact_id,
            fields=fields,
            conflicting_contact_id=conflicting_contact_id,
        )

        return uniqueness_violation
