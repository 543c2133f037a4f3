from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class SuppressionListCount:
    """A count. If it is not complete, `next_cursor` continues it."""

    count: int
    """ How many there are. """
    complete: bool
    """ Whether everything was looked at. Otherwise the numbers are of a part. """
    next_cursor: None | str
    """ The `cursor` of the next page; null on the last one. """

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        complete = self.complete

        next_cursor: None | str
        next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "count": count,
                "complete": complete,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        count = d.pop("count")

        complete = d.pop("complete")

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        suppression_list_count = cls(
            count=count,
            complete=complete,
            next_cursor=next_cursor,
        )

        return suppression_list_count
