"""Stored contacts and callers. A test names only the fields that it is about."""

from datetime import UTC, datetime
from typing import Any

from contactbook.domain.base.callers import Actor, ActorType, Caller, Scope
from contactbook.domain.contacts.record import Contact

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
USER = Actor(type=ActorType.USER, id="user-1")
CONTACT_ID = "con_01J00000000000000000000001"


def a_contact(contact_id: str = CONTACT_ID, **fields: Any) -> Contact:
    """Return a person with a last name only."""
    stamps = {"created_at": NOW, "created_by": USER, "updated_at": NOW, "updated_by": USER}
    return Contact.model_validate({"contact_id": contact_id, "kind": "person", "last_name": "Georgiou", **stamps, **fields})


def in_state(state: str, **fields: Any) -> Contact:
    """Return a contact whose consent is in this state."""
    return a_contact(consent={"state": state}, **fields)


def a_caller(**fields: Any) -> Caller:
    """Return a user with every scope of a tenant."""
    scopes = frozenset(scope.value for scope in Scope if scope is not Scope.PLATFORM_ADMIN)
    return Caller.model_validate({"actor": USER, "scopes": scopes} | fields)


def an_operator() -> Caller:
    """Return the operator of the installation, who registers tenants."""
    return a_caller(scopes=frozenset({Scope.PLATFORM_ADMIN.value}))
