from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class AccountAboveMaximum:
    """An open account whose credit limit is above the maximum of its contact's KYC standing."""

    account_id: str
    """ The id of the account; null where it is about the contact itself. """
    credit_limit: str
    """ The credit limit: a decimal as a text, in the tenant's currency. """

    def to_dict(self) -> dict[str, Any]:
        account_id = self.account_id

        credit_limit = self.credit_limit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "account_id": account_id,
                "credit_limit": credit_limit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        account_id = d.pop("account_id")

        credit_limit = d.pop("credit_limit")

        account_above_maximum = cls(
            account_id=account_id,
            credit_limit=credit_limit,
        )

        return account_above_maximum
