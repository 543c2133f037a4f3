from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.merge_state import MergeState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class Merge:
    """A merge as a caller sees it."""

    merge_id: str
    """ The id of the merge, `mrg_…`. """
    survivor_id: str
    """ The id of the contact that stays. """
    source_ids: list[str]
    """ Ids of the contacts that are merged into the survivor. """
    state: MergeState
    """ The states of a merge. Its moved children show with the survivor while it is `merged` or `undoing`, and only
    then. """
    merged_at: datetime.datetime
    """ When the contacts were merged: a time in UTC. """
    merged_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    undo_until: datetime.datetime
    """ Until when the merge can be undone: a time in UTC. """
    undone_at: datetime.datetime | None
    """ When the merge was undone: a time in UTC; null where it was not. """
    undone_by: Actor | None
    """ Who undid the merge; null where nobody did. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        merge_id = self.merge_id

        survivor_id = self.survivor_id

        source_ids = self.source_ids

        state = self.state.value

        merged_at = self.merged_at.isoformat()

        merged_by = self.merged_by.to_dict()

        undo_until = self.undo_until.isoformat()

        undone_at: None | str
        if isinstance(self.undone_at, datetime.datetime):
            undone_at = self.undone_at.isoformat()
        else:
            undone_at = self.undone_at

        undone_by: dict[str, Any] | None
        if isinstance(self.undone_by, Actor):
            undone_by = self.undone_by.to_dict()
        else:
            undone_by = self.undone_by

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "merge_id": merge_id,
                "survivor_id": survivor_id,
                "source_ids": source_ids,
                "state": state,
                "merged_at": merged_at,
                "merged_by": merged_by,
                "undo_until": undo_until,
                "undone_at": undone_at,
                "undone_by": undone_by,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        merge_id = d.pop("merge_id")

        survivor_id = d.pop("survivor_id")

        source_ids = cast(list[str], d.pop("source_ids"))

        state = MergeState(d.pop("state"))

        merged_at = datetime.datetime.fromisoformat(d.pop("merged_at"))

        merged_by = Actor.from_dict(d.pop("merged_by"))

        undo_until = datetime.datetime.fromisoformat(d.pop("undo_until"))

        def _parse_undone_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                undone_at_type_0 = datetime.datetime.fromisoformat(data)

                return undone_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        undone_at = _parse_undone_at(d.pop("undone_at"))

        def _parse_undone_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                undone_by_type_0 = Actor.from_dict(data)

                return undone_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        undone_by = _parse_undone_by(d.pop("undone_by"))

        version = d.pop("version")

        merge = cls(
            merge_id=merge_id,
            survivor_id=survivor_id,
            source_ids=source_ids,
            state=state,
            merged_at=merged_at,
            merged_by=merged_by,
            undo_until=undo_until,
            undone_at=undone_at,
            undone_by=undone_by,
            version=version,
        )

        return merge
