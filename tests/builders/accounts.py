"""Stored accounts. A test names only the fields that it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from contactbook.domain.accounts.accounts import Account
from tests.builders.contacts import CONTACT_ID

FIRST_DAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def an_account(account_id: str = "acc_1", *, contact_id: str = CONTACT_ID, opened: int = 0, **fields: Any) -> Account:
    """Return an open account without contact information of its own, opened this many days after the first day."""
    at = FIRST_DAY + timedelta(days=opened)
    known = {"account_id": account_id, "contact_id": contact_id, "name": "Checking", "created_at": at, "updated_at": at}
    return Account.model_validate(known | fields)
