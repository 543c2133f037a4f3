"""Routes of a contact's addresses."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Count, Country, Draft, Flag, Line, Value
from contactbook.domain.contacts.addresses import AddressChanges
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.labels import labelled_address
from contactbook.domain.contacts.record import Contact
from contactbook.services.contacts import addresses
from contactbook.storage.tenant_store import TenantStore

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, portal=True))]
IncludeInactive = Annotated[bool, Query(description="Show inactive addresses as well.")]
Replace = Annotated[bool, Query(description="Deactivate the active address of the same type in the same step.")]
NewPrimary = Annotated[str | None, Query(max_length=64, description="The address that takes the primary flag.")]

_BASE = "/v1/contacts/<contact_id>/addresses"
_ONE = f"{_BASE}/<address_id>"


class AddressView(Value):
    """One address of a contact; `version` is the version of the contact."""

    address_id: str
    type: str
    label: Line
    line_1: Line
    line_2: Line | None
    city: Line | None
    region: Line | None
    postal_code: str | None
    country: Country
    active: Flag
    primary: Flag
    version: Count


class AddressList(Value):
    """A contact's addresses; `version` is the version of the contact."""

    items: tuple[AddressView, ...]
    next_cursor: None = None
    version: Count


class Activation(Draft):
    """How to activate an address: `replace` deactivates the active address of the same type."""

    replace: Flag = False


class Deactivation(Draft):
    """How to deactivate an address: `new_primary` takes the primary flag if others are active."""

    new_primary: str | None = None


@router.get(_BASE, tags=["Addresses"])
def list_addresses(contact_id: str, caller: Reader, store: Store, include_inactive: IncludeInactive = False) -> AddressList:
    """List a contact's addresses; with `include_inactive`, also inactive ones."""
    contact, found = addresses.list_addresses(store, contact_id, include_inactive=include_inactive, by=caller)
    return AddressList(items=tuple(_address_view(store, (contact, address)) for address in found), version=contact.version)


@router.get(_ONE, tags=["Addresses"])
def read_address(contact_id: str, address_id: str, caller: Reader, store: Store) -> AddressView:
    """Read one address, active or not."""
    return _address_view(store, addresses.read_address(store, contact_id, address_id, by=caller))


@router.post(_BASE, status_code=201, tags=["Addresses"])
def add_address(
    contact_id: str, draft: Address, caller: Writer, store: Store, now: Now, if_match: IfMatch, replace: Replace = False
) -> AddressView:
    """Add an address."""
    return _address_view(
        store, addresses.add_address(store, contact_id, draft, replace=replace, by=caller, now=now, if_match=if_match)
    )


@router.patch(_ONE, tags=["Addresses"])
def change_address(
    contact_id: str,
    address_id: str,
    changes: AddressChanges,
    caller: Writer,
    store: Store,
    now: Now,
    if_match: IfMatch,
    replace: Replace = False,
    new_primary: NewPrimary = None,
) -> AddressView:
    """Change an address by merge-patch."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return _address_view(
        store,
        addresses.change_address(
            store,
            contact_id,
            address_id,
            patch,
            replace=replace,
            new_primary=new_primary,
            by=caller,
            now=now,
            if_match=if_match,
        ),
    )


@router.delete(_ONE, status_code=204, tags=["Addresses"])
def remove_address(
    contact_id: str, address_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch, new_primary: NewPrimary = None
) -> None:
    """Remove an address permanently."""
    addresses.remove_address(store, contact_id, address_id, new_primary=new_primary, by=caller, now=now, if_match=if_match)


@router.post(f"{_ONE}/activate", tags=["Addresses"])
def activate_address(
    contact_id: str,
    address_id: str,
    caller: Writer,
    store: Store,
    now: Now,
    if_match: IfMatch,
    activation: Activation | None = None,
    replace: Replace = False,
) -> AddressView:
    """Make an address active again."""
    replaces = replace or bool(activation and activation.replace)
    return _address_view(
        store, addresses.activate_address(store, contact_id, address_id, replace=replaces, by=caller, now=now, if_match=if_match)
    )


@router.post(f"{_ONE}/deactivate", tags=["Addresses"])
def deactivate_address(
    contact_id: str,
    address_id: str,
    caller: Writer,
    store: Store,
    now: Now,
    if_match: IfMatch,
    deactivation: Deactivation | None = None,
    new_primary: NewPrimary = None,
) -> AddressView:
    """Deactivate an address and keep it."""
    named = (deactivation.new_primary if deactivation else None) or new_primary
    return _address_view(
        store,
        addresses.deactivate_address(store, contact_id, address_id, new_primary=named, by=caller, now=now, if_match=if_match),
    )


@router.post(f"{_ONE}/make-primary", tags=["Addresses"])
def make_address_primary(
    contact_id: str, address_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> AddressView:
    """Move the primary flag to this address."""
    return _address_view(
        store, addresses.make_address_primary(store, contact_id, address_id, by=caller, now=now, if_match=if_match)
    )


def _address_view(store: TenantStore, found: tuple[Contact, Address]) -> AddressView:
    contact, address = found
    labelled = labelled_address(address, store.settings.current().types)
    return AddressView.model_validate({**labelled.model_dump(), "version": contact.version})
