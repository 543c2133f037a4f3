from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Attempt:
    """What became of one attempt: the status of the answer and its first bytes, or a code if there was no answer."""

    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    status: int | None
    """ Whether it runs. """
    error: None | str
    """ Why there was no answer that counts, such as `timed_out` or `unsafe_address`. """
    answer: str
    """ The first 500 characters of the answer. """

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        status: int | None
        status = self.status

        error: None | str
        error = self.error

        answer = self.answer

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "status": status,
                "error": error,
                "answer": answer,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        answer = d.pop("answer")

        attempt = cls(
            at=at,
            status=status,
            error=error,
            answer=answer,
        )

        return attempt
