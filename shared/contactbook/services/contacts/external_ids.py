"""Contacts by the ids that other systems have for them: read, and create or change in one step (S7.4)."""

from datetime import datetime

from pydantic import JsonValue, ValidationError

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, DuplicateContact, NotFound, ValidationFailed
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import external_claim
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.contacts.registration import change_contact, register_contact
from contactbook.storage.tenant_store import TenantStore


def contact_id_of(store: TenantStore, system: str, external_id: str) -> str | None:
    """Return the id of the contact that has this id in the other system, or to which it leads since a merge; or None. One read."""
    claim = external_claim(system, external_id)
    return store.contacts.claim_holders([claim]).get(claim)


def known_contact_id(store: TenantStore, system: str, external_id: str) -> str:
    """Return `contact_id_of`. Raises NotFound."""
    found = contact_id_of(store, system, external_id)
    if found is None:
        raise NotFound("There is no such contact.")
    return found


@retried_when_raced
def put_contact(
    store: TenantStore,
    system: str,
    external_id: str,
    sent: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
) -> tuple[Contact, bool]:
    """Create the contact with this id in the other system, or change it by merge-patch; True with one that is new.

    The id is a claim, so two callers never create two contacts: the slower one changes the contact of the faster one.
    Raises ValidationFailed, DuplicateContact, VersionMismatch, NotFound.
    """
    stated = sent.get("external_ids")
    if isinstance(stated, dict) and stated.get(system, external_id) != external_id:
        message = "The id in the body is another one than that in the path. Leave it out."
        raise ValidationFailed.of(f"/external_ids/{system}", "contradicts_path", message)
    found = contact_id_of(store, system, external_id)
    if found is not None:
        return change_contact(store, found, _patch(sent), by=by, now=now, if_match=if_match), False
    if if_match is not None:
        raise NotFound("There is no such contact.")
    draft = _draft({name: value for name, value in sent.items() if value is not None}, system, external_id)
    try:
        return register_contact(store, draft, by=by, now=now), True
    except DuplicateContact as error:
        if contact_id_of(store, system, external_id) is not None:
            raise ConcurrentUpdate("Another caller has created the contact meanwhile.") from error
        raise


def _draft(sent: dict[str, JsonValue], system: str, external_id: str) -> ContactDraft:
    """Return the contact that the body makes. Raises ValidationFailed."""
    stated = sent.get("external_ids")
    named = {**(stated if isinstance(stated, dict) else {}), system: external_id}
    whole = {**sent, "external_ids": named}
    try:
        return ContactDraft.model_validate(whole)
    except ValidationError as error:
        raise ValidationFailed(
            "The contact has invalid fields; see `errors`.", errors=field_errors(error.errors(), whole)
        ) from error


def _patch(sent: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return what the body changes of a contact that exists: its source is that of its creation."""
    return {name: value for name, value in sent.items() if name != "source"}
