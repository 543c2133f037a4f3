from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class IdentityDocument:
    """An id card or passport. `expires_on` is the printed date; the document is no longer valid on that day."""

    number: str
    """ The number of the document. """
    country: None | str
    """ The country that issued it: two letters of ISO 3166-1. """
    expires_on: datetime.date | None
    """ The printed day of expiry, `YYYY-MM-DD`. """

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        country: None | str
        country = self.country

        expires_on: None | str
        if isinstance(self.expires_on, datetime.date):
            expires_on = self.expires_on.isoformat()
        else:
            expires_on = self.expires_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
                "country": country,
                "expires_on": expires_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        def _parse_country(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        country = _parse_country(d.pop("country"))

        def _parse_expires_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_on_type_0 = datetime.date.fromisoformat(data)

                return expires_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expires_on = _parse_expires_on(d.pop("expires_on"))

        identity_document = cls(
            number=number,
            country=country,
            expires_on=expires_on,
        )

        return identity_document
