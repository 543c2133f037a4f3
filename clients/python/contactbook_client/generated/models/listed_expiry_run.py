from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.kyc_expiry_state import KycExpiryState


@dataclass(kw_only=True, slots=True)
class ListedExpiryRun:
    """A run of the expiry, as a caller sees it. Its counts are of the whole tenant: they are null for whom some contacts
    are hidden.

    """

    run_id: str
    """ The id of the run, `run_…`; null where there is none. """
    day: datetime.date
    """ The day, `YYYY-MM-DD`. """
    state: KycExpiryState
    """ Whether a run still works. The next hour's round continues the run of the same day. """
    expired: int | None
    """ How many profiles expired. """
    failed: int | None
    """ How many failed. """
    started_at: datetime.datetime
    """ When it started: a time in UTC; null before. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        run_id = self.run_id

        day = self.day.isoformat()

        state = self.state.value

        expired: int | None
        expired = self.expired

        failed: int | None
        failed = self.failed

        started_at = self.started_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "run_id": run_id,
                "day": day,
                "state": state,
                "expired": expired,
                "failed": failed,
                "started_at": started_at,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        run_id = d.pop("run_id")

        day = datetime.date.fromisoformat(d.pop("day"))

        state = KycExpiryState(d.pop("state"))

        def _parse_expired(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        expired = _parse_expired(d.pop("expired"))

        def _parse_failed(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        failed = _parse_failed(d.pop("failed"))

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

        listed_expiry_run = cls(
            run_id=run_id,
            day=day,
            state=state,
            expired=expired,
            failed=failed,
            started_at=started_at,
            finished_at=finished_at,
        )

        return listed_expiry_run
