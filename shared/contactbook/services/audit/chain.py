"""A contact's chained history, in which every change, removal, addition or move of an entry shows (S2.127)."""

from contactbook.domain.audit.chain import ChainVerdict, Placed, verdict_on
from contactbook.domain.audit.entries import EntryValues
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.contacts.record import Contact, HistoryHead
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import visible_contact
from contactbook.storage.tenant_store import TenantStore


class Chain(Value):
    """A contact's chained history: its head, every entry, and the values that are not erased."""

    contact_id: str
    erased: Flag
    head: HistoryHead
    entries: tuple[Placed, ...]
    values: tuple[EntryValues, ...]


def verify_chain(store: TenantStore, contact_id: str, *, by: Caller) -> ChainVerdict:
    """Check the contact's history. Raises NotFound, Merged, and ConcurrentUpdate if the contact keeps changing meanwhile."""
    contact, entries, values = _chain(store, contact_id, by)
    return verdict_on(contact_id, entries, values, contact.history, erased=contact.erasure is not None)


def read_chain(store: TenantStore, contact_id: str, *, by: Caller) -> Chain:
    """Return the whole history for the offline verifier. Raises as `verify_chain`."""
    contact, entries, values = _chain(store, contact_id, by)
    return Chain(
        contact_id=contact_id,
        erased=contact.erasure is not None,
        head=contact.history,
        entries=tuple(entries),
        values=tuple(values.values()),
    )


@retried_when_raced
def _chain(store: TenantStore, contact_id: str, by: Caller) -> tuple[Contact, list[Placed], dict[str, EntryValues]]:
    contact = visible_contact(store, contact_id, by=by)
    entries, values = store.history.chain(contact_id)
    if len(entries) > contact.history.count and store.contacts.get(contact_id).version != contact.version:
        raise ConcurrentUpdate("The contact changed while its history was read.")
    return contact, entries, values
