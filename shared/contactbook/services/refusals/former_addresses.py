"""Every address that a contact or an account of it ever had, as its history tells."""

from collections.abc import Container, Iterator
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.audit.entries import Change, EntryValues
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.paging import pages
from contactbook.domain.contacts.record import Contact
from contactbook.domain.permissions.standing import is_own
from contactbook.storage.base.audit_index import first_at, last_at
from contactbook.storage.tenant_store import TenantStore

_AT_ONCE = 100
# The audited fields of a contact that hold addresses, each with the name of the address in an element of the list.
_LISTS = {"emails": "address", "phones": "number"}
# What a merge brought may have gone back with its undo. What is still merged has a history of its own.
MERGES = frozenset({"contact.merged", "contact.merge_undone"})
_OF_ACCOUNTS = ("contact_information.email", "contact_information.phone")


def ever_held(store: TenantStore, contact: Contact, *, passing_over: Container[str] = ()) -> tuple[str, ...]:
    """Return the comparable form of each address in the history of the contact and of those that were merged into it.

    Entries of the actions `passing_over` are not looked at. One query for each hundred audit entries. What was erased is in none.
    """
    found = (
        comparable_address(address)
        for contact_id in contact.own_ids()
        for values in _values_of(store, contact_id, passing_over)
        for change in values.changes
        for address in _addresses_in(change)
    )
    return tuple(dict.fromkeys(found))


def had_when_it_said(store: TenantStore, contact: Contact, address: str, no: datetime) -> bool:
    """True if the record that said the no itself at that time, the contact or one merged into it, had the email or phone then.

    Two queries for each of the records, and one more for each hundred audit entries since. What the history does not tell is not so.
    """
    moment = (first_at(no), last_at(no))
    for contact_id in contact.own_ids():
        said, _ = store.history.page_between(contact_id, between=moment, limit=_AT_ONCE)
        if any(is_own(one.entry.actor) for one in said):
            return _had_at(store, contact_id, comparable_address(address), no)
    return False


def _had_at(store: TenantStore, contact_id: str, address: str, at: datetime) -> bool:
    field = "emails" if "@" in address else "phones"
    for page, _ in pages(lambda after: store.history.page(contact_id, limit=_AT_ONCE, after=after)):
        for entry, values in page:
            for change in values.changes if values and entry.at <= at else ():
                if change.field == field:
                    return address in map(comparable_address, _of_elements(change.to, _LISTS[field]))
    return False


def _values_of(store: TenantStore, contact_id: str, passing_over: Container[str]) -> Iterator[EntryValues]:
    for page, _ in pages(lambda after: store.history.page(contact_id, limit=_AT_ONCE, after=after)):
        yield from (values for entry, values in page if values and entry.action not in passing_over)


def _addresses_in(change: Change) -> Iterator[str]:
    for value in (change.from_, change.to):
        if change.field in _LISTS:
            yield from _of_elements(value, _LISTS[change.field])
        elif change.field.endswith(_OF_ACCOUNTS) and isinstance(value, str):
            yield value


def _of_elements(value: JsonValue, name: str) -> Iterator[str]:
    for element in value if isinstance(value, list) else ():
        address = element.get(name) if isinstance(element, dict) else None
        if isinstance(address, str):
            yield address
