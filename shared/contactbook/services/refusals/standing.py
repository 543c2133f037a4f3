"""What is refused at the addresses of contacts, for whoever decides whether to contact them (S5.4, S5.8)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.contacts.record import Contact
from contactbook.domain.refusals.marks import RefusedAddress
from contactbook.domain.refusals.refusals import marks_of
from contactbook.storage.tenant_store import TenantStore

# A contact, and the addresses that a message may go to: its own, and those of its accounts.
Reached = tuple[Contact, Sequence[str]]


def refused_addresses(
    store: TenantStore, reached: Iterable[Reached], said_by: Collection[str] = ()
) -> Mapping[str, tuple[RefusedAddress, ...]]:
    """Return what is refused, by the comparable form of the address.

    A settled contact carries the refusals of its own addresses, so nothing is read for it. All addresses of one that is not settled,
    and those of accounts, are looked up in one consistent batch read. Read the contacts before: a no that a contact said itself has
    then either moved the version on which its message is armed, or is found here. `said_by` as in `marks_of`.
    """
    names: dict[str, str] = {}
    found: dict[str, list[RefusedAddress]] = defaultdict(list)
    for contact, addresses in reached:
        if not contact.settled:
            names |= store.refusals.names_of(contact.reached_at())
        if not set(map(comparable_address, addresses)) <= set(contact.reached_at()):
            names |= store.refusals.names_of(addresses)
        if contact.refusals:
            own = store.refusals.names_of(contact.reached_at())
            for mark in contact.refusals:
                if mark.address in own:
                    found[own[mark.address]].append(mark)
    for mark in marks_of(store.refusals.get_many(names).values(), said_by):
        found[comparable_address(names[mark.address])].append(mark)
    return {address: tuple(dict.fromkeys(marks)) for address, marks in found.items()}
