from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class PhoneDraft:
    """A phone number; stored in E.164, apart from the extension that is dialled behind it."""

    number: str
    """ The phone number, in E.164 or as it is dialled in the tenant's default region. """
    type_: None | str | Unset = UNSET
    """ The type, of those in the settings. """
    extension: None | str | Unset = UNSET
    """ The extension that is dialled after the number: digits. """
    primary: bool | Unset = False
    """ Whether it is the one to use where one is needed. """

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        else:
            type_ = self.type_

        extension: None | str | Unset
        if isinstance(self.extension, Unset):
            extension = UNSET
        else:
            extension = self.extension

        primary = self.primary

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if extension is not UNSET:
            field_dict["extension"] = extension
        if primary is not UNSET:
            field_dict["primary"] = primary

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        def _parse_type_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        def _parse_extension(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        extension = _parse_extension(d.pop("extension", UNSET))

        primary = d.pop("primary", UNSET)

        phone_draft = cls(
            number=number,
            type_=type_,
            extension=extension,
            primary=primary,
        )

        return phone_draft
