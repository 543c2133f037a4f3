"""The writes behind a merge or an undo: settle its children, or remove what it staged or left."""

from collections.abc import Callable, Sequence

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.merges.records import Merge, MergeState, MovedChildren
from contactbook.storage.base.rows import Write
from contactbook.storage.merges.children import accounts_among
from contactbook.storage.tenant_store import TenantStore

_TRIES = 5


def settle_children(store: TenantStore, merge: Merge) -> None:
    """Make the survivor's staged rows plain, or remove them after an undo; let pointers name the owner."""
    moved = store.merges.moved(merge)
    is_merged = merge.state is MergeState.MERGED
    _unstage(store, merge, keep=is_merged)
    _save_pointers(store, merge, moved, to_survivor=is_merged)


def rename_far_ends(store: TenantStore, merge: Merge) -> None:
    """Let the far ends of moved relations name their owner. After a merge, remove the far ends of ended relations."""
    for moved in store.merges.moved(merge):
        _rename_far_ends_of(store, merge, moved)
        if merge.state is MergeState.MERGED:
            ended = [
                store.merges.children.relation_removal(found.related_contact_id, found.relation_id) for found in moved.dropped
            ]
            store.merges.fenced(merge, ended)


def _rename_far_ends_of(store: TenantStore, merge: Merge, moved: MovedChildren) -> None:
    owner = merge.survivor_id if merge.state is MergeState.MERGED else moved.contact_id
    relations = store.merges.children.relations_of(owner, moved.children)
    owners = {relation.relation_id: owner for relation in relations}
    _carry_out(store, merge, lambda: store.merges.far_ends.rename_writes(relations, owners, merge.merge_id))


def remove_leftovers(store: TenantStore, merge: Merge) -> None:
    """Remove what the sources had before a merge, or the memberships that the survivor has no more after an undo."""
    snapshots = store.merges.snapshots(merge)
    if merge.state is MergeState.MERGED:
        for source_id in merge.source_ids:
            store.merges.fenced(merge, store.merges.children.removals_of(source_id))
        sources = snapshots[0].sources if snapshots else ()
        gone = [write for source in sources for write in store.contacts.list_writes(source.contact_id, source.list_ids, ())]
        store.merges.fenced(merge, gone)
    elif merge.state is MergeState.UNDONE and snapshots:
        after = snapshots[0].after
        now = store.contacts.survivors([merge.survivor_id]).get(merge.survivor_id)
        kept = now.list_ids if now and now.contact_id == merge.survivor_id else ()
        gone = store.contacts.list_writes(merge.survivor_id, [one for one in after.list_ids if one not in kept], ())
        store.merges.fenced(merge, gone)


def remove_staged(store: TenantStore, merge: Merge) -> None:
    """Remove everything that a merge staged before it was abandoned."""
    _unstage(store, merge, keep=False)
    _save_pointers(store, merge, store.merges.moved(merge), to_survivor=False)
    survivor = store.contacts.find(merge.survivor_id)
    snapshots = store.merges.snapshots(merge)
    if snapshots and survivor is not None:
        own = getattr(survivor, "list_ids", ())
        staged = [one for one in snapshots[0].after.list_ids if one not in own]
        store.merges.fenced(merge, store.contacts.list_writes(merge.survivor_id, staged, ()))
    forget_snapshots(store, merge)


def forget_snapshots(store: TenantStore, merge: Merge) -> None:
    """Remove what an undo of the merge needs."""
    store.merges.fenced(merge, store.merges.snapshot_removals(merge.merge_id))


def _save_pointers(store: TenantStore, merge: Merge, moved: Sequence[MovedChildren], *, to_survivor: bool) -> None:
    pointers = [
        store.merges.children.pointer_of(account_id, merge.survivor_id if to_survivor else one.contact_id)
        for one in moved
        for account_id in accounts_among(one.children)
    ]
    store.merges.fenced(merge, pointers)


def _unstage(store: TenantStore, merge: Merge, *, keep: bool) -> None:
    _carry_out(store, merge, lambda: store.merges.children.unstage_writes(merge, keep=keep))


def _carry_out(store: TenantStore, merge: Merge, writes: Callable[[], list[Write]]) -> None:
    """Carry out the writes, decided again after each race.

    Raises ConcurrentUpdate if another worker continues the merge, or other writers win every time. The job then repeats all of it.
    """
    for _ in range(_TRIES):
        try:
            store.merges.fenced(merge, writes())
        except ConcurrentUpdate:
            # A row was changed, or another worker continued the merge.
            if store.merges.get(merge.merge_id).version != merge.version:
                raise
        else:
            return
    raise ConcurrentUpdate("Other writers kept changing what a merge moved.")
