from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class TypeDefinitionDraft:
    """One configured type: its key, its label, and whether a contact must have a value of it."""

    type_: str
    """ The key of the type, as records have it. """
    label: str
    """ The name of the type for people. """
    mandatory: bool | Unset = False
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
            }
        )
        if mandatory is not UNSET:
            field_dict["mandatory"] = mandatory

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = d.pop("type")

        label = d.pop("label")

        mandatory = d.pop("mandatory", UNSET)

        type_definition_draft = cls(
            type_=type_,
            label=label,
            mandatory=mandatory,
        )

        return type_definition_draft
