from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Phone:
    """A phone number; stored in E.164, apart from the extension that is dialled behind it."""

    type_: None | str
    """ The type, of those in the settings. """
    number: str
    """ The phone number in E.164, such as `+35799123456`. """
    extension: None | str
    """ The extension that is dialled after the number: digits. """
    primary: bool
    """ Whether it is the one to use where one is needed. """

    def to_dict(self) -> dict[str, Any]:
        type_: None | str
        type_ = self.type_

        number = self.number

        extension: None | str
        extension = self.extension

        primary = self.primary

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "number": number,
                "extension": extension,
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

        number = d.pop("number")

        def _parse_extension(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        extension = _parse_extension(d.pop("extension"))

        primary = d.pop("primary")

        phone = cls(
            type_=type_,
            number=number,
            extension=extension,
            primary=primary,
        )

        return phone
