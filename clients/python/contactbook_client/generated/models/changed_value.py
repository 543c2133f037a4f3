from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ChangedValue:
    """The value of one field before and after. `field` is dotted, such as `consent.state`."""

    field: str
    """ The field, by its dotted path such as `consent.state`. """
    from_: Any | Unset = UNSET
    """ Any JSON value. """
    to: Any | Unset = UNSET
    """ Any JSON value. """

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        from_ = self.from_

        to = self.to

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
            }
        )
        if from_ is not UNSET:
            field_dict["from_"] = from_
        if to is not UNSET:
            field_dict["to"] = to

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        from_ = d.pop("from_", UNSET)

        to = d.pop("to", UNSET)

        changed_value = cls(
            field=field,
            from_=from_,
            to=to,
        )

        return changed_value
