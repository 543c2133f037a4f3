"""A contact's profile for a caller, from one query."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.versions import built, fields_in
from contactbook.domain.contacts.record import Contact
from contactbook.domain.lists.lists import ListName
from contactbook.domain.profiles.contact_view import ChangedContactView, ContactView, contact_view
from contactbook.services.changes.access import visible_profile
from contactbook.storage.base.rows import Row
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore


def read_profile(
    store: TenantStore, contact_id: str, *, by: Caller, now: datetime, include_inactive: bool = False
) -> ContactView:
    """Return the whole profile with accounts and opportunities. One query. Raises NotFound or Merged."""
    profile = visible_profile(store, contact_id, by=by)
    return _view(store, profile.contact, profile.children, now, include_inactive=include_inactive)


def profile_of(store: TenantStore, contact: Contact, *, now: datetime) -> ContactView:
    """Return the profile of a loaded contact. Accounts and opportunities take one query, if it ever had any."""
    return _view(store, contact, _children(store, contact), now, include_inactive=False)


def profile_after_change(store: TenantStore, contact: Contact, *, now: datetime) -> ChangedContactView:
    """Return the profile with the ids of the opportunities that the change affects (S1.21)."""
    view = profile_of(store, contact, now=now)
    affected = tuple(opportunity.opportunity_id for opportunity in view.opportunities)
    return built(ChangedContactView, **fields_in(ContactView, view), affected_opportunity_ids=affected)


def named_lists(store: TenantStore, contact: Contact) -> list[ListName]:
    """Return the lists that a contact is on, by their names. One batch read, or none without a list."""
    found = store.lists.get_many(list(contact.list_ids)) if contact.list_ids else []
    return [ListName(list_id=one.list_id, name=one.name) for one in found]


def _children(store: TenantStore, contact: Contact) -> dict[str, list[Row]]:
    if not contact.had_account and not contact.had_opportunity:
        return {}
    profile = store.contacts.profile(contact.contact_id)
    return profile.children if isinstance(profile, Profile) else {}


def _view(
    store: TenantStore, contact: Contact, children: dict[str, list[Row]], now: datetime, *, include_inactive: bool
) -> ContactView:
    return contact_view(
        contact,
        store.settings.current(),
        now=now,
        accounts=store.accounts.all_in(children),
        opportunities=store.opportunities.all_in(children),
        lists=named_lists(store, contact),
        include_inactive=include_inactive,
    )
