"""The one way to a contact on a caller's behalf: whoever may not see it gets the answer that it does not exist.

Whoever may change it still passes the gate of S2.114 and S2.131: nothing is changed on a contact that consent or anonymisation
has closed.
"""

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, RuleBroken
from contactbook.domain.consent.states import allows
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings, GroupRight
from contactbook.services.base.configured import check_version
from contactbook.services.changes.looks import note_refused, note_shown
from contactbook.storage.contacts.profiles import MergedContact, Profile
from contactbook.storage.tenant_store import TenantStore


def visible_contact(store: TenantStore, contact_id: str, *, by: Caller, right: GroupRight = GroupRight.VIEW) -> Contact:
    """The contact, if the caller has the right on it. Raises NotFound, or Merged with where it lives on."""
    found = store.contacts.find(contact_id)
    if found is None:
        note_refused(contact_id)
    return seen(store, found, by=by, right=right)


def visible_profile(store: TenantStore, contact_id: str, *, by: Caller, right: GroupRight = GroupRight.VIEW) -> Profile:
    """The contact with what its profile shows, in one query. Raises as `visible_contact`."""
    found = store.contacts.profile(contact_id)
    if isinstance(found, Profile):
        seen(store, found.contact, by=by, right=right)
        return found
    if found is None:
        note_refused(contact_id)
    seen(store, found, by=by, right=right)
    raise NotFound("There is no such contact.")


def editable_contact(
    store: TenantStore,
    contact_id: str,
    *,
    by: Caller,
    if_match: int | None = None,
    although_not_functional: bool = False,
) -> Contact:
    """The contact, to be changed by the caller.

    `although_not_functional` is for the use cases that record a consent or a person's own opt-out (S2.117). Raises
    VersionMismatch where `if_match` names another version; else as `visible_contact` and `check_open`.
    """
    contact = visible_contact(store, contact_id, by=by, right=GroupRight.EDIT)
    check_open(contact, store.settings.current().consent, although_not_functional=although_not_functional)
    check_version(contact, if_match, "The contact")
    return contact


def check_open(contact: Contact, settings: ConsentSettings, *, although_not_functional: bool = False) -> None:
    """Refuse to act on a contact that is closed.

    Raises RuleBroken `anonymized` from the first step of its erasure on (S2.131), `not_functional` while its consent allows
    no functionality (S2.114, S2.140).
    """
    if contact.erasure is not None:
        raise RuleBroken("The contact is anonymized; nothing can be done with it.", code="anonymized")
    if not although_not_functional and allows(contact, settings) is not Behaviour.COMPLETE:
        raise RuleBroken("The contact's consent allows no action on it.", code="not_functional")


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
        if found is not None:
            note_refused(found.contact_id)
        raise NotFound("There is no such contact.")
    note_shown(found.contact_id)
    return found
