from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.condition_field_type_0 import ConditionFieldType0
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class Condition:
    """A field and exactly one operator."""

    field: ConditionFieldType0 | str
    """ The field, by its dotted path. """
    is_: bool | float | str | Unset = UNSET
    """ The field has this value. """
    is_not: bool | float | str | Unset = UNSET
    """ The field does not have this value. """
    in_: list[bool | float | str] | Unset = UNSET
    """ The field has one of these values. """
    contains: str | Unset = UNSET
    """ The text contains this, or one of the values is this. """
    starts_with: str | Unset = UNSET
    """ The text begins with this. """
    before: str | Unset = UNSET
    """ The day is before this one, `YYYY-MM-DD` or `today`. """
    after: str | Unset = UNSET
    """ The day is after this one, `YYYY-MM-DD` or `today`. """
    within_days: int | Unset = UNSET
    """ The day is from today to so many days ahead, or back if the number is negative. """
    exists: bool | Unset = UNSET
    """ Whether the field has a value. """

    def to_dict(self) -> dict[str, Any]:
        field: str
        if isinstance(self.field, ConditionFieldType0):
            field = self.field.value
        else:
            field = self.field

        is_: bool | float | str | Unset
        if isinstance(self.is_, Unset):
            is_ = UNSET
        else:
            is_ = self.is_

        is_not: bool | float | str | Unset
        if isinstance(self.is_not, Unset):
            is_not = UNSET
        else:
            is_not = self.is_not

        in_: list[bool | float | str] | Unset = UNSET
        if not isinstance(self.in_, Unset):
            in_ = []
            for in_item_data in self.in_:
                in_item: bool | float | str
                in_item = in_item_data
                in_.append(in_item)

        contains = self.contains

        starts_with = self.starts_with

        before = self.before

        after = self.after

        within_days = self.within_days

        exists = self.exists

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
            }
        )
        if is_ is not UNSET:
            field_dict["is"] = is_
        if is_not is not UNSET:
            field_dict["is_not"] = is_not
        if in_ is not UNSET:
            field_dict["in"] = in_
        if contains is not UNSET:
            field_dict["contains"] = contains
        if starts_with is not UNSET:
            field_dict["starts_with"] = starts_with
        if before is not UNSET:
            field_dict["before"] = before
        if after is not UNSET:
            field_dict["after"] = after
        if within_days is not UNSET:
            field_dict["within_days"] = within_days
        if exists is not UNSET:
            field_dict["exists"] = exists

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_field(data: object) -> ConditionFieldType0 | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                field_type_0 = ConditionFieldType0(data)

                return field_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ConditionFieldType0 | str, data)

        field = _parse_field(d.pop("field"))

        def _parse_is_(data: object) -> bool | float | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(bool | float | str | Unset, data)

        is_ = _parse_is_(d.pop("is", UNSET))

        def _parse_is_not(data: object) -> bool | float | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(bool | float | str | Unset, data)

        is_not = _parse_is_not(d.pop("is_not", UNSET))

        _in_ = d.pop("in", UNSET)
        in_: list[bool | float | str] | Unset = UNSET
        if _in_ is not UNSET:
            in_ = []
            for in_item_data in _in_:

                def _parse_in_item(data: object) -> bool | float | str:
                    return cast(bool | float | str, data)

                in_item = _parse_in_item(in_item_data)

                in_.append(in_item)

        contains = d.pop("contains", UNSET)

        starts_with = d.pop("starts_with", UNSET)

        before = d.pop("before", UNSET)

        after = d.pop("after", UNSET)

        within_days = d.pop("within_days", UNSET)

        exists = d.pop("exists", UNSET)

        condition = cls(
            field=field,
            is_=is_,
            is_not=is_not,
            in_=in_,
            contains=contains,
            starts_with=starts_with,
            before=before,
            after=after,
            within_days=within_days,
            exists=exists,
        )

        return condition
