from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class PersonExportFile:
    """Where the ZIP is. The address works for a quarter of an hour; the file is kept for a week."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    download_url: str
    """ A signed address to GET the file from; null where there is none yet. """
    expires_at: datetime.datetime
    """ Until when it works: a time in UTC, ISO 8601. """
    size: int
    """ The size of the file in bytes. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        download_url = self.download_url

        expires_at = self.expires_at.isoformat()

        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "download_url": download_url,
                "expires_at": expires_at,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        download_url = d.pop("download_url")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        size = d.pop("size")

        person_export_file = cls(
            contact_id=contact_id,
            download_url=download_url,
            expires_at=expires_at,
            size=size,
        )

        return person_export_file
