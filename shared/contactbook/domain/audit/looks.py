"""What is written down about who looked at contacts, and who tried to (S2.127).

Looks stand beside the chain of changes and not in it: a chain that every reader had to move on would make readers wait for each
other. Each carries a keyed digest of its own, so that a changed one is found.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from contactbook.domain.base.callers import Actor, ActorType, Caller
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields

# Whose address is the contact's own: where it looked from is kept as evidence of a consent only.
_THE_CONTACT_ITSELF = (ActorType.CONTACT, ActorType.LINK)


class LookAction(StrEnum):
    """What somebody did: saw a contact, saw it among others, or was refused."""

    READ = "contact.read"
    LISTED = "contact.listed"
    REFUSED = "contact.access_refused"


class Look(Value):
    """Who saw which contacts, when, by which route and from where; it holds no value of any of them."""

    entry_id: str
    at: Moment
    actor: Actor
    action: LookAction
    contact_ids: tuple[str, ...]
    route: str = ""
    source_ip: str = ""
    request_id: str = ""
    digest: str = ""


def look_of(
    entry_id: str, contact_ids: Sequence[str], *, refused: Flag, route: str, by: Caller, at: Moment, ring: KeyRing
) -> Look:
    """What one request saw, with its digest."""
    action = LookAction.REFUSED if refused else LookAction.READ if len(contact_ids) == 1 else LookAction.LISTED
    look = Look(
        entry_id=entry_id,
        at=at,
        actor=by.actor,
        action=action,
        contact_ids=tuple(contact_ids),
        route=route,
        source_ip="" if by.actor.type in _THE_CONTACT_ITSELF else by.source_ip or "",
        request_id=by.request_id,
    )
    return with_fields(look, digest=digest_of(look, ring))


def digest_of(look: Look, ring: KeyRing) -> str:
    """The keyed hash over everything that the look says."""
    return keyed_hash(ring, "look", look.model_dump_json(exclude={"digest"}))


def is_unchanged(look: Look, ring: KeyRing) -> bool:
    """Whether the look still says what it said when it was written down."""
    return look.digest == digest_of(look, ring)


def shown_contacts(answer: object, tenant_id: str) -> list[str]:
    """The contacts that an answer tells of: whatever stands under `contact_id` anywhere in it, another tenant's left out."""
    found: dict[str, None] = {}
    _collect(answer, tenant_id, found)
    return list(found)


def _collect(part: object, tenant_id: str, found: dict[str, None]) -> None:
    if isinstance(part, Mapping):
        if part.get("tenant_id", tenant_id) != tenant_id:
            return
        found |= {str(part[name]): None for name in ("contact_id", "related_contact_id") if isinstance(part.get(name), str)}
        for value in part.values():
            if isinstance(value, Mapping | list | tuple):
                _collect(value, tenant_id, found)
    elif isinstance(part, list | tuple):
        for value in part:
            _collect(value, tenant_id, found)
