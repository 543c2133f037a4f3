"""Whether an answer that was kept may be given again: the caller's rights may have changed since (S8.3)."""

from collections.abc import Mapping

from contactbook.domain.audit.answers import rights_needed
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.contacts.access import may
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.changes.looks import note_refused, note_shown
from contactbook.storage.tenant_store import TenantStore


def touched_unnamed(answer: object, touched: Mapping[str, GroupRight]) -> dict[str, GroupRight]:
    """Return what a request touched and its answer does not name: the answer may hold values of these contacts as well."""
    named = rights_needed(answer)
    return {contact_id: right for contact_id, right in touched.items() if contact_id not in named}


def require_visible(store: TenantStore, answer: object, touched: Mapping[str, GroupRight], *, by: Caller) -> None:
    """Refuse an answer about a contact that the caller may not see now. Raises NotFound.

    `touched` has the contacts of the request that the answer does not name. One batch read, none for a request about no contact. A
    contact that was deleted since is not shown again either.
    """
    needed = {**touched, **rights_needed(answer)}
    if not needed:
        return
    found = store.contacts.survivors(needed)
    groups = store.settings.current().groups
    for contact_id, right in needed.items():
        contact = found.get(contact_id)
        if contact is None or not may(by, contact, right, groups):
            note_refused(contact_id)
            raise NotFound("There is no such contact.")
    note_shown(*needed)
