from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.kyc_right import KycRight
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class KycProfileDraft:
    """One profile: its level, whether an agent verifies it, its terms, and the days for which it is valid."""

    profile: str
    """ The name of the profile. """
    level: int
    """ The level: a higher one includes the lower ones. """
    may: list[KycRight] | Unset = UNSET
    """ What a contact with this profile may do. """
    maximum_credit_limit: None | str | Unset = UNSET
    """ The highest credit limit that the standing allows: a decimal as a text; null for no limit. """
    wallet_threshold: None | str | Unset = UNSET
    """ The amount above which the wallet needs a higher profile: a decimal as a text; null for none. """
    requires_verification: bool | Unset = True
    """ Whether an agent verifies the profile. """
    expires_after_days: int | None | Unset = UNSET
    """ How many days after the documents the profile expires; null for never. """

    def to_dict(self) -> dict[str, Any]:
        profile = self.profile

        level = self.level

        may: list[str] | Unset = UNSET
        if not isinstance(self.may, Unset):
            may = []
            for may_item_data in self.may:
                may_item = may_item_data.value
                may.append(may_item)

        maximum_credit_limit: None | str | Unset
        if isinstance(self.maximum_credit_limit, Unset):
            maximum_credit_limit = UNSET
        else:
            maximum_credit_limit = self.maximum_credit_limit

        wallet_threshold: None | str | Unset
        if isinstance(self.wallet_threshold, Unset):
            wallet_threshold = UNSET
        else:
            wallet_threshold = self.wallet_threshold

        requires_verification = self.requires_verification

        expires_after_days: int | None | Unset
        if isinstance(self.expires_after_days, Unset):
            expires_after_days = UNSET
        else:
            expires_after_days = self.expires_after_days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "profile": profile,
                "level": level,
            }
        )
        if may is not UNSET:
            field_dict["may"] = may
        if maximum_credit_limit is not UNSET:
            field_dict["maximum_credit_limit"] = maximum_credit_limit
        if wallet_threshold is not UNSET:
            field_dict["wallet_threshold"] = wallet_threshold
        if requires_verification is not UNSET:
            field_dict["requires_verification"] = requires_verification
        if expires_after_days is not UNSET:
            field_dict["expires_after_days"] = expires_after_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        profile = d.pop("profile")

        level = d.pop("level")

        _may = d.pop("may", UNSET)
        may: list[KycRight] | Unset = UNSET
        if _may is not UNSET:
            may = []
            for may_item_data in _may:
                may_item = KycRight(may_item_data)

                may.append(may_item)

        def _parse_maximum_credit_limit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        maximum_credit_limit = _parse_maximum_credit_limit(d.pop("maximum_credit_limit", UNSET))

        def _parse_wallet_threshold(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        wallet_threshold = _parse_wallet_threshold(d.pop("wallet_threshold", UNSET))

        requires_verification = d.pop("requires_verification", UNSET)

        def _parse_expires_after_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        expires_after_days = _parse_expires_after_days(d.pop("expires_after_days", UNSET))

        kyc_profile_draft = cls(
            profile=profile,
            level=level,
            may=may,
            maximum_credit_limit=maximum_credit_limit,
            wallet_threshold=wallet_threshold,
            requires_verification=requires_verification,
            expires_after_days=expires_after_days,
        )

        return kyc_profile_draft
