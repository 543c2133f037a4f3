from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class PrivacyCondition:
    """A condition on one field: `is` compares the value, `contains` searches a list."""

    field: str
    """ The field, by its dotted path such as `categories`. """
    is_: None | str
    """ The value that the field must have. """
    contains: None | str
    """ The value that the list must contain. """

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        is_: None | str
        is_ = self.is_

        contains: None | str
        contains = self.contains

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
                "is": is_,
                "contains": contains,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        def _parse_is_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        is_ = _parse_is_(d.pop("is"))

        def _parse_contains(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contains = _parse_contains(d.pop("contains"))

        privacy_condition = cls(
            field=field,
            is_=is_,
            contains=contains,
        )

        return privacy_condition
