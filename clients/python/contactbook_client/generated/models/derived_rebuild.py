from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.derived_rebuild_state import DerivedRebuildState


@dataclass(kw_only=True, slots=True)
class DerivedRebuild:
    """A rebuild as a caller sees it."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    rebuild_id: str
    """ The id of the rebuild, `rbd_…`. """
    state: DerivedRebuildState
    """ The progress of a rebuild: waiting until its first slice, running until the last contact. """
    contacts: int
    """ How many contacts were looked at or are concerned. """
    privacy_levels_changed: int
    """ How many contacts got another privacy level. """
    started_at: datetime.datetime
    """ When it started: a time in UTC; null before. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        rebuild_id = self.rebuild_id

        state = self.state.value

        contacts = self.contacts

        privacy_levels_changed = self.privacy_levels_changed

        started_at = self.started_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "rebuild_id": rebuild_id,
                "state": state,
                "contacts": contacts,
                "privacy_levels_changed": privacy_levels_changed,
                "started_at": started_at,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        rebuild_id = d.pop("rebuild_id")

        state = DerivedRebuildState(d.pop("state"))

        contacts = d.pop("contacts")

        privacy_levels_changed = d.pop("privacy_levels_changed")

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

        derived_rebuild = cls(
            version=version,
            rebuild_id=rebuild_id,
            state=state,
            contacts=contacts,
            privacy_levels_changed=privacy_levels_changed,
            started_at=started_at,
            finished_at=finished_at,
        )

        return derived_rebuild
