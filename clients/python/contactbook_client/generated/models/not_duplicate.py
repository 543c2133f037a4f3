from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class NotDuplicate:
    """Two contacts that are marked as different; `version` is that of the first."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    not_duplicate_id: str
    """ The id of the other contact, which is another person. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        not_duplicate_id = self.not_duplicate_id

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "not_duplicate_id": not_duplicate_id,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        not_duplicate_id = d.pop("not_duplicate_id")

        version = d.pop("version")

        not_duplicate = cls(
            contact_id=contact_id,
            not_duplicate_id=not_duplicate_id,
            version=version,
        )

        return not_duplicate
