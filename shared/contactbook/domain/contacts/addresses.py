"""Postal addresses of a contact: at most one active of each type, exactly one primary (S2.35-S2.43).

`checked_addresses` validates a whole list. The transitions below it change one address of a valid list and return a valid list.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from contactbook.domain.base.countries import country_errors
from contactbook.domain.base.errors import FieldError, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.details import MAXIMUM_ADDRESSES, Address
from contactbook.domain.contacts.points import missing_types, typed
from contactbook.domain.settings.fields import TypeDefinition

if TYPE_CHECKING:
    AddressChanges = BaseModel
else:
    AddressChanges = partial_of("AddressChanges", Address)

Addresses = tuple[Address, ...]
_NEW_PRIMARY = "/new_primary"
_TYPE_TAKEN = "Another address of this type is active. Give one of them another type, or send `active` as false."


def checked_addresses(
    addresses: Sequence[Address], types: Sequence[TypeDefinition]
) -> tuple[tuple[Address, ...], list[FieldError]]:
    """Return the addresses with types and one primary, and the errors found.

    The first active address becomes primary if none is. At most one address of each type is active (S2.37). An inactive address
    cannot be primary (S2.42).
    """
    settled, errors = typed(addresses, types, "addresses")
    errors += _repeated_ids(settled)
    for place, address in enumerate(settled):
        errors += country_errors(address.country, f"/addresses/{place}/country")
    active_types: set[str | None] = set()
    for place, address in enumerate(settled):
        if not address.active:
            if address.primary:
                errors.append(
                    FieldError(
                        f"/addresses/{place}/primary",
                        "inactive_primary",
                        "An inactive address cannot be primary. Send `active`: true, or make another one primary.",
                    )
                )
            continue
        if address.type in active_types:
            errors.append(FieldError(f"/addresses/{place}/type", "active_type_taken", _TYPE_TAKEN))
        active_types.add(address.type)
    errors += missing_types([address for address in settled if address.active], types, "addresses")
    return _with_one_primary(settled, errors), errors


def find_address(addresses: Sequence[Address], type_: str | None = None) -> Address | None:
    """Return the active address of the type, or the primary address without a type; None if there is none (S2.35)."""
    active = [address for address in addresses if address.active]
    if type_ is not None:
        return next((address for address in active if address.type == type_), None)
    return next((address for address in active if address.primary), None)


def get_address(addresses: Sequence[Address], address_id: str) -> Address:
    """Return the address with this id, active or not. Raises NotFound."""
    found = next((address for address in addresses if address.address_id == address_id), None)
    if found is None:
        raise NotFound("There is no such address.")
    return found


def added(addresses: Addresses, new: Address, *, replace: bool = False) -> Addresses:
    """Add an address; the first active one becomes primary (S2.38).

    `replace` deactivates the active address of the same type. Without it, such an address raises RuleBroken `active_type_taken`.
    Raises RuleBroken `inactive_primary` and `too_many_addresses` too.
    """
    if len(addresses) >= MAXIMUM_ADDRESSES:
        raise RuleBroken(
            f"A contact can have at most {MAXIMUM_ADDRESSES} addresses, and this one has as many. Remove one first.",
            code="too_many_addresses",
        )
    if new.primary and not new.active:
        raise _inactive_primary()
    inactive = with_fields(new, active=False, primary=False)
    return _placed((*addresses, inactive), new, replace=replace)


def changed(addresses: Addresses, address: Address, *, replace: bool = False, new_primary: str | None = None) -> Addresses:
    """Replace one address, following the rules for activation and for the primary flag.

    Raises RuleBroken as `added`, `deactivated` and `made_primary` do.
    """
    before = get_address(addresses, _id(address))
    if address.primary and not address.active:
        raise _inactive_primary()
    if before.active and not address.active:
        addresses = deactivated(addresses, _id(address), new_primary=new_primary)
        return _replaced(addresses, with_fields(address, primary=False))
    if before.primary and not address.primary:
        # Another address must take the primary flag.
        if new_primary is None or new_primary == address.address_id:
            raise _primary_needed()
        addresses = made_primary(addresses, new_primary, named_in=_NEW_PRIMARY)
    return _placed(addresses, address, replace=replace)


def activated(addresses: Addresses, address_id: str, *, replace: bool = False) -> Addresses:
    """Activate the address again (S2.40).

    Raises RuleBroken `active_type_taken` if another address of its type is active. With `replace`, that address is deactivated
    instead and hands over its primary flag.
    """
    address = get_address(addresses, address_id)
    return addresses if address.active else _placed(addresses, with_fields(address, active=True), replace=replace)


def deactivated(addresses: Addresses, address_id: str, *, new_primary: str | None = None) -> Addresses:
    """Deactivate the address and keep it (S2.39).

    A primary address hands its flag to `new_primary`. Raises RuleBroken `primary_needed` if other addresses are active and
    `new_primary` is missing (S2.43).
    """
    address = get_address(addresses, address_id)
    if not address.active:
        return addresses
    if address.primary:
        addresses = _primary_moved(addresses, address_id, new_primary)
    elif new_primary == address_id:
        raise _inactive_primary(_NEW_PRIMARY)
    elif new_primary is not None:
        addresses = made_primary(addresses, new_primary, named_in=_NEW_PRIMARY)
    return _replaced(addresses, with_fields(address, active=False, primary=False))


def removed(addresses: Addresses, address_id: str, *, new_primary: str | None = None) -> Addresses:
    """Remove the address. Raises RuleBroken `primary_needed` as `deactivated` does."""
    left = deactivated(addresses, address_id, new_primary=new_primary)
    return tuple(address for address in left if address.address_id != address_id)


def made_primary(addresses: Addresses, address_id: str, *, named_in: str = "/primary") -> Addresses:
    """Move the primary flag to this address (S2.42). Raises RuleBroken `inactive_primary`, with `named_in` as its field."""
    if not get_address(addresses, address_id).active:
        raise _inactive_primary(named_in)
    return tuple(with_fields(address, primary=address.address_id == address_id) for address in addresses)


def _placed(addresses: Addresses, address: Address, *, replace: bool) -> Addresses:
    """Put this address into the list, with its type active once and exactly one primary."""
    if not address.active:
        return _replaced(addresses, address)
    same_type = next(
        (other for other in addresses if other.active and other.type == address.type and other.address_id != address.address_id),
        None,
    )
    takes_flag = address.primary
    if same_type:
        if not replace:
            message = "Another address of this type is active. Deactivate it first, or repeat the request with `?replace=true`."
            raise RuleBroken.of("/type", "active_type_taken", message)
        takes_flag = takes_flag or same_type.primary
        addresses = _replaced(addresses, with_fields(same_type, active=False, primary=False))
    addresses = _replaced(addresses, with_fields(address, primary=False))
    if takes_flag or find_address(addresses) is None:
        return made_primary(addresses, _id(address))
    return addresses


def _primary_moved(addresses: Addresses, address_id: str, new_primary: str | None) -> Addresses:
    others = [address for address in addresses if address.active and address.address_id != address_id]
    if new_primary is None or new_primary == address_id:
        if others:
            raise _primary_needed()
        return addresses
    return made_primary(addresses, new_primary, named_in=_NEW_PRIMARY)


def _replaced(addresses: Addresses, replacement: Address) -> Addresses:
    return tuple(replacement if address.address_id == replacement.address_id else address for address in addresses)


def _id(address: Address) -> str:
    if address.address_id is None:
        raise ValueError("An address needs an id before it joins the others.")
    return address.address_id


def _primary_needed() -> RuleBroken:
    message = "Other addresses are active. Name the one that becomes primary: `?new_primary=adr_…`."
    return RuleBroken.of("/new_primary", "primary_needed", message)


def _inactive_primary(field: str = "/primary") -> RuleBroken:
    message = "An inactive address cannot be primary. Activate it first, or make another one primary."
    return RuleBroken.of(field, "inactive_primary", message)


def _repeated_ids(addresses: Sequence[Address]) -> list[FieldError]:
    counts = Counter(address.address_id for address in addresses if address.address_id)
    return [
        FieldError(f"/addresses/{place}/address_id", "repeated_value", "Two addresses have the same id. Send each once.")
        for place, address in enumerate(addresses)
        if address.address_id and counts[address.address_id] > 1
    ]


def require_known_ids(addresses: Sequence[Address], known: Sequence[Address], under: str = "/addresses") -> None:
    """Raise ValidationFailed `unknown_address` for an id that none of the `known` addresses has: the system gives new ones their ids."""
    ids = {address.address_id for address in known}
    message = "There is no address with this id. Leave `address_id` out for a new one; the system sets it."
    errors = [
        FieldError(f"{under}/{place}/address_id", "unknown_address", message)
        for place, address in enumerate(addresses)
        if address.address_id is not None and address.address_id not in ids
    ]
    if errors:
        raise ValidationFailed("An address has an id that the system did not give; see `errors`.", errors=errors)


def require_no_id(address: Address) -> None:
    """Raise ValidationFailed if the caller sent an id: the system gives addresses their ids."""
    if address.address_id is not None:
        raise ValidationFailed.of("/address_id", "read_only", "`address_id` is read-only; the system sets it.")


def _with_one_primary(addresses: list[Address], errors: list[FieldError]) -> tuple[Address, ...]:
    active = [place for place, address in enumerate(addresses) if address.active]
    primaries = [place for place in active if addresses[place].primary]
    if len(primaries) > 1:
        errors.append(
            FieldError(
                f"/addresses/{primaries[1]}/primary",
                "second_primary",
                "Only one address can be primary. Set the others to false.",
            )
        )
    if active and not primaries:
        addresses[active[0]] = with_fields(addresses[active[0]], primary=True)
    return tuple(addresses)
