from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class Transaction:
    """A posted transaction. On the suspense account it keeps the id of the account that it was posted to."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    external_id: str
    """ The id in the other system. Posting it again does not post it twice. """
    amount: str
    """ An amount of money: a decimal as a text, with at most four decimals. """
    currency: str
    """ The currency: three letters of ISO 4217, such as `EUR`. """
    billed: bool
    """ Whether the transaction is billed. """
    occurred_at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    transaction_id: str
    """ The id of the transaction, `txn_…`. """
    account_id: str
    """ The id of the account; null where it is about the contact itself. """
    suspense: bool
    """ Whether it lies on the suspense account, because its owner is anonymized. """
    posted_at: datetime.datetime
    """ When it was posted: a time in UTC. """
    posted_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        external_id = self.external_id

        amount = self.amount

        currency = self.currency

        billed = self.billed

        occurred_at = self.occurred_at.isoformat()

        transaction_id = self.transaction_id

        account_id = self.account_id

        suspense = self.suspense

        posted_at = self.posted_at.isoformat()

        posted_by = self.posted_by.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "external_id": external_id,
                "amount": amount,
                "currency": currency,
                "billed": billed,
                "occurred_at": occurred_at,
                "transaction_id": transaction_id,
                "account_id": account_id,
                "suspense": suspense,
                "posted_at": posted_at,
                "posted_by": posted_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        external_id = d.pop("external_id")

        amount = d.pop("amount")

        currency = d.pop("currency")

        billed = d.pop("billed")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        transaction_id = d.pop("transaction_id")

        account_id = d.pop("account_id")

        suspense = d.pop("suspense")

        posted_at = datetime.datetime.fromisoformat(d.pop("posted_at"))

        posted_by = Actor.from_dict(d.pop("posted_by"))

        transaction = cls(
            version=version,
            external_id=external_id,
            amount=amount,
            currency=currency,
            billed=billed,
            occurred_at=occurred_at,
            transaction_id=transaction_id,
            account_id=account_id,
            suspense=suspense,
            posted_at=posted_at,
            posted_by=posted_by,
        )

        return transaction
