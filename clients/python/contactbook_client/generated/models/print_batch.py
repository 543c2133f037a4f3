from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class PrintBatch:
    """A batch of letters in a list. It belongs to a run, or holds the letter of one communication; its files are kept
    until `expires_at`.

    """

    print_batch_id: str
    """ The id of the batch of letters. """
    run_id: None | str
    """ The id of the run, `run_…`; null where there is none. """
    communication_id: None | str
    """ The id of the communication, `com_…`. """
    printed_at: datetime.datetime
    """ When the letters were set: a time in UTC. """
    expires_at: datetime.datetime
    """ Until when it works: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        print_batch_id = self.print_batch_id

        run_id: None | str
        run_id = self.run_id

        communication_id: None | str
        communication_id = self.communication_id

        printed_at = self.printed_at.isoformat()

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "print_batch_id": print_batch_id,
                "run_id": run_id,
                "communication_id": communication_id,
                "printed_at": printed_at,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        print_batch_id = d.pop("print_batch_id")

        def _parse_run_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        run_id = _parse_run_id(d.pop("run_id"))

        def _parse_communication_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        communication_id = _parse_communication_id(d.pop("communication_id"))

        printed_at = datetime.datetime.fromisoformat(d.pop("printed_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        print_batch = cls(
            print_batch_id=print_batch_id,
            run_id=run_id,
            communication_id=communication_id,
            printed_at=printed_at,
            expires_at=expires_at,
        )

        return print_batch
