from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class LabelledEmail:
    """An email with the label of its type."""

    label: None | str
    """ The name of the type, for people. The settings give it. """
    type_: None | str
    """ The type, of those in the settings. """
    address: str
    """ The email address, such as `eleni@example.com`. """
    primary: bool
    """ Whether it is the one to use where one is needed. """

    def to_dict(self) -> dict[str, Any]:
        label: None | str
        label = self.label

        type_: None | str
        type_ = self.type_

        address = self.address

        primary = self.primary

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "label": label,
                "type": type_,
                "address": address,
                "primary": primary,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        label = _parse_label(d.pop("label"))

        def _parse_type_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        type_ = _parse_type_(d.pop("type"))

        address = d.pop("address")

        primary = d.pop("primary")

        labelled_email = cls(
            label=label,
            type_=type_,
            address=address,
            primary=primary,
        )

        return labelled_email
