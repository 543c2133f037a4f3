"""Contacts for tests: only what a test is about needs to be said."""

from datetime import UTC, datetime
from typing import Any

from contactbook.domain.base.callers import Actor, ActorType, Caller, Scope
from contactbook.domain.contacts.record import Contact

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
USER = Actor(type=ActorType.USER, id="user-1")


def a_contact(**said: Any) -> Contact:
    """A person without anything but a last name."""
    fields = {
        "contact_id": "con_01J00000000000000000000001",
        "kind": "person",
        "last_name": "Georgiou",
        "created_at": NOW,
        "created_by": USER,
        "updated_at": NOW,
        "updated_by": USER,
    }
    return Contact.model_validate(fields | said)


def a_caller(**said: Any) -> Caller:
    """A user with every scope."""
    return Caller.model_validate({"actor": USER, "scopes": frozenset(scope.value for scope in Scope)} | said)
