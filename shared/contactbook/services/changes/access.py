"""Reading a contact for a caller, with the caller's rights checked. A caller who may not see it gets NotFound.

Changing it also needs an open contact: consent or anonymization can close it to all changes (S2.114, S2.131).
"""

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, RuleBroken
from contactbook.domain.base.versions import require_version
from contactbook.domain.consent.states import allows
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.deleted import DeletedContact
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings, GroupRight
from contactbook.services.changes.looks import note_refused, note_shown
from contactbook.storage.contacts.profiles import MergedContact, Profile
from contactbook.storage.tenant_store import TenantStore


def visible_contact(store: TenantStore, contact_id: str, *, by: Caller, right: GroupRight = GroupRight.VIEW) -> Contact:
    """Return the contact if the caller has the right on it. Raises NotFound, or Merged with the contact it was merged into."""
    found = store.contacts.find(contact_id)
    if found is None:
        note_refused(contact_id)
    return seen(store, found, by=by, right=right)


def visible_deleted(store: TenantStore, contact_id: str, *, by: Caller) -> DeletedContact | None:
    """Return the contact if it was deleted and the caller might have seen it, else None."""
    found = store.deleted_contacts.find(contact_id)
    return found if found and may(by, found, GroupRight.VIEW, store.settings.current().groups) else None


def visible_profile(store: TenantStore, contact_id: str, *, by: Caller, whole: bool = False) -> Profile:
    """Return the contact with what its profile shows, or with every child if `whole`. One query. Raises as `visible_contact`."""
    found = store.contacts.with_every_child(contact_id) if whole else store.contacts.profile(contact_id)
    if isinstance(found, Profile):
        seen(store, found.contact, by=by)
        return found
    if found is None:
        note_refused(contact_id)
    seen(store, found, by=by)
    raise NotFound("There is no such contact.")


def editable_contact(
    store: TenantStore,
    contact_id: str,
    *,
    by: Caller,
    if_match: int | None = None,
    although_not_functional: bool = False,
) -> Contact:
    """Return the contact if the caller may change it now.

    `although_not_functional` is for use cases that record a consent or a person's own opt-out (S2.117). Raises VersionMismatch,
    and as `visible_contact` and `require_open`.
    """
    found = store.contacts.find(contact_id)
    return editable(store, contact_id, found, by=by, if_match=if_match, although_not_functional=although_not_functional)


def editable(
    store: TenantStore,
    contact_id: str,
    found: Contact | MergedContact | None,
    *,
    by: Caller,
    if_match: int | None = None,
    although_not_functional: bool = False,
) -> Contact:
    """Return what was found under the id if it is a contact that the caller may change now. Raises as `editable_contact`."""
    if found is None:
        note_refused(contact_id)
    contact = seen(store, found, by=by, right=GroupRight.EDIT)
    require_open(contact, store.settings.current().consent, although_not_functional=although_not_functional)
    require_version(contact.version, if_match)
    return contact


def clearable_contact(store: TenantStore, contact_id: str, *, by: Caller, if_match: int | None = None) -> Contact:
    """Return the contact if the caller may end what blocks its anonymization now.

    A consent that asked for the anonymization closes the contact to everything else (S2.140). Raises as `editable_contact`.
    """
    contact = editable_contact(store, contact_id, by=by, if_match=if_match, although_not_functional=True)
    if not contact.anonymization_pending:
        require_open(contact, store.settings.current().consent)
    return contact


def require_open(contact: Contact, settings: ConsentSettings, *, although_not_functional: bool = False) -> None:
    """Raises RuleBroken if the contact is closed.

    The code is `anonymized` from the first step of its erasure on (S2.131), and `not_functional` while its consent allows no
    functionality (S2.114, S2.140).
    """
    if contact.erasure is not None:
        raise RuleBroken("The contact is anonymized and cannot be used any more. Create a new contact.", code="anonymized")
    if not although_not_functional and allows(contact, settings) is not Behaviour.COMPLETE:
        raise RuleBroken(
            "The contact's consent does not allow this action. Record a new consent with PUT /v1/contacts/{id}/consent first.",
            code="not_functional",
        )


def seen(
    store: TenantStore, found: Contact | MergedContact | None, *, by: Caller, right: GroupRight = GroupRight.VIEW
) -> Contact:
    """Return the contact that was found if the caller has the right on it. Raises as `visible_contact`."""
    groups = store.settings.current().groups
    if isinstance(found, MergedContact):
        survivor = store.contacts.find(found.merged_into)
        seen(store, survivor, by=by, right=right)
        raise Merged(found.merged_into)
    if found is None or not may(by, found, right, groups):
        if found is not None:
            note_refused(found.contact_id)
        raise NotFound("There is no such contact.")
    note_shown(found.contact_id, right=right)
    return found
