"""Since when a contact has an address that it got after it was made (S5.4)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.scopes import flags_by_scope, topic_scope
from contactbook.domain.permissions.standing import own_no
from contactbook.domain.refusals.marks import PROCESSING

_OF_ACCOUNTS = ("contact_information.email", "contact_information.phone")


def gained_addresses(
    before: Contact | None, after: Contact, details: Iterable[Change], now: datetime, name_of: Callable[[str], str]
) -> Mapping[str, datetime]:
    """Return since when the contact has each address that it has got, by its keyed hash (`name_of`).

    An address that it loses and gets again is new. What the contact was made with is left out. `details` tell what its accounts get.
    Where a merge brings a no of another record, each address is new: none of them was the survivor's when that was said. An undo tells
    itself what it gives back.
    """
    if before is None:
        return after.gained
    merged, undone = len(after.absorbed) > len(before.absorbed), len(after.absorbed) < len(before.absorbed)
    if merged and _own_noes(after) - _own_noes(before):
        return dict.fromkeys(map(name_of, (*before.reached_at(), *after.reached_at())), now) | dict.fromkeys(before.gained, now)
    if undone:
        return after.gained
    had, has = before.reached_at(), after.reached_at()
    found = (comparable_address(str(one.to)) for one in details if one.to and one.field.endswith(_OF_ACCOUNTS))
    new = [address for address in (*found, *has) if address not in had]
    if not new and had == has:
        return before.gained
    lost = {name_of(address) for address in had if address not in has}
    return {name: at for name, at in before.gained.items() if name not in lost} | dict.fromkeys(map(name_of, new), now)


def _own_noes(contact: Contact) -> set[tuple[str, datetime]]:
    """Return each no that the person of the contact said itself and that stands, by its scope."""
    noes = {scope: own_no(said) for scope, said in flags_by_scope(contact.preferences).items()}
    noes |= {PROCESSING: own_no(contact.consent), **{topic_scope(topic.list_id): topic.at for topic in contact.left_topics}}
    return {(scope, no) for scope, no in noes.items() if no is not None}
