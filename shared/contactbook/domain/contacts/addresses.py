"""Postal addresses of a contact: one active of each type, one primary (S2.35-S2.43).

`checked_addresses` judges a whole list; the transitions below it change one address of a list that holds the rules, and leave
one that holds them.
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


def checked_addresses(
    addresses: Sequence[Address], types: Sequence[TypeDefinition]
) -> tuple[tuple[Address, ...], list[FieldError]]:
    """The addresses with types and exactly one primary among the active ones (the first by default); and what is wrong.

    At most one active address of each type (S2.37); an inactive one cannot be primary (S2.42).
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
                    FieldError(f"/addresses/{place}/primary", "inactive_primary", "An inactive address cannot be primary.")
                )
            continue
        if address.type in active_types:
            errors.append(FieldError(f"/addresses/{place}/type", "active_type_taken", "There is an active address of this type."))
        active_types.add(address.type)
    errors += missing_types([address for address in settled if address.active], types, "addresses")
    return _with_one_primary(settled, errors), errors


def find_address(addresses: Sequence[Address], type_: str | None = None) -> Address | None:
    """The active address of a type, or the primary one: what billing and delivery look up (S2.35)."""
    active = [address for address in addresses if address.active]
    if type_ is not None:
        return next((address for address in active if address.type == type_), None)
    return next((address for address in active if address.primary), None)


def get_address(addresses: Sequence[Address], address_id: str) -> Address:
    """The address with this id, active or not. Raises NotFound."""
    found = next((address for address in addresses if address.address_id == address_id), None)
    if found is None:
        raise NotFound("There is no such address.")
    return found


def added(addresses: Addresses, new: Address, *, replace: bool = False) -> Addresses:
    """With one more address; the first active one becomes primary (S2.38).

    `replace` deactivates the active address of the same type in the same step. Raises RuleBroken `active_type_taken` without
    it, `inactive_primary`, and `too_many_addresses`.
    """
    if len(addresses) >= MAXIMUM_ADDRESSES:
        raise RuleBroken(f"A contact has at most {MAXIMUM_ADDRESSES} addresses.", code="too_many_addresses")
    if new.primary and not new.active:
        raise _inactive_primary()
    resting = with_fields(new, active=False, primary=False)
    return _settled((*addresses, resting), new, replace=replace)


def changed(addresses: Addresses, address: Address, *, replace: bool = False, new_primary: str | None = None) -> Addresses:
    """With one address as it should now be; activation and the primary flag follow their own rules.

    Raises RuleBroken as `added`, `deactivated` and `made_primary` do.
    """
    before = get_address(addresses, _id(address))
    if address.primary and not address.active:
        raise _inactive_primary()
    if before.active and not address.active:
        addresses = deactivated(addresses, _id(address), new_primary=new_primary)
        return _with(addresses, with_fields(address, primary=False))
    if before.primary and not address.primary:
        # Giving the flag away means naming who takes it.
        if new_primary is None or new_primary == address.address_id:
            raise _primary_needed()
        addresses = made_primary(addresses, new_primary)
    return _settled(addresses, address, replace=replace)


def activated(addresses: Addresses, address_id: str, *, replace: bool = False) -> Addresses:
    """With the address active again (S2.40).

    Raises RuleBroken `active_type_taken` where another of its type is active, unless `replace` deactivates that one in the
    same step; the primary flag then goes along.
    """
    address = get_address(addresses, address_id)
    return addresses if address.active else _settled(addresses, with_fields(address, active=True), replace=replace)


def deactivated(addresses: Addresses, address_id: str, *, new_primary: str | None = None) -> Addresses:
    """With the address kept, but no longer active (S2.39).

    The primary one hands its flag to `new_primary`. Raises RuleBroken `primary_needed` where others are active and none is
    named (S2.43).
    """
    address = get_address(addresses, address_id)
    if not address.active:
        return addresses
    if address.primary:
        addresses = _handed_over(addresses, address_id, new_primary)
    elif new_primary == address_id:
        raise _inactive_primary()
    elif new_primary is not None:
        addresses = made_primary(addresses, new_primary)
    return _with(addresses, with_fields(address, active=False, primary=False))


