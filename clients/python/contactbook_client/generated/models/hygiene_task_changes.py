from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.change_of_each_draft import ChangeOfEachDraft


@dataclass(kw_only=True, slots=True)
class HygieneTaskChanges:
    """What changes in the hygiene task, as a merge-patch (RFC 7396): a field that is left out stays, and null removes."""

    expression: None | str | Unset = UNSET
    """ When it runs: `cron(…)` or `rate(…)`, as EventBridge Scheduler writes them, in the time zone beside it. """
    time_zone: None | str | Unset = UNSET
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    enabled: bool | None | Unset = UNSET
    """ Whether it works. A disabled one stays and does nothing. """
    name: None | str | Unset = UNSET
    """ The name, for people. """
    segment_id: None | str | Unset = UNSET
    """ The id of the segment, `seg_…`. """
    change: ChangeOfEachDraft | None | Unset = UNSET
    """ What changes in each contact. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.change_of_each_draft import ChangeOfEachDraft  # noqa: PLC0415

        expression: None | str | Unset
        if isinstance(self.expression, Unset):
            expression = UNSET
        else:
            expression = self.expression

        time_zone: None | str | Unset
        if isinstance(self.time_zone, Unset):
            time_zone = UNSET
        else:
            time_zone = self.time_zone

        enabled: bool | None | Unset
        if isinstance(self.enabled, Unset):
            enabled = UNSET
        else:
            enabled = self.enabled

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        segment_id: None | str | Unset
        if isinstance(self.segment_id, Unset):
            segment_id = UNSET
        else:
            segment_id = self.segment_id

        change: dict[str, Any] | None | Unset
        if isinstance(self.change, Unset):
            change = UNSET
        elif isinstance(self.change, ChangeOfEachDraft):
            change = self.change.to_dict()
        else:
            change = self.change

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if expression is not UNSET:
            field_dict["expression"] = expression
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if name is not UNSET:
            field_dict["name"] = name
        if segment_id is not UNSET:
            field_dict["segment_id"] = segment_id
        if change is not UNSET:
            field_dict["change"] = change

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.change_of_each_draft import ChangeOfEachDraft  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_expression(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        expression = _parse_expression(d.pop("expression", UNSET))

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))

        def _parse_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        enabled = _parse_enabled(d.pop("enabled", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_segment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        segment_id = _parse_segment_id(d.pop("segment_id", UNSET))

        def _parse_change(data: object) -> ChangeOfEachDraft | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                change_type_0 = ChangeOfEachDraft.from_dict(data)

                return change_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChangeOfEachDraft | None | Unset, data)

        change = _parse_change(d.pop("change", UNSET))

        hygiene_task_changes = cls(
            expression=expression,
            time_zone=time_zone,
            enabled=enabled,
            name=name,
            segment_id=segment_id,
            change=change,
        )

        return hygiene_task_changes
