"""A transaction that is posted again is the same transaction, or is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.accounts.transactions import Transaction, TransactionDraft, posted_again
from contactbook.domain.base.errors import RuleBroken

DRAFT = {"external_id": "i", "amount": "1.50", "currency": "EUR", "occurred_at": "2026-01-01T00:00:00Z"}


def draft(**fields: Any) -> TransactionDraft:
    return TransactionDraft.model_validate({**DRAFT, **fields})


def transaction(**fields: Any) -> Transaction:
    posted = {"transaction_id": "txn_1", "account_id": "acc_1", "posted_at": "2026-01-02T00:00:00Z"}
    by = {"posted_by": {"type": "user", "id": "user-1"}}
    return Transaction.model_validate({**DRAFT, **posted, **by, **fields})


@pytest.mark.feature("S2.135")
def test_posting_an_unbilled_transaction_as_billed_bills_it() -> None:
    billed = posted_again(transaction(), draft(billed=True))
    assert (billed.billed, billed.version) == (True, 2)
    assert posted_again(billed, draft(billed=True)) == billed


def test_a_billed_transaction_stays_billed() -> None:
    with pytest.raises(RuleBroken) as refused:
        posted_again(transaction(billed=True), draft())
    assert refused.value.code == "transaction_differs"


@pytest.mark.parametrize("amount", ["1.5", "1.50", "1.500"])
def test_trailing_zeros_do_not_change_an_amount(amount: str) -> None:
    assert posted_again(transaction(), draft(amount=amount)) == transaction()


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_posting_again_is_idempotent(billed: list[bool]) -> None:
    stored = transaction(billed=billed[0])
    for again in billed:
        try:
            stored = posted_again(stored, draft(billed=again))
        except RuleBroken:
            assert stored.billed
            assert not again
    assert stored.billed == any(billed)
