from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class PrivacyConditionDraft:
    """A condition on one field: `is` compares the value, `contains` searches a list."""

    field: str
    """ The field, by its dotted path such as `categories`. """
    is_: None | str | Unset = UNSET
    """ The value that the field must have. """
    contains: None | str | Unset = UNSET
    """ The value that the list must contain. """

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        is_: None | str | Unset
        if isinstance(self.is_, Unset):
            is_ = UNSET
        else:
            is_ = self.is_

        contains: None | str | Unset
        if isinstance(self.contains, Unset):
            contains = UNSET
        else:
            contains = self.contains

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
            }
        )
        if is_ is not UNSET:
            field_dict["is"] = is_
        if contains is not UNSET:
            field_dict["contains"] = contains

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        def _parse_is_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        is_ = _parse_is_(d.pop("is", UNSET))

        def _parse_contains(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contains = _parse_contains(d.pop("contains", UNSET))

        privacy_condition_draft = cls(
            field=field,
            is_=is_,
            contains=contains,
        )

        return privacy_condition_draft
