"""Since when a contact has an address that it got after it was made (S5.4)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from contactbook.domain.contacts.record import Contact


def gained_addresses(
    before: Contact | None, after: Contact, now: datetime, name_of: Callable[[str], str]
) -> Mapping[str, datetime]:
    """Return since when the contact has each address that it has got, by its keyed hash (`name_of`).

    An address that it loses and gets again is new. What the contact was made with is left out.
    """
    if before is None:
        return after.gained
    had, has = before.reached_at(), after.reached_at()
    if had == has:
        return before.gained
    kept = {name: before.gained[name] for name in map(name_of, set(had) & set(has)) if name in before.gained}
    return kept | {name_of(address): now for address in has if address not in had}
