from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Sector:
    """An industry sector and the industries that belong to it."""

    sector: str
    """ The name of the sector. """
    industries: list[str]
    """ The industries of the sector. """

    def to_dict(self) -> dict[str, Any]:
        sector = self.sector

        industries = self.industries

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sector": sector,
                "industries": industries,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        sector = d.pop("sector")

        industries = cast(list[str], d.pop("industries"))

        sector = cls(
            sector=sector,
            industries=industries,
        )

        return sector
