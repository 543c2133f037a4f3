from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.sync_left_out_because import SyncLeftOutBecause


@dataclass(kw_only=True, slots=True)
class SyncLeftOutPerson:
    """A person whose copy is gone, as callers see it: `left_out_id` is the id that the copy had."""

    left_out_id: str
    """ The id to let the person in again by. """
    because: SyncLeftOutBecause
    """ Why a person has no copy, and gets none until somebody says so. """
    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    accounts: list[str]
    """ The ids of the child accounts in which the person was. """

    def to_dict(self) -> dict[str, Any]:
        left_out_id = self.left_out_id

        because = self.because.value

        at = self.at.isoformat()

        accounts = self.accounts

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "left_out_id": left_out_id,
                "because": because,
                "at": at,
                "accounts": accounts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        left_out_id = d.pop("left_out_id")

        because = SyncLeftOutBecause(d.pop("because"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        accounts = cast(list[str], d.pop("accounts"))

        sync_left_out_person = cls(
            left_out_id=left_out_id,
            because=because,
            at=at,
            accounts=accounts,
        )

        return sync_left_out_person
