from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.bulk_change_state import BulkChangeState

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.change_of_each import ChangeOfEach


@dataclass(kw_only=True, slots=True)
class BulkChange:
    """A bulk change as callers see it. `total` is null until the contacts are counted. `done` is the sum of `changed`,
    `unchanged` (they have it already) and `refused`.

    """

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    bulk_change_id: str
    """ The id of the bulk change, `blk_…`. """
    state: BulkChangeState
    """ The progress of a bulk change. """
    dry_run: bool
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """
    segment_id: None | str
    """ The id of the segment, `seg_…`. """
    list_id: None | str
    """ The id of the list, `lst_…`. """
    change: ChangeOfEach
    """ What changes in each contact. A tag or list that the contact has already, or has not, makes no difference.
    """
    hygiene_task_id: None | str
    """ The id of the hygiene task, `hyg_…`. """
    total: int | None
    """ How many there are to do; null before they are counted. """
    done: int
    """ How many are done by now. """
    changed: int
    """ How many contacts were changed. """
    unchanged: int
    """ What was so already and did not change. """
    refused: int
    """ How many contacts were refused. `…/refused` lists them. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    created_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """
    cancelled_by: Actor | None
    """ Who cancelled it; null if nobody did. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        version = self.version

        bulk_change_id = self.bulk_change_id

        state = self.state.value

        dry_run = self.dry_run

        segment_id: None | str
        segment_id = self.segment_id

        list_id: None | str
        list_id = self.list_id

        change = self.change.to_dict()

        hygiene_task_id: None | str
        hygiene_task_id = self.hygiene_task_id

        total: int | None
        total = self.total

        done = self.done

        changed = self.changed

        unchanged = self.unchanged

        refused = self.refused

        created_at = self.created_at.isoformat()

        created_by = self.created_by.to_dict()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        cancelled_by: dict[str, Any] | None
        if isinstance(self.cancelled_by, Actor):
            cancelled_by = self.cancelled_by.to_dict()
        else:
            cancelled_by = self.cancelled_by

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "bulk_change_id": bulk_change_id,
                "state": state,
                "dry_run": dry_run,
                "segment_id": segment_id,
                "list_id": list_id,
                "change": change,
                "hygiene_task_id": hygiene_task_id,
                "total": total,
                "done": done,
                "changed": changed,
                "unchanged": unchanged,
                "refused": refused,
                "created_at": created_at,
                "created_by": created_by,
                "finished_at": finished_at,
                "cancelled_by": cancelled_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.change_of_each import ChangeOfEach  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        bulk_change_id = d.pop("bulk_change_id")

        state = BulkChangeState(d.pop("state"))

        dry_run = d.pop("dry_run")

        def _parse_segment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        segment_id = _parse_segment_id(d.pop("segment_id"))

        def _parse_list_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        list_id = _parse_list_id(d.pop("list_id"))

        change = ChangeOfEach.from_dict(d.pop("change"))

        def _parse_hygiene_task_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        hygiene_task_id = _parse_hygiene_task_id(d.pop("hygiene_task_id"))

        def _parse_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total = _parse_total(d.pop("total"))

        done = d.pop("done")

        changed = d.pop("changed")

        unchanged = d.pop("unchanged")

        refused = d.pop("refused")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by = Actor.from_dict(d.pop("created_by"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        def _parse_cancelled_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cancelled_by_type_0 = Actor.from_dict(data)

                return cancelled_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        cancelled_by = _parse_cancelled_by(d.pop("cancelled_by"))

        bulk_change = cls(
            version=version,
            bulk_change_id=bulk_change_id,
            state=state,
            dry_run=dry_run,
            segment_id=segment_id,
            list_id=list_id,
            change=change,
            hygiene_task_id=hygiene_task_id,
            total=total,
            done=done,
            changed=changed,
            unchanged=unchanged,
            refused=refused,
            created_at=created_at,
            created_by=created_by,
            finished_at=finished_at,
            cancelled_by=cancelled_by,
        )

        return bulk_change
