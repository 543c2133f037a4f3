from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Email:
    """An email address, lower-cased in its domain part, with its type."""

    type_: None | str
    """ The type of the email, of those in the settings. """
    address: str
    """ The email address, such as `eleni@example.com`. """
    primary: bool
    """ Whether it is the one to use where one is needed. """

    def to_dict(self) -> dict[str, Any]:
        type_: None | str
        type_ = self.type_

        address = self.address

        primary = self.primary

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "address": address,
                "primary": primary,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_type_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        type_ = _parse_type_(d.pop("type"))

        address = d.pop("address")

        primary = d.pop("primary")

        email = cls(
            type_=type_,
            address=address,
            primary=primary,
        )

        return email
