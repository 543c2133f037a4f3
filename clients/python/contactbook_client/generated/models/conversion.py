from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Conversion:
    """A stored conversion of one contact."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    occurred_at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    source: None | str
    """ Where it came from, in the caller's words. """
    conversion_id: str
    """ The id of the conversion, `cnv_…`. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        occurred_at = self.occurred_at.isoformat()

        source: None | str
        source = self.source

        conversion_id = self.conversion_id

        contact_id = self.contact_id

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "occurred_at": occurred_at,
                "source": source,
                "conversion_id": conversion_id,
                "contact_id": contact_id,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        def _parse_source(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        source = _parse_source(d.pop("source"))

        conversion_id = d.pop("conversion_id")

        contact_id = d.pop("contact_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        conversion = cls(
            version=version,
            occurred_at=occurred_at,
            source=source,
            conversion_id=conversion_id,
            contact_id=contact_id,
            created_at=created_at,
        )

        return conversion
