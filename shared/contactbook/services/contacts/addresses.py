"""Changing a contact's addresses one at a time (S2.35-S2.43)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts import addresses as rules
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.record import Contact, ContactFields
from contactbook.domain.contacts.rules import checked_fields
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.tenant_store import TenantStore

Step = Callable[[tuple[Address, ...]], tuple[Address, ...]]


def list_addresses(
    store: TenantStore, contact_id: str, *, include_inactive: bool, by: Caller
) -> tuple[Contact, Sequence[Address]]:
    """Return the contact and its addresses, without inactive ones by default (S2.41). Raises NotFound, or Merged."""
    contact = visible_contact(store, contact_id, by=by)
    return contact, [address for address in contact.addresses if address.active or include_inactive]


def read_address(store: TenantStore, contact_id: str, address_id: str, *, by: Caller) -> tuple[Contact, Address]:
    """Return the contact and one of its addresses, active or not. Raises NotFound, or Merged."""
    contact = visible_contact(store, contact_id, by=by)
    return contact, rules.get_address(contact.addresses, address_id)


def add_address(
    store: TenantStore, contact_id: str, draft: Address, *, replace: bool, by: Caller, now: datetime, if_match: int | None
) -> tuple[Contact, Address]:
    """Add an address. Raises RuleBroken as `domain.contacts.addresses.added`, ValidationFailed, VersionMismatch, NotFound."""
    rules.require_no_id(draft)
    address_id = new_id("adr", now)

    def add(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        if any(known.address_id == address_id for known in addresses):
            # An earlier run of this request added it.
            return addresses
        new = with_fields(draft, address_id=address_id, type=draft.type or _default_type(store))
        return rules.added(addresses, new, replace=replace)

    return _changed(store, contact_id, address_id, "address.added", add, by=by, now=now, if_match=if_match)


def change_address(
    store: TenantStore,
    contact_id: str,
    address_id: str,
    patch: dict[str, JsonValue],
    *,
    replace: bool,
    new_primary: str | None,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> tuple[Contact, Address]:
    """Apply a merge-patch (RFC 7396) to one address. Raises as `add_address`."""
    if patch.get("address_id", address_id) != address_id:
        raise ValidationFailed.of("/address_id", "read_only", "`address_id` is read-only; the system sets it.")

    def change(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        wanted = patched_fields(Address, rules.get_address(addresses, address_id), {**patch, "address_id": address_id})
        wanted = with_fields(wanted, type=wanted.type or _default_type(store))
        return rules.changed(addresses, wanted, replace=replace, new_primary=new_primary)

    return _changed(store, contact_id, address_id, "address.changed", change, by=by, now=now, if_match=if_match)


def activate_address(
    store: TenantStore, contact_id: str, address_id: str, *, replace: bool, by: Caller, now: datetime, if_match: int | None
) -> tuple[Contact, Address]:
    """Activate an address again (S2.40). Raises RuleBroken `active_type_taken`, VersionMismatch, NotFound."""

    def activate(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        return rules.activated(addresses, address_id, replace=replace)

    return _changed(store, contact_id, address_id, "address.activated", activate, by=by, now=now, if_match=if_match)


def deactivate_address(
    store: TenantStore,
    contact_id: str,
    address_id: str,
    *,
    new_primary: str | None,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> tuple[Contact, Address]:
    """Deactivate an address and keep it (S2.39, S2.43). Raises RuleBroken `primary_needed`, VersionMismatch, NotFound."""

    def deactivate(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        return rules.deactivated(addresses, address_id, new_primary=new_primary)

    return _changed(store, contact_id, address_id, "address.deactivated", deactivate, by=by, now=now, if_match=if_match)


def make_address_primary(
    store: TenantStore, contact_id: str, address_id: str, *, by: Caller, now: datetime, if_match: int | None
) -> tuple[Contact, Address]:
    """Move the primary flag to this address (S2.42). Raises RuleBroken `inactive_primary`, VersionMismatch, NotFound."""

    def make_primary(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        return rules.made_primary(addresses, address_id)

    return _changed(store, contact_id, address_id, "address.made_primary", make_primary, by=by, now=now, if_match=if_match)


def remove_address(
    store: TenantStore,
    contact_id: str,
    address_id: str,
    *,
    new_primary: str | None,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> None:
    """Remove an address permanently. Raises RuleBroken `primary_needed`, ValidationFailed, VersionMismatch, NotFound."""

    def remove(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        return rules.removed(addresses, address_id, new_primary=new_primary)

    _commit(store, contact_id, address_id, "address.removed", remove, by=by, now=now, if_match=if_match)


def _changed(
    store: TenantStore,
    contact_id: str,
    address_id: str,
    action: str,
    step: Step,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> tuple[Contact, Address]:
    contact = _commit(store, contact_id, address_id, action, step, by=by, now=now, if_match=if_match)
    return contact, rules.get_address(contact.addresses, address_id)


@retried_when_raced
def _commit(
    store: TenantStore,
    contact_id: str,
    address_id: str,
    action: str,
    step: Step,
    *,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> Contact:
    contact = editable_contact(store, contact_id, by=by, if_match=if_match)
    fields = _checked_fields(contact, step(contact.addresses), address_id, store)
    if fields.addresses == contact.addresses:
        return contact
    after = with_fields(contact, addresses=fields.addresses)
    change = ContactChange(before=contact, after=after, action=action, subject=address_id)
    return commit_change(store, change, by=by, now=now)


def _checked_fields(contact: Contact, addresses: tuple[Address, ...], address_id: str, store: TenantStore) -> ContactFields:
    """Return the contact's validated fields with these addresses (S1.17); errors point to fields of the changed address."""
    fields = with_fields(contact.fields(), addresses=addresses)
    try:
        return checked_fields(fields, contact.kind, store.settings.current(), before=contact)
    except ValidationFailed as error:
        place = next((at for at, address in enumerate(addresses) if address.address_id == address_id), None)
        own = f"/addresses/{place}/"
        errors = [
            FieldError(found.field.replace(own, "/", 1), found.code, found.message) if found.field.startswith(own) else found
            for found in error.errors
        ]
        raise ValidationFailed(error.message, code=error.code, errors=errors) from error


def _default_type(store: TenantStore) -> str:
    return store.settings.current().types.address[0].type
