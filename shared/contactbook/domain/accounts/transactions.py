"""Financial transactions posted to accounts, or to the suspense account where the owner is anonymized (S2.132)."""

from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Money, Record
from contactbook.domain.base.versions import next_version

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
ExternalId = Annotated[Line, StringConstraints(min_length=1, max_length=128)]


class TransactionDraft(Draft):
    """What a caller posts. `external_id` is its own name for the transaction: posted again it is the same transaction."""

    external_id: ExternalId
    amount: Money
    currency: Currency
    # Whether it is on a bill already; one that is not blocks anonymisation (S2.135).
    billed: Flag = False
    occurred_at: Moment


class Transaction(TransactionDraft, Record):
    """A posted transaction. On the suspense account it keeps the account it was meant for."""

    transaction_id: str
    account_id: str
    suspense: Flag = False
    posted_at: Moment
    posted_by: Actor


def posted_again(stored: Transaction, draft: TransactionDraft) -> Transaction:
    """The stored transaction after the same one is posted once more: as it is, or billed by now.

    Raises RuleBroken `transaction_differs` where the external id is used for something else.
    """
    same = {name: getattr(draft, name) for name in TransactionDraft.model_fields if name != "billed"}
    if any(getattr(stored, name) != value for name, value in same.items()) or (stored.billed and not draft.billed):
        raise RuleBroken("This external id was used for another transaction of the account.", code="transaction_differs")
    if draft.billed == stored.billed:
        return stored
    return next_version(stored, billed=True)
