from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class TypeDefinition:
    """One configured type: its key, its label, and whether a contact must have a value of it."""

    type_: str
    """ The key of the type, as records have it. """
    label: str
    """ The name of the type for people. """
    mandatory: bool
    """ Whether a contact must have a value. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        label = self.label

        mandatory = self.mandatory

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "label": label,
                "mandatory": mandatory,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = d.pop("type")

        label = d.pop("label")

        mandatory = d.pop("mandatory")

        type_definition = cls(
            type_=type_,
            label=label,
            mandatory=mandatory,
        )

        return type_definition
