"""The keys that find duplicates. They are derived from the contacts by the stream, and can be rebuilt at any time."""

from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import duplicate_keys, former_keys
from contactbook.storage.base.rows import Row
from contactbook.storage.tenant_store import TenantStore


def derived_rows(store: TenantStore, contact: Contact) -> list[Row]:
    """Return the rows of the contact's keys. The search writes those of values."""
    return store.duplicates.rows_of(contact.contact_id, duplicate_keys(contact))


def former_rows(store: TenantStore, contact: Contact) -> list[Row]:
    """Return the rows that a version before this one stored for the contact, and this one does not."""
    return store.duplicates.rows_of(contact.contact_id, former_keys(contact))
