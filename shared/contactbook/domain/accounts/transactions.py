"""Financial transactions of accounts; those of an anonymized owner are on the suspense account (S2.132)."""

from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Money, Record
from contactbook.domain.base.versions import next_version

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
ExternalId = Annotated[Line, StringConstraints(min_length=1, max_length=128)]


class TransactionDraft(Draft):
    """A transaction that a caller posts. `external_id` identifies it: posting it again does not create a second one."""

    external_id: ExternalId
    amount: Money
    currency: Currency
    # True once it is on a bill. An unbilled transaction blocks anonymization (S2.135).
    billed: Flag = False
    occurred_at: Moment


class Transaction(TransactionDraft, Record):
    """A posted transaction. On the suspense account it keeps the id of the account that it was posted to."""

    transaction_id: str
    account_id: str
    suspense: Flag = False
    posted_at: Moment
    posted_by: Actor


def posted_again(stored: Transaction, draft: TransactionDraft) -> Transaction:
    """Return the stored transaction after it is posted again: unchanged, or now billed.

    Raises RuleBroken `transaction_differs` if the draft differs in anything else.
    """
    same = {name: getattr(draft, name) for name in TransactionDraft.model_fields if name != "billed"}
    if any(getattr(stored, name) != value for name, value in same.items()) or (stored.billed and not draft.billed):
        raise RuleBroken.of(
            "/external_id",
            "transaction_differs",
            "The account has a different transaction with this `external_id`. Send another id, or the same values; only `billed` may become true.",
        )
    if draft.billed == stored.billed:
        return stored
    return next_version(stored, billed=True)
