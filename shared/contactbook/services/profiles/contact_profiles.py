"""A contact's profile, put together for a caller from what one query brings."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.record import Contact
from contactbook.domain.profiles.contact_view import ChangedContactView, ContactView, contact_view
from contactbook.services.changes.access import visible_profile
from contactbook.storage.base.rows import Row
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore


def read_view(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, include_inactive: bool = False) -> ContactView:
    """The whole profile with its accounts and opportunities: one query. Raises NotFound, or Merged."""
    profile = visible_profile(store, contact_id, by=by)
    return _view(store, profile.contact, profile.children, now, include_inactive=include_inactive)


def view_of(store: TenantStore, contact: Contact, *, now: datetime) -> ContactView:
    """The profile of a contact in hand; accounts and opportunities are read, in one query, only if it has had any."""
    return _view(store, contact, _children(store, contact), now, include_inactive=False)


def view_after_change(store: TenantStore, contact: Contact, *, now: datetime) -> ChangedContactView:
    """`view_of`, with the opportunities that the change reached (S1.21)."""
    view = view_of(store, contact, now=now)
    affected = tuple(opportunity.opportunity_id for opportunity in view.opportunities)
    values = {name: getattr(view, name) for name in ContactView.model_fields}
    return ChangedContactView.model_construct(**values, affected_opportunity_ids=affected)


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
        include_inactive=include_inactive,
    )
