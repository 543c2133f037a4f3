from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.reconsent_run_state import ReconsentRunState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class ReconsentRun:
    """A run with its counts. `asked` counts contacts that are pending under the new form or have answered it since.
    `untouched` counts contacts that are withdrawn, anonymized or about to be. `failed` counts contacts that could not
    be changed, also when the run came to them again.

    """

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    run_id: str
    """ The id of the run, `run_…`; null where there is none. """
    form_attachment_id: str
    """ The id of the consent form, an attachment of the tenant's library. """
    state: ReconsentRunState
    """ The progress of a run. """
    asked: int
    """ How many contacts were asked for their consent again. """
    untouched: int
    """ How many contacts kept their answer. """
    failed: int
    """ How many failed. """
    started_at: datetime.datetime
    """ When it started: a time in UTC; null before. """
    started_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        run_id = self.run_id

        form_attachment_id = self.form_attachment_id

        state = self.state.value

        asked = self.asked

        untouched = self.untouched

        failed = self.failed

        started_at = self.started_at.isoformat()

        started_by = self.started_by.to_dict()

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
                "form_attachment_id": form_attachment_id,
                "state": state,
                "asked": asked,
                "untouched": untouched,
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

        form_attachment_id = d.pop("form_attachment_id")

        state = ReconsentRunState(d.pop("state"))

        asked = d.pop("asked")

        untouched = d.pop("untouched")

        failed = d.pop("failed")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        started_by = Actor.from_dict(d.pop("started_by"))

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

        reconsent_run = cls(
            version=version,
            run_id=run_id,
            form_attachment_id=form_attachment_id,
            state=state,
            asked=asked,
            untouched=untouched,
            failed=failed,
            started_at=started_at,
            started_by=started_by,
            finished_at=finished_at,
        )

        return reconsent_run
