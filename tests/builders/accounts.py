"""Contacts and accounts for tests that are about neither's other fields."""

from datetime import UTC, datetime, timedelta
from typing import Any

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact

THEN = datetime(2026, 1, 1, tzinfo=UTC)
USER = Actor(type=ActorType.USER, id="user-1")


def contact_of(contact_id: str = "con_1", **fields: Any) -> Contact:
    stamps = {"created_at": THEN, "created_by": USER, "updated_at": THEN, "updated_by": USER}
    return Contact.model_validate({"contact_id": contact_id, "kind": "person", "last_name": "Georgiou", **stamps, **fields})


def account_of(account_id: str = "acc_1", *, contact_id: str = "con_1", opened: int = 0, **fields: Any) -> Account:
    """An account opened so many days after the first."""
    at = THEN + timedelta(days=opened)
    known = {"account_id": account_id, "contact_id": contact_id, "name": "Checking", "created_at": at, "updated_at": at}
    return Account.model_validate({**known, **fields})
