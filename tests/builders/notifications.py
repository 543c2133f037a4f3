"""Contacts, accounts and notification types for tests; only what a test is about is named."""

from datetime import UTC, datetime
from typing import Any

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose

THEN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
USER = Actor(type=ActorType.USER, id="user-1")
EMAIL = "eleni@example.com"
PHONE = "+35799123456"
ADDRESS = {"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY", "primary": True}


def a_contact(contact_id: str = "con_1", **fields: Any) -> Contact:
    """A person with an email, a phone and an address, who allows all marketing."""
    return Contact.model_validate(
        {
            "contact_id": contact_id,
            "kind": "person",
            "first_name": "Eleni",
            "last_name": "Georgiou",
            "emails": [{"address": EMAIL, "primary": True}],
            "phones": [{"number": PHONE, "primary": True}],
            "addresses": [ADDRESS],
            "preferences": permissions(direct=True, affiliate=True),
            "created_at": THEN,
            "created_by": USER,
            "updated_at": THEN,
            "updated_by": USER,
        }
        | fields
    )


def permissions(*, direct: bool, affiliate: bool) -> dict[str, Any]:
    return {
        "direct_marketing": {"value": direct, "asked": True},
        "affiliate_marketing": {"value": affiliate, "asked": True},
    }


def an_account(account_id: str = "acc_1", contact_id: str = "con_1", *, created_at: datetime = THEN, **fields: Any) -> Account:
    """An open account that holds no contact information of its own."""
    return Account.model_validate(
        {"account_id": account_id, "contact_id": contact_id, "name": account_id, "created_at": created_at, "updated_at": THEN}
        | fields
    )


def a_type(purpose: Purpose = Purpose.FINANCIAL, *, direct: bool = False, affiliate: bool = False) -> NotificationType:
    return NotificationType(
        notification_type_id="nty_1",
        name="A type",
        purpose=purpose,
        apply_direct_marketing_preference=direct,
        apply_affiliate_marketing_preference=affiliate,
        created_at=THEN,
        updated_at=THEN,
    )
