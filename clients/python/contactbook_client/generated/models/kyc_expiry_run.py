from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.kyc_expiry_state import KycExpiryState

if TYPE_CHECKING:
    from ..models.kyc_expired_contact import KycExpiredContact


@dataclass(kw_only=True, slots=True)
class KycExpiryRun:
    """An expiry run, with a page of its contacts that the caller may view."""

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
    items: list[KycExpiredContact]
    """ The contacts of this page that the caller may see. """
    next_cursor: None | str
    """ The `cursor` of the next page; null on the last one. """

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

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        next_cursor: None | str
        next_cursor = self.next_cursor

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
                "items": items,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.kyc_expired_contact import KycExpiredContact  # noqa: PLC0415

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

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = KycExpiredContact.from_dict(items_item_data)

            items.append(items_item)

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        kyc_expiry_run = cls(
            run_id=run_id,
            day=day,
            state=state,
            expired=expired,
            failed=failed,
            started_at=started_at,
            finished_at=finished_at,
            items=items,
            next_cursor=next_cursor,
        )

        return kyc_expiry_run
