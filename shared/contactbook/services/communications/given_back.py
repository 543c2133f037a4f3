"""Gives the place under the cap on marketing back that a message took which then did not leave (S7.9)."""

from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.marketing_counts import without_message
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


def place_given_back(store: TenantStore, before: Communication, after: Communication) -> list[Write]:
    """Return the write that frees the place of a message that was refused, cancelled or skipped after it was counted; else none.

    One read, and two more if its contact was merged meanwhile. It raises ConcurrentUpdate.
    """
    if before.counted_at is None or after.counted_at is not None:
        return []
    counts = store.marketing_counts.get_many([before.contact_id])
    changed = without_message(list(counts.values()), before.counted_at)
    if changed is None and (survivor := store.contacts.survivors([before.contact_id]).get(before.contact_id)) is not None:
        changed = without_message(list(store.marketing_counts.get_many(survivor.own_ids()).values()), before.counted_at)
    return [store.marketing_counts.save_of(changed, after.updated_at)] if changed else []
