from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.name_day_mode import NameDayMode
from ..models.name_day_run_state import NameDayRunState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class NameDayRun:
    """One run of the rules over the tenant's contacts, as callers see it."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    run_id: str
    """ The id of the run, `run_…`; null where there is none. """
    state: NameDayRunState
    """ The progress of a run. """
    apply_to: NameDayMode
    """ Whether a run overwrites name days that are already set. """
    contacts: int
    """ How many contacts were looked at or are concerned. """
    changed: int
    """ How many contacts were changed. """
    failed: int
    """ How many failed. """
    started_at: datetime.datetime
    """ When it started: a time in UTC; null before. """
    started_by: Actor | None
    """ Who started it; null where a schedule did. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        version = self.version

        run_id = self.run_id

        state = self.state.value

        apply_to = self.apply_to.value

        contacts = self.contacts

        changed = self.changed

        failed = self.failed

        started_at = self.started_at.isoformat()

        started_by: dict[str, Any] | None
        if isinstance(self.started_by, Actor):
            started_by = self.started_by.to_dict()
        else:
            started_by = self.started_by

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "run_id": run_id,
                "state": state,
                "apply_to": apply_to,
                "contacts": contacts,
                "changed": changed,
                "failed": failed,
                "started_at": started_at,
                "started_by": started_by,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        run_id = d.pop("run_id")

        state = NameDayRunState(d.pop("state"))

        apply_to = NameDayMode(d.pop("apply_to"))

        contacts = d.pop("contacts")

        changed = d.pop("changed")

        failed = d.pop("failed")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        def _parse_started_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                started_by_type_0 = Actor.from_dict(data)

                return started_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        started_by = _parse_started_by(d.pop("started_by"))

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

        name_day_run = cls(
            version=version,
            run_id=run_id,
            state=state,
            apply_to=apply_to,
            contacts=contacts,
            changed=changed,
            failed=failed,
            started_at=started_at,
            started_by=started_by,
            finished_at=finished_at,
        )

        return name_day_run
