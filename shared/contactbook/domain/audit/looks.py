"""The record of who read contacts, and who was refused (S2.127). Such a record is called a look.

Looks are stored beside the chain of changes, not in it: a chain that every reader extends would make readers wait for each
other. Each look has its own keyed digest, so a changed one shows.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from contactbook.domain.base.callers import Actor, ActorType, Caller
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields

# Fields of an answer that name a contact, and the types of a part that can hold such a field.
_NAMING = ("contact_id", "related_contact_id")
_WITH_DEPTH = frozenset({dict, list, tuple})
# Actors whose address is the contact's own. It is stored only as evidence of a consent.
_THE_CONTACT_ITSELF = (ActorType.CONTACT, ActorType.LINK)


class LookAction(StrEnum):
    """What the caller did: read one contact, read it in a list, exported it among others, or was refused."""

    READ = "contact.read"
    LISTED = "contact.listed"
    EXPORTED = "contact.exported"
    REFUSED = "contact.access_refused"


class Look(Value):
    """Who read which contacts, when, by which route and from which address. It holds no value of a contact."""

    entry_id: str
    at: Moment
    actor: Actor
    action: LookAction
    contact_ids: tuple[str, ...]
    route: str = ""
    source_ip: str = ""
    request_id: str = ""
    # Of an export: how many contacts this piece of it showed. Its index entry names none of them.
    contacts: int = 0
    digest: str = ""


def look_of(
    entry_id: str, contact_ids: Sequence[str], *, refused: Flag, route: str, by: Caller, at: Moment, ring: KeyRing
) -> Look:
    """Return the look of one request, with its digest."""
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


def look_of_export(
    entry_id: str, contact_ids: Sequence[str], *, contacts: int, route: str, by: Caller, at: Moment, ring: KeyRing
) -> Look:
    """Return a look of one piece of an export, which showed so many contacts, these among them."""
    look = Look(
        entry_id=entry_id,
        at=at,
        actor=by.actor,
        action=LookAction.EXPORTED,
        contact_ids=tuple(contact_ids),
        route=route,
        source_ip=by.source_ip or "",
        request_id=by.request_id,
        contacts=contacts,
    )
    return with_fields(look, digest=digest_of(look, ring))


def digest_of(look: Look, ring: KeyRing) -> str:
    """Return the keyed hash over all other fields of the look."""
    return keyed_hash(ring, "look", look.model_dump_json(exclude={"digest"}))


def shown_contacts(answer: object, tenant_id: str) -> list[str]:
    """Return the contacts that a response shows: every `contact_id` anywhere in it, except those of another tenant."""
    found: dict[str, None] = {}
    _collect(answer, tenant_id, found)
    return list(found)


def _collect(part: object, tenant_id: str, found: dict[str, None]) -> None:
    """Add the contacts that this part names. Every answer passes here, so only what has depth is looked into."""
    if isinstance(part, dict):
        if part.get("tenant_id", tenant_id) != tenant_id:
            return
        for name in _NAMING:
            if isinstance(contact_id := part.get(name), str):
                found[contact_id] = None
        values: Iterable[object] = part.values()
    elif isinstance(part, list | tuple):
        values = part
    else:
        return
    for value in values:
        if type(value) in _WITH_DEPTH and value:
            _collect(value, tenant_id, found)
