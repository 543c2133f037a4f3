from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class OpportunityCount:
    """How many opportunities fit. With `more`, there are further ones that were not looked at."""

    count: int
    """ How many there are. """
    more: bool
    """ Whether there are more that were not looked at. """

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        more = self.more

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "count": count,
                "more": more,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        count = d.pop("count")

        more = d.pop("more")

        opportunity_count = cls(
            count=count,
            more=more,
        )

        return opportunity_count
