from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ConversionDraft:
    """A conversion that a caller reports."""

    occurred_at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    source: None | str | Unset = UNSET
    """ Where it came from, in the caller's words. """

    def to_dict(self) -> dict[str, Any]:
        occurred_at = self.occurred_at.isoformat()

        source: None | str | Unset
        if isinstance(self.source, Unset):
            source = UNSET
        else:
            source = self.source

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "occurred_at": occurred_at,
            }
        )
        if source is not UNSET:
            field_dict["source"] = source

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        def _parse_source(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        source = _parse_source(d.pop("source", UNSET))

        conversion_draft = cls(
            occurred_at=occurred_at,
            source=source,
        )

        return conversion_draft
