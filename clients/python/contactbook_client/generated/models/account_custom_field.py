from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.custom_field_type import CustomFieldType


@dataclass(kw_only=True, slots=True)
class AccountCustomField:
    """One field that the tenant adds to its accounts."""

    name: str
    """ The name of the field, as `custom` has it. """
    label: str
    """ The name of the field for people. """
    type_: CustomFieldType
    """ The type of a custom field's value. """
    choices: list[str]
    """ The choices of a field of type `choice`. """
    mandatory: bool
    """ Whether a contact must have a value. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        label = self.label

        type_ = self.type_.value

        choices = self.choices

        mandatory = self.mandatory

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "label": label,
                "type": type_,
                "choices": choices,
                "mandatory": mandatory,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        label = d.pop("label")

        type_ = CustomFieldType(d.pop("type"))

        choices = cast(list[str], d.pop("choices"))

        mandatory = d.pop("mandatory")

        account_custom_field = cls(
            name=name,
            label=label,
            type_=type_,
            choices=choices,
            mandatory=mandatory,
        )

        return account_custom_field
