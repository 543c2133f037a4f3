from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.import_state import ImportState


@dataclass(kw_only=True, slots=True)
class ImportUndo:
    """The progress of an undo. `left` counts the contacts that stay as they are because others have changed them since."""

    state: ImportState
    """ The states of an import. `waiting` lasts until a function starts it. `finished`, `failed` and `cancelled`
    are final. A failed import wrote nothing. """
    taken_back: int
    """ How many were taken back. """
    left: int
    """ How many contacts stay as they are. """
    after: None | str
    """ The id of the contact after which the undo continues; null at its beginning and end. """
    started_at: datetime.datetime
    """ When it started: a time in UTC; null before. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        state = self.state.value

        taken_back = self.taken_back

        left = self.left

        after: None | str
        after = self.after

        started_at = self.started_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
                "taken_back": taken_back,
                "left": left,
                "after": after,
                "started_at": started_at,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        state = ImportState(d.pop("state"))

        taken_back = d.pop("taken_back")

        left = d.pop("left")

        def _parse_after(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        after = _parse_after(d.pop("after"))

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

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

        import_undo = cls(
            state=state,
            taken_back=taken_back,
            left=left,
            after=after,
            started_at=started_at,
            finished_at=finished_at,
        )

        return import_undo
