"""Which of the contacts that a record names are hidden from a caller, who then does not get their ids (S3.16, S8.3)."""

from collections.abc import Iterable

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.access import may, sees_everybody
from contactbook.domain.settings.permissions import GroupRight
from contactbook.storage.tenant_store import TenantStore


def hidden_among(
    store: TenantStore, contact_ids: Iterable[str], *, by: Caller, right: GroupRight = GroupRight.SELECT
) -> set[str]:
    """Return those on which the caller lacks the right, and those that are gone: nobody can say any more who may see them.

    A merged contact counts as the surviving one. One batch read; none without ids, or for a caller who sees everybody.
    """
    asked = set(contact_ids)
    settings = store.settings.current()
    if not asked or sees_everybody(by, settings.groups, settings.privacy_levels):
        return set()
    known = store.contacts.survivors(sorted(asked))
    return {one for one in asked if one not in known or not may(by, known[one], right, settings.groups)}
