from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class EmailSenderDraft:
    """The sender of emails. Without `from_address` no email is sent; its domain must be verified. Without `from_name`
    emails come from the tenant's name.

    """

    from_name: None | str | Unset = UNSET
    """ The name that emails come from. """
    from_address: None | str | Unset = UNSET
    """ The address that emails come from. Its domain is one that is proven. """
    reply_to: None | str | Unset = UNSET
    """ The address that answers go to; null for that of the sender. """

    def to_dict(self) -> dict[str, Any]:
        from_name: None | str | Unset
        if isinstance(self.from_name, Unset):
            from_name = UNSET
        else:
            from_name = self.from_name

        from_address: None | str | Unset
        if isinstance(self.from_address, Unset):
            from_address = UNSET
        else:
            from_address = self.from_address

        reply_to: None | str | Unset
        if isinstance(self.reply_to, Unset):
            reply_to = UNSET
        else:
            reply_to = self.reply_to

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if from_name is not UNSET:
            field_dict["from_name"] = from_name
        if from_address is not UNSET:
            field_dict["from_address"] = from_address
        if reply_to is not UNSET:
            field_dict["reply_to"] = reply_to

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_from_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        from_name = _parse_from_name(d.pop("from_name", UNSET))

        def _parse_from_address(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        from_address = _parse_from_address(d.pop("from_address", UNSET))

        def _parse_reply_to(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reply_to = _parse_reply_to(d.pop("reply_to", UNSET))

        email_sender_draft = cls(
            from_name=from_name,
            from_address=from_address,
            reply_to=reply_to,
        )

        return email_sender_draft
