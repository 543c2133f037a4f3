"""The list of who celebrates on which day, derived from the stream."""

from contactbook.domain.contacts.record import Contact
from contactbook.storage.base.rows import Row
from contactbook.storage.tenant_store import TenantStore


def derived_rows(store: TenantStore, contact: Contact) -> list[Row]:
    """Return the row that lists the contact under its name day, if it has one."""
    if contact.erasure or not contact.name_day:
        return []
    return [store.celebrants.row_of(contact.contact_id, contact.name_day)]
