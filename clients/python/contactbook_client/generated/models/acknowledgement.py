from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class Acknowledgement:
    """The number of contacts that a caller confirms."""

    more_contactable: int
    """ How many contacts could be contacted after the change and not before. """

    def to_dict(self) -> dict[str, Any]:
        more_contactable = self.more_contactable

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "more_contactable": more_contactable,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        more_contactable = d.pop("more_contactable")

        acknowledgement = cls(
            more_contactable=more_contactable,
        )

        return acknowledgement
