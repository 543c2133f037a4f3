"""Values that another contact has: what a caller learns of it (S2.29)."""

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Conflict, DuplicateContact, FieldError
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.uniqueness.claims import ClaimHolder, is_external, pointer
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.changes.looks import note_refused, note_shown
from contactbook.storage.contacts.profiles import ClaimTaken
from contactbook.storage.tenant_store import TenantStore


def duplicate_found(store: TenantStore, error: ClaimTaken, *, by: Caller) -> DuplicateContact:
    """Return the error of a value that another contact has. It names the contact if the caller may see it, which is a look at it."""
    conflicts, errors = [], []
    for value, holder in error.taken:
        conflicts.append(Conflict(value.fields, holder.contact_id if _may_see(store, holder, by) else None))
        errors += [FieldError(pointer(path), "not_unique", "Another contact has this value.") for path in value.fields]
    unique = list({found.field: found for found in errors}.values())
    code = "duplicate_external_id" if any(is_external(value) for value, _ in error.taken) else None
    what = "this id of another system" if code else "these values, which are unique"
    message = f"Another contact has {what}; see `errors`. Send other values, or change that contact: `conflicts` names it if you may see it."
    return DuplicateContact(message, errors=unique, conflicts=conflicts, code=code)


def _may_see(store: TenantStore, holder: ClaimHolder, by: Caller) -> bool:
    if not holder.contact_id:
        return False
    is_visible = may(by, holder, GroupRight.VIEW, store.settings.current().groups)
    if is_visible:
        note_shown(holder.contact_id)
    else:
        note_refused(holder.contact_id)
    return is_visible
