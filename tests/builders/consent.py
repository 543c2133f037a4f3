"""Small builders of contacts for the tests about consent, preferences and links."""

from datetime import UTC, datetime
from typing import Any

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact, ContactKind

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
USER = Actor(type=ActorType.USER, id="user-1")


def a_contact(**fields: Any) -> Contact:
    """A person of no account, stored; fields as JSON would carry them."""
    base = {
        "contact_id": "con_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "kind": ContactKind.PERSON,
        "first_name": "Eleni",
        "created_at": NOW,
        "created_by": USER,
        "updated_at": NOW,
        "updated_by": USER,
    }
    return Contact.model_validate({**base, **fields})


def in_state(state: str, **fields: Any) -> Contact:
    """A contact whose consent is in the state."""
    return a_contact(consent={"state": state}, **fields)
