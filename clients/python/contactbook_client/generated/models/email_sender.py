from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class EmailSender:
    """The sender of emails. Without `from_address` no email is sent; its domain must be verified. Without `from_name`
    emails come from the tenant's name.

    """

    from_name: None | str
    """ The name that emails come from. """
    from_address: None | str
    """ The address that emails come from. Its domain is one that is proven. """
    reply_to: None | str
    """ The address that answers go to; null for that of the sender. """

    def to_dict(self) -> dict[str, Any]:
        from_name: None | str
        from_name = self.from_name

        from_address: None | str
        from_address = self.from_address

        reply_to: None | str
        reply_to = self.reply_to

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from_name": from_name,
                "from_address": from_address,
                "reply_to": reply_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_from_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        from_name = _parse_from_name(d.pop("from_name"))

        def _parse_from_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        from_address = _parse_from_address(d.pop("from_address"))

        def _parse_reply_to(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reply_to = _parse_reply_to(d.pop("reply_to"))

        email_sender = cls(
            from_name=from_name,
            from_address=from_address,
            reply_to=reply_to,
        )

        return email_sender
