from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class NameDayRulesFile:
    """Rules as a CSV file with the columns names, month and day, and for movable days if_before_easter and easter_offset."""

    csv: str
    """ The file as text, in CSV. """

    def to_dict(self) -> dict[str, Any]:
        csv = self.csv

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "csv": csv,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        csv = d.pop("csv")

        name_day_rules_file = cls(
            csv=csv,
        )

        return name_day_rules_file
