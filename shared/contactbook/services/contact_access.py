"""The one way to a contact on a caller's behalf: whoever may not see it gets the answer that it does not exist."""

from contactbook.domain.access import may
from contactbook.domain.callers import Caller
from contactbook.domain.contacts import Contact
from contactbook.domain.errors import Merged, NotFound, VersionMismatch
from contactbook.domain.settings.permissions import GroupRight
from contactbook.storage.contacts import MergedContact, Profile
from contactbook.storage.tenant_store import TenantStore


def visible_contact(store: TenantStore, contact_id: str, *, by: Caller, right: GroupRight = GroupRight.VIEW) -> Contact:
    """The contact, if the caller has the right on it. Raises NotFound, or Merged with where it lives on."""
    return seen(store, store.contacts.find(contact_id), by=by, right=right)


def visible_profile(store: TenantStore, contact_id: str, *, by: Caller, right: GroupRight = GroupRight.VIEW) -> Profile:
    """The contact with what its profile shows, in one query. Raises as `visible_contact`."""
    found = store.contacts.profile(contact_id)
    if isinstance(found, Profile):
        seen(store, found.contact, by=by, right=right)
        return found
    seen(store, found, by=by, right=right)
    raise NotFound("There is no such contact.")


def editable_contact(store: TenantStore, contact_id: str, *, by: Caller, if_match: int | None = None) -> Contact:
    """The contact, to be changed by the caller. Raises VersionMismatch where `if_match` names another version."""
    contact = visible_contact(store, contact_id, by=by, right=GroupRight.EDIT)
    if if_match is not None and contact.version != if_match:
        raise VersionMismatch("The contact has another version by now; read it again.")
    return contact


def seen(
    store: TenantStore, found: Contact | MergedContact | None, *, by: Caller, right: GroupRight = GroupRight.VIEW
) -> Contact:
    """The contact that was found, if the caller has the right on it. Raises as `visible_contact`."""
    groups = store.settings.current().groups
    if isinstance(found, MergedContact):
        survivor = store.contacts.find(found.merged_into)
        seen(store, survivor, by=by, right=right)
        raise Merged(found.merged_into)
    if found is None or not may(by, found, right, groups):
        raise NotFound("There is no such contact.")
    return found
