from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.change_of_each import ChangeOfEach


@dataclass(kw_only=True, slots=True)
class HygieneTask:
    """A hygiene task as callers see it. `next_at` is when it runs next; null while it is off, or if it never runs again."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    expression: str
    """ When it runs: `cron(…)` or `rate(…)`, as EventBridge Scheduler writes them, in the time zone beside it. """
    time_zone: str
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    enabled: bool
    """ Whether it works. A disabled one stays and does nothing. """
    next_at: datetime.datetime | None
    """ When it runs next: a time in UTC; null where it does not. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    name: str
    """ The name, for people. """
    segment_id: str
    """ The id of the segment, `seg_…`. """
    change: ChangeOfEach
    """ What changes in each contact. A tag or list that the contact has already, or has not, makes no difference.
    """
    hygiene_task_id: str
    """ The id of the hygiene task, `hyg_…`. """
    last_run_at: datetime.datetime | None
    """ When it ran last: a time in UTC; null before the first. """
    last_bulk_change_id: None | str
    """ The id of the bulk change that it started last; null before the first. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        expression = self.expression

        time_zone = self.time_zone

        enabled = self.enabled

        next_at: None | str
        if isinstance(self.next_at, datetime.datetime):
            next_at = self.next_at.isoformat()
        else:
            next_at = self.next_at

        created_at = self.created_at.isoformat()

        name = self.name

        segment_id = self.segment_id

        change = self.change.to_dict()

        hygiene_task_id = self.hygiene_task_id

        last_run_at: None | str
        if isinstance(self.last_run_at, datetime.datetime):
            last_run_at = self.last_run_at.isoformat()
        else:
            last_run_at = self.last_run_at

        last_bulk_change_id: None | str
        last_bulk_change_id = self.last_bulk_change_id

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "expression": expression,
                "time_zone": time_zone,
                "enabled": enabled,
                "next_at": next_at,
                "created_at": created_at,
                "name": name,
                "segment_id": segment_id,
                "change": change,
                "hygiene_task_id": hygiene_task_id,
                "last_run_at": last_run_at,
                "last_bulk_change_id": last_bulk_change_id,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.change_of_each import ChangeOfEach  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        expression = d.pop("expression")

        time_zone = d.pop("time_zone")

        enabled = d.pop("enabled")

        def _parse_next_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_at = _parse_next_at(d.pop("next_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        name = d.pop("name")

        segment_id = d.pop("segment_id")

        change = ChangeOfEach.from_dict(d.pop("change"))

        hygiene_task_id = d.pop("hygiene_task_id")

        def _parse_last_run_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_run_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_run_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_run_at = _parse_last_run_at(d.pop("last_run_at"))

        def _parse_last_bulk_change_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_bulk_change_id = _parse_last_bulk_change_id(d.pop("last_bulk_change_id"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        hygiene_task = cls(
            version=version,
            expression=expression,
            time_zone=time_zone,
            enabled=enabled,
            next_at=next_at,
            created_at=created_at,
            name=name,
            segment_id=segment_id,
            change=change,
            hygiene_task_id=hygiene_task_id,
            last_run_at=last_run_at,
            last_bulk_change_id=last_bulk_change_id,
            updated_at=updated_at,
        )

        return hygiene_task