def removed(addresses: Addresses, address_id: str, *, new_primary: str | None = None) -> Addresses:
    """Without the address. Raises RuleBroken `primary_needed` as `deactivated` does."""
    left = deactivated(addresses, address_id, new_primary=new_primary)
    return tuple(address for address in left if address.address_id != address_id)


def made_primary(addresses: Addresses, address_id: str) -> Addresses:
    """With the primary flag on this address and on no other (S2.42). Raises RuleBroken `inactive_primary`."""
    if not get_address(addresses, address_id).active:
        raise _inactive_primary()
    return tuple(with_fields(address, primary=address.address_id == address_id) for address in addresses)


def require_primary_kept(before: Addresses, sent: Sequence[Address]) -> None:
    """Raises RuleBroken `primary_needed` where a list sent whole deactivates the primary and names no other (S2.43)."""
    primary = find_address(before)
    if primary is None:
        return
    now = next((address for address in sent if address.address_id == primary.address_id), None)
    active = [address for address in sent if address.active]
    if now and not now.active and active and not any(address.primary for address in active):
        raise _primary_needed()


def _settled(addresses: Addresses, address: Address, *, replace: bool) -> Addresses:
    """With this address, and the rules upheld: its type free or freed, exactly one primary."""
    if not address.active:
        return _with(addresses, address)
    rival = next(
        (other for other in addresses if other.active and other.type == address.type and other.address_id != address.address_id),
        None,
    )
    takes_flag = address.primary
    if rival:
        if not replace:
            raise RuleBroken("There is an active address of this type.", code="active_type_taken")
        takes_flag = takes_flag or rival.primary
        addresses = _with(addresses, with_fields(rival, active=False, primary=False))
    addresses = _with(addresses, with_fields(address, primary=False))
    if takes_flag or find_address(addresses) is None:
        return made_primary(addresses, _id(address))
    return addresses


def _handed_over(addresses: Addresses, address_id: str, new_primary: str | None) -> Addresses:
    others = [address for address in addresses if address.active and address.address_id != address_id]
    if new_primary is None or new_primary == address_id:
        if others:
            raise _primary_needed()
        return addresses
    return made_primary(addresses, new_primary)


def _with(addresses: Addresses, changed_one: Address) -> Addresses:
    return tuple(changed_one if address.address_id == changed_one.address_id else address for address in addresses)


def _id(address: Address) -> str:
    if address.address_id is None:
        raise ValueError("an address has its id before it meets the others")
    return address.address_id


def _primary_needed() -> RuleBroken:
    return RuleBroken("Other addresses are active: name the one that becomes primary.", code="primary_needed")


def _inactive_primary() -> RuleBroken:
    return RuleBroken("An inactive address cannot be primary.", code="inactive_primary")


def _repeated_ids(addresses: Sequence[Address]) -> list[FieldError]:
    counts = Counter(address.address_id for address in addresses if address.address_id)
    return [
        FieldError(f"/addresses/{place}/address_id", "repeated_value", "Two addresses cannot have one id.")
        for place, address in enumerate(addresses)
        if address.address_id and counts[address.address_id] > 1
    ]


def require_no_id(address: Address) -> None:
    """Raises ValidationFailed for an id that a caller made up: ids of addresses are given by the system."""
    if address.address_id is not None:
        raise ValidationFailed.of("/address_id", "read_only", "The id of an address is given by the system.")


def _with_one_primary(addresses: list[Address], errors: list[FieldError]) -> tuple[Address, ...]:
    active = [place for place, address in enumerate(addresses) if address.active]
    primaries = [place for place in active if addresses[place].primary]
    if len(primaries) > 1:
        errors.append(FieldError(f"/addresses/{primaries[1]}/primary", "second_primary", "Only one can be primary."))
    if active and not primaries:
        addresses[active[0]] = with_fields(addresses[active[0]], primary=True)
    return tuple(addresses)
