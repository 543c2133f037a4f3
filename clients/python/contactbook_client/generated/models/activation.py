from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class Activation:
    """How to activate an address: `replace` deactivates the active address of the same type."""

    replace: bool | Unset = False
    """ Whether the active address of the same type is deactivated. Otherwise the request is refused while there is
    one. """

    def to_dict(self) -> dict[str, Any]:
        replace = self.replace

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if replace is not UNSET:
            field_dict["replace"] = replace

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        replace = d.pop("replace", UNSET)

        activation = cls(
            replace=replace,
        )

        return activation
