from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class Deactivation:
    """How to deactivate an address: `new_primary` takes the primary flag if others are active."""

    new_primary: None | str | Unset = UNSET
    """ The id of the address that becomes primary in its place. """

    def to_dict(self) -> dict[str, Any]:
        new_primary: None | str | Unset
        if isinstance(self.new_primary, Unset):
            new_primary = UNSET
        else:
            new_primary = self.new_primary

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if new_primary is not UNSET:
            field_dict["new_primary"] = new_primary

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_new_primary(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        new_primary = _parse_new_primary(d.pop("new_primary", UNSET))

        deactivation = cls(
            new_primary=new_primary,
        )

        return deactivation
