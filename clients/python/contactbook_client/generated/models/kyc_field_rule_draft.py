from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class KycFieldRuleDraft:
    """One field, the profiles that require it, and the document that proves it."""

    field: str
    """ The field, by its dotted path such as `emails.0.address`. """
    required_for: list[str]
    """ The profiles that need the field. """
    semi_optional: bool | Unset = False
    """ Whether one of the fields that are so marked is enough. """
    attachment_classification: None | str | Unset = UNSET
    """ The classification of the document that proves the field, such as `passport`. """
    requires_renewal: bool | None | Unset = UNSET
    """ Whether the document must be renewed when it ends. """

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        required_for = self.required_for

        semi_optional = self.semi_optional

        attachment_classification: None | str | Unset
        if isinstance(self.attachment_classification, Unset):
            attachment_classification = UNSET
        else:
            attachment_classification = self.attachment_classification

        requires_renewal: bool | None | Unset
        if isinstance(self.requires_renewal, Unset):
            requires_renewal = UNSET
        else:
            requires_renewal = self.requires_renewal

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
                "required_for": required_for,
            }
        )
        if semi_optional is not UNSET:
            field_dict["semi_optional"] = semi_optional
        if attachment_classification is not UNSET:
            field_dict["attachment_classification"] = attachment_classification
        if requires_renewal is not UNSET:
            field_dict["requires_renewal"] = requires_renewal

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        required_for = cast(list[str], d.pop("required_for"))

        semi_optional = d.pop("semi_optional", UNSET)

        def _parse_attachment_classification(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attachment_classification = _parse_attachment_classification(d.pop("attachment_classification", UNSET))

        def _parse_requires_renewal(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        requires_renewal = _parse_requires_renewal(d.pop("requires_renewal", UNSET))

        kyc_field_rule_draft = cls(
            field=field,
            required_for=required_for,
            semi_optional=semi_optional,
            attachment_classification=attachment_classification,
            requires_renewal=requires_renewal,
        )

        return kyc_field_rule_draft
