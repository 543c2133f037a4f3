from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.link_purpose import LinkPurpose


@dataclass(kw_only=True, slots=True)
class Link:
    """A signed link. `one_click_url` is its RFC 8058 address for a `List-Unsubscribe` header, if its purpose has one."""

    url: str
    """ The address. """
    one_click_url: None | str
    """ The address of a one-click unsubscribe (RFC 8058); null where the link is for something else. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    purpose: LinkPurpose
    """ What a link opens: the consent form, the preference centre, the page to unsubscribe, or the file of an
    export. """
    expires_at: datetime.datetime
    """ Until when it works: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        one_click_url: None | str
        one_click_url = self.one_click_url

        contact_id = self.contact_id

        purpose = self.purpose.value

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
                "one_click_url": one_click_url,
                "contact_id": contact_id,
                "purpose": purpose,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        url = d.pop("url")

        def _parse_one_click_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        one_click_url = _parse_one_click_url(d.pop("one_click_url"))

        contact_id = d.pop("contact_id")

        purpose = LinkPurpose(d.pop("purpose"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        link = cls(
            url=url,
            one_click_url=one_click_url,
            contact_id=contact_id,
            purpose=purpose,
            expires_at=expires_at,
        )

        return link
