from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class DuplicatePair:
    """Two contacts that are likely the same."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    duplicate_id: str
    """ The id of the other contact, `con_…`. """
    display_name: str
    """ The name as the settings show names, such as `Georgiou, Eleni`. """
    duplicate_display_name: str
    """ The name of the other contact. """
    score: float
    """ How likely the two are the same: 0 to 1. """
    fields: list[str]
    """ The fields, by their dotted paths. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        duplicate_id = self.duplicate_id

        display_name = self.display_name

        duplicate_display_name = self.duplicate_display_name

        score = self.score

        fields = self.fields

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "duplicate_id": duplicate_id,
                "display_name": display_name,
                "duplicate_display_name": duplicate_display_name,
                "score": score,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        duplicate_id = d.pop("duplicate_id")

        display_name = d.pop("display_name")

        duplicate_display_name = d.pop("duplicate_display_name")

        score = d.pop("score")

        fields = cast(list[str], d.pop("fields"))

        duplicate_pair = cls(
            contact_id=contact_id,
            duplicate_id=duplicate_id,
            display_name=display_name,
            duplicate_display_name=duplicate_display_name,
            score=score,
            fields=fields,
        )

        return duplicate_pair
