from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class MarketingCap:
    """The most marketing messages that a contact gets in any period of so many days (of 24 hours), over all channels."""

    most: int
    """ How many messages at most. """
    days: int
    """ The length of the period in days. """

    def to_dict(self) -> dict[str, Any]:
        most = self.most

        days = self.days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "most": most,
                "days": days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        most = d.pop("most")

        days = d.pop("days")

        marketing_cap = cls(
            most=most,
            days=days,
        )

        return marketing_cap
