"""A contact's profile, put together for a caller from what one query brings."""

from contactbook.domain.accounts import Account
from contactbook.domain.callers import Caller
from contactbook.domain.contact_view import ContactView, contact_view
from contactbook.domain.contacts import Contact
from contactbook.services.contact_access import visible_profile
from contactbook.storage.tenant_store import TenantStore


def read_view(store: TenantStore, contact_id: str, *, by: Caller, include_inactive: bool = False) -> ContactView:
    """The whole profile with its accounts: one query. Raises NotFound, or Merged."""
    profile = visible_profile(store, contact_id, by=by)
    accounts = [store.accounts.of_row(row) for row in profile.children.get("ACCOUNT", [])]
    return _view(store, profile.contact, accounts, include_inactive=include_inactive)


def view_of(store: TenantStore, contact: Contact) -> ContactView:
    """The profile of a contact in hand; its accounts are read only if it has had any."""
    accounts = store.accounts.all_of(contact.contact_id) if contact.had_account else []
    return _view(store, contact, accounts, include_inactive=False)


def _view(store: TenantStore, contact: Contact, accounts: list[Account], *, include_inactive: bool) -> ContactView:
    return contact_view(contact, store.settings.current(), accounts=accounts, include_inactive=include_inactive)
