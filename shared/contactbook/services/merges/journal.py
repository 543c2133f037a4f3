"""The steps of merges and undos that take more than one transaction.

1. Stage: every moving child is written at its new place, staged, and its pointers name both contacts. No reader sees any of it.
2. Flip: one transaction replaces the contacts and changes the state of the merge. From then on every reader sees all of it.
3. Settle: staged rows become plain rows, and what is left at the old place is removed (`settling.py`).

Every step checks the version of the merge and is idempotent. If a worker dies in step 1, nothing shows; if it dies in step 3,
readers notice nothing. The job comes two minutes after a merge began, does what is left, and removes what the sources had. By
then no reader that started before the flip is still reading it.
"""

from collections.abc import Sequence

from contactbook.config import config
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.merges.messages import MergeMessage
from contactbook.domain.merges.records import Merge, MergeState
from contactbook.gateways import queues
from contactbook.services.merges.settling import (
    forget_snapshots,
    remove_leftovers,
    remove_staged,
    rename_far_ends,
    settle_children,
)
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.tenant_store import TenantStore

# Longer than a request may take.
_DELAY_SECONDS = 120


def begin(store: TenantStore, merge: Merge) -> Merge:
    """Save a merge before its first step, and send the job after it. An earlier run of the same request is taken over."""
    earlier = store.merges.find(merge.merge_id)
    if earlier is not None:
        # What the earlier run staged may differ from what is staged now.
        remove_staged(store, earlier)
        merge = with_fields(merge, version=earlier.version + 1)
    store.merges.save(merge)
    send_job(store, merge)
    return merge


def send_job(store: TenantStore, merge: Merge) -> None:
    """Send the job that cleans up behind a merge in two minutes."""
    message = MergeMessage(tenant_id=store.tenant_id, run_id=merge.merge_id)
    queues.send(config().merges_queue_url, [message], delay_seconds=_DELAY_SECONDS)


def abandon(store: TenantStore, merge: Merge) -> None:
    """Abandon a merge that is only staged. Raises ConcurrentUpdate if it has continued meanwhile."""
    abandoned = next_version(merge, state=MergeState.ABANDONED)
    store.merges.save(abandoned)
    remove_staged(store, abandoned)


def call_off(store: TenantStore, merge: Merge) -> None:
    """Abandon an undo that is only staged. Everything stays with the survivor."""
    merge = next_version(merge, state=MergeState.MERGED, settled=False)
    store.merges.save(merge)
    finish(store, merge)


def settle(store: TenantStore, merge: Merge) -> None:
    """Make the staged rows plain after the flip, and let pointers and far ends name their contact."""
    settle_children(store, merge)
    rename_far_ends(store, merge)


def finish(store: TenantStore, merge: Merge) -> Merge:
    """Settle the merge, and remove what is left at the old place. Return the merge after that."""
    if merge.settled or merge.state is MergeState.ABANDONED:
        return merge
    settle(store, merge)
    remove_leftovers(store, merge)
    if merge.state is MergeState.UNDONE:
        forget_snapshots(store, merge)
    merge = next_version(merge, settled=True)
    store.merges.save(merge)
    return merge


def forget_merges_of(store: TenantStore, absorbed: Sequence[str]) -> None:
    """Finish the merges of these contacts into one that is to be erased, and remove what their undo needs. Idempotent.

    The erasure itself treats what stayed with the merged contacts.
    """
    merged = [store.contacts.find(contact_id) for contact_id in absorbed]
    for merge_id in dict.fromkeys(one.merge_id for one in merged if isinstance(one, MergedContact)):
        merge = store.merges.find(merge_id) if merge_id else None
        if merge is not None:
            forget_snapshots(store, finish(store, merge))
