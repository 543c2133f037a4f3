from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class EmailDraft:
    """An email address, lower-cased in its domain part, with its type."""

    address: str
    """ The email address, such as `eleni@example.com`. """
    type_: None | str | Unset = UNSET
    """ The type of the email, of those in the settings. """
    primary: bool | Unset = False
    """ Whether it is the one to use where one is needed. """

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        else:
            type_ = self.type_

        primary = self.primary

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "address": address,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if primary is not UNSET:
            field_dict["primary"] = primary

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        address = d.pop("address")

        def _parse_type_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        primary = d.pop("primary", UNSET)

        email_draft = cls(
            address=address,
            type_=type_,
            primary=primary,
        )

        return email_draft
