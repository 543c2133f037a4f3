from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.custom_field_type import CustomFieldType
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class AccountCustomFieldDraft:
    """One field that the tenant adds to its accounts."""

    name: str
    """ The name of the field, as `custom` has it. """
    label: str
    """ The name of the field for people. """
    type_: CustomFieldType | Unset = UNSET
    """ The type of a custom field's value. """
    choices: list[str] | Unset = UNSET
    """ The choices of a field of type `choice`. """
    mandatory: bool | Unset = False
    """ Whether a contact must have a value. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        label = self.label

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        choices: list[str] | Unset = UNSET
        if not isinstance(self.choices, Unset):
            choices = self.choices

        mandatory = self.mandatory

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "label": label,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if choices is not UNSET:
            field_dict["choices"] = choices
        if mandatory is not UNSET:
            field_dict["mandatory"] = mandatory

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        label = d.pop("label")

        _type_ = d.pop("type", UNSET)
        type_: CustomFieldType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = CustomFieldType(_type_)

        choices = cast(list[str], d.pop("choices", UNSET))

        mandatory = d.pop("mandatory", UNSET)

        account_custom_field_draft = cls(
            name=name,
            label=label,
            type_=type_,
            choices=choices,
            mandatory=mandatory,
        )

        return account_custom_field_draft
