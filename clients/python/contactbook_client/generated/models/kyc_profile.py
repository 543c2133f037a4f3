from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.kyc_right import KycRight


@dataclass(kw_only=True, slots=True)
class KycProfile:
    """One profile: its level, whether an agent verifies it, its terms, and the days for which it is valid."""

    may: list[KycRight]
    """ What a contact with this profile may do. """
    maximum_credit_limit: None | str
    """ The highest credit limit that the standing allows: a decimal as a text; null for no limit. """
    wallet_threshold: None | str
    """ The amount above which the wallet needs a higher profile: a decimal as a text; null for none. """
    profile: str
    """ The name of the profile. """
    level: int
    """ The level: a higher one includes the lower ones. """
    requires_verification: bool
    """ Whether an agent verifies the profile. """
    expires_after_days: int | None
    """ How many days after the documents the profile expires; null for never. """

    def to_dict(self) -> dict[str, Any]:
        may = []
        for may_item_data in self.may:
            may_item = may_item_data.value
            may.append(may_item)

        maximum_credit_limit: None | str
        maximum_credit_limit = self.maximum_credit_limit

        wallet_threshold: None | str
        wallet_threshold = self.wallet_threshold

        profile = self.profile

        level = self.level

        requires_verification = self.requires_verification

        expires_after_days: int | None
        expires_after_days = self.expires_after_days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "may": may,
                "maximum_credit_limit": maximum_credit_limit,
                "wallet_threshold": wallet_threshold,
                "profile": profile,
                "level": level,
                "requires_verification": requires_verification,
                "expires_after_days": expires_after_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        may = []
        _may = d.pop("may")
        for may_item_data in _may:
            may_item = KycRight(may_item_data)

            may.append(may_item)

        def _parse_maximum_credit_limit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        maximum_credit_limit = _parse_maximum_credit_limit(d.pop("maximum_credit_limit"))

        def _parse_wallet_threshold(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        wallet_threshold = _parse_wallet_threshold(d.pop("wallet_threshold"))

        profile = d.pop("profile")

        level = d.pop("level")

        requires_verification = d.pop("requires_verification")

        def _parse_expires_after_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        expires_after_days = _parse_expires_after_days(d.pop("expires_after_days"))

        kyc_profile = cls(
            may=may,
            maximum_credit_limit=maximum_credit_limit,
            wallet_threshold=wallet_threshold,
            profile=profile,
            level=level,
            requires_verification=requires_verification,
            expires_after_days=expires_after_days,
        )

        return kyc_profile
