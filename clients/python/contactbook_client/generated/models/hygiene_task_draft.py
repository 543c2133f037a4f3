from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.change_of_each_draft import ChangeOfEachDraft


@dataclass(kw_only=True, slots=True)
class HygieneTaskDraft:
    """What a caller sends to create a hygiene task."""

    expression: str
    """ When it runs: `cron(…)` or `rate(…)`, as EventBridge Scheduler writes them, in the time zone beside it. """
    name: str
    """ The name, for people. """
    segment_id: str
    """ The id of the segment, `seg_…`. """
    change: ChangeOfEachDraft
    """ What changes in each contact. A tag or list that the contact has already, or has not, makes no difference.
    """
    time_zone: str | Unset = "UTC"
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    enabled: bool | Unset = True
    """ Whether it works. A disabled one stays and does nothing. """

    def to_dict(self) -> dict[str, Any]:
        expression = self.expression

        name = self.name

        segment_id = self.segment_id

        change = self.change.to_dict()

        time_zone = self.time_zone

        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "expression": expression,
                "name": name,
                "segment_id": segment_id,
                "change": change,
            }
        )
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if enabled is not UNSET:
            field_dict["enabled"] = enabled

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.change_of_each_draft import ChangeOfEachDraft  # noqa: PLC0415

        d = dict(src_dict)
        expression = d.pop("expression")

        name = d.pop("name")

        segment_id = d.pop("segment_id")

        change = ChangeOfEachDraft.from_dict(d.pop("change"))

        time_zone = d.pop("time_zone", UNSET)

        enabled = d.pop("enabled", UNSET)

        hygiene_task_draft = cls(
            expression=expression,
            name=name,
            segment_id=segment_id,
            change=change,
            time_zone=time_zone,
            enabled=enabled,
        )

        return hygiene_task_draft
