"""The search terms follow the contacts. The stream derives them, so no request pays for them."""

from contactbook.domain.contacts.record import Contact
from contactbook.domain.search.words import terms_of
from contactbook.storage.base.rows import Row
from contactbook.storage.tenant_store import TenantStore


def derived_rows(store: TenantStore, contact: Contact) -> list[Row]:
    """Return the rows under which a search finds the contact."""
    return store.search.rows_of(contact.contact_id, terms_of(contact))
