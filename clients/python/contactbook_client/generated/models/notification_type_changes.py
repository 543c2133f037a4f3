from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.purpose import Purpose
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class NotificationTypeChanges:
    """What changes in the notification type, as a merge-patch (RFC 7396): a field that is left out stays, and null
    removes.

    """

    name: None | str | Unset = UNSET
    """ The name, for people. """
    purpose: None | Purpose | Unset = UNSET
    """ What it is for. """
    apply_direct_marketing_preference: bool | None | Unset = UNSET
    """ Whether the contact's `direct_marketing` decides. Left out, the purpose decides. """
    apply_affiliate_marketing_preference: bool | None | Unset = UNSET
    """ Whether the contact's `affiliate_marketing` decides. Left out, the purpose decides. """

    def to_dict(self) -> dict[str, Any]:
        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        purpose: None | str | Unset
        if isinstance(self.purpose, Unset):
            purpose = UNSET
        elif isinstance(self.purpose, Purpose):
            purpose = self.purpose.value
        else:
            purpose = self.purpose

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

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if purpose is not UNSET:
            field_dict["purpose"] = purpose
        if apply_direct_marketing_preference is not UNSET:
            field_dict["apply_direct_marketing_preference"] = apply_direct_marketing_preference
        if apply_affiliate_marketing_preference is not UNSET:
            field_dict["apply_affiliate_marketing_preference"] = apply_affiliate_marketing_preference

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_purpose(data: object) -> None | Purpose | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                purpose_type_0 = Purpose(data)

                return purpose_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Purpose | Unset, data)

        purpose = _parse_purpose(d.pop("purpose", UNSET))

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

        notification_type_changes = cls(
            name=name,
            purpose=purpose,
            apply_direct_marketing_preference=apply_direct_marketing_preference,
            apply_affiliate_marketing_preference=apply_affiliate_marketing_preference,
        )

        return notification_type_changes
