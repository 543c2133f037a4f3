from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.name_day_mode import NameDayMode
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class NameDayRunDraft:
    """Which contacts the run names: all, or those without a name day. The settings decide if left out."""

    apply_to: NameDayMode | None | Unset = UNSET
    """ Which contacts the run gives a name day: all, or those without one. """

    def to_dict(self) -> dict[str, Any]:
        apply_to: None | str | Unset
        if isinstance(self.apply_to, Unset):
            apply_to = UNSET
        elif isinstance(self.apply_to, NameDayMode):
            apply_to = self.apply_to.value
        else:
            apply_to = self.apply_to

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if apply_to is not UNSET:
            field_dict["apply_to"] = apply_to

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_apply_to(data: object) -> NameDayMode | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                apply_to_type_0 = NameDayMode(data)

                return apply_to_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(NameDayMode | None | Unset, data)

        apply_to = _parse_apply_to(d.pop("apply_to", UNSET))

        name_day_run_draft = cls(
            apply_to=apply_to,
        )

        return name_day_run_draft
