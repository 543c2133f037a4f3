"""Postal addresses of a contact: one active of each type, one primary (S2.35-S2.43)."""

from collections.abc import Sequence

from contactbook.domain.contact_points import missing_types, typed
from contactbook.domain.contacts import Address
from contactbook.domain.errors import FieldError
from contactbook.domain.settings.fields import TypeDefinition


def checked_addresses(
    addresses: Sequence[Address], types: Sequence[TypeDefinition]
) -> tuple[tuple[Address, ...], list[FieldError]]:
    """The addresses with types and exactly one primary among the active ones (the first by default); and what is wrong.

    At most one active address of each type (S2.37); an inactive one cannot be primary (S2.42).
    """
    settled, errors = typed(addresses, types, "addresses")
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


def _with_one_primary(addresses: list[Address], errors: list[FieldError]) -> tuple[Address, ...]:
    active = [place for place, address in enumerate(addresses) if address.active]
    primaries = [place for place in active if addresses[place].primary]
    if len(primaries) > 1:
        errors.append(FieldError(f"/addresses/{primaries[1]}/primary", "second_primary", "Only one can be primary."))
    if active and not primaries:
        addresses[active[0]] = addresses[active[0]].model_copy(update={"primary": True})
    return tuple(addresses)
