from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.kyc_right import KycRight


@dataclass(kw_only=True, slots=True)
class KycTerms:
    """What a standing allows, the highest credit limit, and the threshold of a wallet's balance. None: no bound."""

    may: list[KycRight]
    """ What the standing allows. """
    maximum_credit_limit: None | str
    """ The highest credit limit that the standing allows: a decimal as a text; null for no limit. """
    wallet_threshold: None | str
    """ The amount above which the wallet needs a higher profile: a decimal as a text; null for none. """

    def to_dict(self) -> dict[str, Any]:
        may = []
        for may_item_data in self.may:
            may_item = may_item_data.value
            may.append(may_item)

        maximum_credit_limit: None | str
        maximum_credit_limit = self.maximum_credit_limit

        wallet_threshold: None | str
        wallet_threshold = self.wallet_threshold

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "may": may,
                "maximum_credit_limit": maximum_credit_limit,
                "wallet_threshold": wallet_threshold,
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

        kyc_terms = cls(
            may=may,
            maximum_credit_limit=maximum_credit_limit,
            wallet_threshold=wallet_threshold,
        )

        return kyc_terms
