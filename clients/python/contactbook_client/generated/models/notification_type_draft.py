from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.purpose import Purpose
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class NotificationTypeDraft:
    """What a caller sends to create a notification type."""

    name: str
    """ The name, for people. """
    purpose: Purpose
    """ What a notification is for. Financial ones are always sent; marketing follows the contact's permissions. """
    apply_direct_marketing_preference: bool | None | Unset = UNSET
    """ Whether the contact's `direct_marketing` decides. Left out, the purpose decides. """
    apply_affiliate_marketing_preference: bool | None | Unset = UNSET
    """ Whether the contact's `affiliate_marketing` decides. Left out, the purpose decides. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        purpose = self.purpose.value

        apply_direct_marketing_preference: bool | None | Unset
        if isinstance(self.apply_direct_marketing_preference, Unset):
            apply_direct_marketing_preference = UNSET
        else:
            apply_direct_marketing_preference = self.apply_direct_marketing_preference

        apply_affiliate_marketing_preference: bool | None | Unset
        if isinstance(self.apply_affiliate_marketing_preference, Unset):
            apply_affiliate_marketing_preference = UNSET
        else:
            apply_affiliate_marketing_preference = self.apply_affiliate_marketing_preference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "purpose": purpose,
            }
        )
        if apply_direct_marketing_preference is not UNSET:
            field_dict["apply_direct_marketing_preference"] = apply_direct_marketing_preference
        if apply_affiliate_marketing_preference is not UNSET:
            field_dict["apply_affiliate_marketing_preference"] = apply_affiliate_marketing_preference

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        purpose = Purpose(d.pop("purpose"))

        def _parse_apply_direct_marketing_preference(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        apply_direct_marketing_preference = _parse_apply_direct_marketing_preference(
            d.pop("apply_direct_marketing_preference", UNSET)
        )

        def _parse_apply_affiliate_marketing_preference(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        apply_affiliate_marketing_preference = _parse_apply_affiliate_marketing_preference(
            d.pop("apply_affiliate_marketing_preference", UNSET)
        )

        notification_type_draft = cls(
            name=name,
            purpose=purpose,
            apply_direct_marketing_preference=apply_direct_marketing_preference,
            apply_affiliate_marketing_preference=apply_affiliate_marketing_preference,
        )

        return notification_type_draft
