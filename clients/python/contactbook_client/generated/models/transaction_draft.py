from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class TransactionDraft:
    """A transaction that a caller posts. `external_id` identifies it: posting it again does not create a second one."""

    external_id: str
    """ The id in the other system. Posting it again does not post it twice. """
    amount: str
    """ An amount of money: a decimal as a text, with at most four decimals. """
    currency: str
    """ The currency: three letters of ISO 4217, such as `EUR`. """
    occurred_at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    billed: bool | Unset = False
    """ Whether the transaction is billed. """

    def to_dict(self) -> dict[str, Any]:
        external_id = self.external_id

        amount = self.amount

        currency = self.currency

        occurred_at = self.occurred_at.isoformat()

        billed = self.billed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "external_id": external_id,
                "amount": amount,
                "currency": currency,
                "occurred_at": occurred_at,
            }
        )
        if billed is not UNSET:
            field_dict["billed"] = billed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        external_id = d.pop("external_id")

        amount = d.pop("amount")

        currency = d.pop("currency")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        billed = d.pop("billed", UNSET)

        transaction_draft = cls(
            external_id=external_id,
            amount=amount,
            currency=currency,
            occurred_at=occurred_at,
            billed=billed,
        )

        return transaction_draft
