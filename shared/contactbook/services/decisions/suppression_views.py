"""The entries of suppression lists as a caller may see them: nothing of a contact that the caller may not view (S8.3).

An email or a phone is somebody's, but its entry does not say whose. So a caller who does not see everybody sees the value only of
an entry that it added itself, or that came from a communication to a contact that it may view.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After, pages
from contactbook.domain.communications.communication_ids import contact_id_in
from contactbook.domain.contacts.access import may, sees_everybody
from contactbook.domain.decisions.suppression_lists import (
    SuppressionEntry,
    SuppressionEntryView,
    SuppressionListCount,
    entry_view,
)
from contactbook.domain.decisions.suppressions import EntryKind
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.decisions.automatic_list import AUTOMATIC, page_of_refusals
from contactbook.services.segments.members import count_criteria
from contactbook.services.segments.segments import checked_criteria
from contactbook.storage.tenant_store import TenantStore

# Entries of one page of a count, and pages of one request.
_COUNTED_AT_ONCE = 1_000
_MOST_PAGES = 20


def page_of_entries(
    store: TenantStore, list_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[SuppressionEntryView], After | None]:
    """Return a page of a list's entries; the id of the automatic list is `automatic`. Raises NotFound.

    One query, and one batch read for a caller who does not see everybody.
    """
    if list_id == AUTOMATIC:
        return page_of_refusals(store, by=by, limit=limit, after=after)
    store.suppression_lists.get(list_id)
    entries, further = store.suppression_entries.page(list_id, limit=limit, after=after)
    shown = shown_entries(store, entries, by=by)
    return [entry_view(entry, is_shown=entry.entry_id in shown) for entry in entries], further


def count_held(
    store: TenantStore, list_id: str, *, by: Caller, after: After | None, now: datetime
) -> tuple[SuppressionListCount, After | None]:
    """Return how many entries the list has, or how many contacts that the caller may select meet its criteria now.

    Also where counting continues, if it took too long. Raises NotFound.
    """
    criteria = store.suppression_lists.get(list_id).criteria
    if criteria is not None:
        found, further = count_criteria(store, checked_criteria(store, criteria), after=after, by=by, now=now)
        return SuppressionListCount(count=found.count, complete=found.complete), further
    count = 0
    for entries, further in islice(
        pages(lambda place: store.suppression_entries.page(list_id, limit=_COUNTED_AT_ONCE, after=place), after=after),
        _MOST_PAGES,
    ):
        count += len(entries)
        after = further
    return SuppressionListCount(count=count, complete=after is None), after


def shown_entries(store: TenantStore, entries: Sequence[SuppressionEntry], *, by: Caller) -> set[str]:
    """Return the ids of the entries of one list whose values the caller may see. One batch read, none if it sees everybody."""
    settings = store.settings.current()
    if sees_everybody(by, settings.groups, settings.privacy_levels):
        return {entry.entry_id for entry in entries}
    about = {entry.entry_id: _contact_of(entry) for entry in entries}
    found = store.contacts.survivors(filter(None, about.values()))
    rights = {EntryKind.CONTACT: GroupRight.SELECT}

    def is_shown(entry: SuppressionEntry) -> bool:
        contact = found.get(about[entry.entry_id] or "")
        right = rights.get(entry.kind, GroupRight.VIEW)
        is_own = entry.added_by is not None and entry.added_by == by.actor and entry.kind is not EntryKind.CONTACT
        return is_own or entry.kind is EntryKind.DOMAIN or (contact is not None and may(by, contact, right, settings.groups))

    return {entry.entry_id for entry in entries if is_shown(entry)}


def _contact_of(entry: SuppressionEntry) -> str | None:
    """Return the contact that the entry is about, or that got the communication that it came from."""
    if entry.kind is EntryKind.CONTACT:
        return entry.value
    try:
        return contact_id_in(entry.source or "")
    except NotFound:
        return None
