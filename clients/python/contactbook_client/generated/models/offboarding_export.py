from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class OffboardingExport:
    """Where the hand-over can be fetched, until when, and its bytes. Ask again for a new address."""

    url: str
    """ The address. """
    expires_at: datetime.datetime
    """ Until when it works: a time in UTC, ISO 8601. """
    size: int
    """ The size of the file in bytes. """

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        expires_at = self.expires_at.isoformat()

        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
                "expires_at": expires_at,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        url = d.pop("url")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        size = d.pop("size")

        offboarding_export = cls(
            url=url,
            expires_at=expires_at,
            size=size,
        )

        return offboarding_export
