from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class NameDayRuleDraft:
    """Name variations, separated by commas, and their day: one of the year, or one that moves with Orthodox Easter.
    `if_before_easter` moves a day that does not come after Easter Sunday to so many days after it, as St George's.
    `easter_offset` is a day that is always so many days after Easter Sunday, or before it if it is negative.

    """

    names: str
    """ The variations of the name, separated by commas. """
    month: int | None | Unset = UNSET
    """ The month, 1 to 12. """
    day: int | None | Unset = UNSET
    """ The day of the month, 1 to 31. """
    if_before_easter: int | None | Unset = UNSET
    """ How many days after Orthodox Easter the day moves to, where the date falls before it. """
    easter_offset: int | None | Unset = UNSET
    """ Days after Orthodox Easter; negative days are before it. """

    def to_dict(self) -> dict[str, Any]:
        names = self.names

        month: int | None | Unset
        if isinstance(self.month, Unset):
            month = UNSET
        else:
            month = self.month

        day: int | None | Unset
        if isinstance(self.day, Unset):
            day = UNSET
        else:
            day = self.day

        if_before_easter: int | None | Unset
        if isinstance(self.if_before_easter, Unset):
            if_before_easter = UNSET
        else:
            if_before_easter = self.if_before_easter

        easter_offset: int | None | Unset
        if isinstance(self.easter_offset, Unset):
            easter_offset = UNSET
        else:
            easter_offset = self.easter_offset

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "names": names,
            }
        )
        if month is not UNSET:
            field_dict["month"] = month
        if day is not UNSET:
            field_dict["day"] = day
        if if_before_easter is not UNSET:
            field_dict["if_before_easter"] = if_before_easter
        if easter_offset is not UNSET:
            field_dict["easter_offset"] = easter_offset

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        names = d.pop("names")

        def _parse_month(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        month = _parse_month(d.pop("month", UNSET))

        def _parse_day(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        day = _parse_day(d.pop("day", UNSET))

        def _parse_if_before_easter(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        if_before_easter = _parse_if_before_easter(d.pop("if_before_easter", UNSET))

        def _parse_easter_offset(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        easter_offset = _parse_easter_offset(d.pop("easter_offset", UNSET))

        name_day_rule_draft = cls(
            names=names,
            month=month,
            day=day,
            if_before_easter=if_before_easter,
            easter_offset=easter_offset,
        )

        return name_day_rule_draft
