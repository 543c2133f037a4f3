from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class PrintBody:
    """A letter, as HTML."""

    html: str
    """ The text as HTML. """

    def to_dict(self) -> dict[str, Any]:
        html = self.html

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "html": html,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        html = d.pop("html")

        print_body = cls(
            html=html,
        )

        return print_body
