from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class SmsSenderDraft:
    """The sender of text messages: a number, or up to 11 letters and digits, that the operator gave to the tenant."""

    sender_id: None | str | Unset = UNSET
    """ The number or the name that SMS come from, of those that the operator gave the tenant. """

    def to_dict(self) -> dict[str, Any]:
        sender_id: None | str | Unset
        if isinstance(self.sender_id, Unset):
            sender_id = UNSET
        else:
            sender_id = self.sender_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if sender_id is not UNSET:
            field_dict["sender_id"] = sender_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_sender_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sender_id = _parse_sender_id(d.pop("sender_id", UNSET))

        sms_sender_draft = cls(
            sender_id=sender_id,
        )

        return sms_sender_draft
