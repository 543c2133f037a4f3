"""Contacts that can be notified, and notification types. A test names only the fields that it is about."""

from datetime import UTC, datetime
from typing import Any

from contactbook.domain.contacts.record import Contact
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose
from tests.builders.contacts import CONTACT_ID, a_contact

THEN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
EMAIL = "eleni@example.com"
PHONE = "+35799123456"
ADDRESS = {"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY", "primary": True}


def a_reachable_contact(contact_id: str = CONTACT_ID, **fields: Any) -> Contact:
    """Return a person with an email, a phone and an address who permits all marketing."""
    known = {
        "first_name": "Eleni",
        "emails": [{"address": EMAIL, "primary": True}],
        "phones": [{"number": PHONE, "primary": True}],
        "addresses": [ADDRESS],
        "preferences": permissions(direct=True, affiliate=True),
        "created_at": THEN,
        "updated_at": THEN,
    }
    return a_contact(contact_id, **(known | fields))


def permissions(*, direct: bool, affiliate: bool) -> dict[str, Any]:
    """Return preferences with these permissions, both stated by the contact."""
    return {
        "direct_marketing": {"value": direct, "asked": True},
        "affiliate_marketing": {"value": affiliate, "asked": True},
    }


def a_type(purpose: Purpose = Purpose.FINANCIAL, *, direct: bool = False, affiliate: bool = False) -> NotificationType:
    """Return a notification type that applies these preferences."""
    return NotificationType(
        notification_type_id="nty_1",
        name="A type",
        purpose=purpose,
        apply_direct_marketing_preference=direct,
        apply_affiliate_marketing_preference=affiliate,
        created_at=THEN,
        updated_at=THEN,
    )
