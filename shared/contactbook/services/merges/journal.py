"""Merges and undos that take more than one transaction, and what tidies up behind them.

1. Prepare: what moves is written at its new place, staged, and its pointers name both contacts. Nobody sees any of it.
2. Flip: one transaction replaces the contacts and moves the merge's own row on; from that moment everybody sees all of it.
3. Settle: staged rows become plain ones, what was left at the old place goes.

Every step is fenced by the version of the merge's row and may be repeated. A worker that dies in 1 leaves nothing behind that
shows; one that dies in 3 leaves nothing to do that a reader would notice. The job comes two minutes after a merge began, takes up
what is left, and removes what the sources had: whoever was reading them at the flip has done so by then.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.merges.merge import Merge, MergeState, MovedChildren
from contactbook.domain.merges.messages import MergeMessage
from contactbook.gateways import queues
from contactbook.services.base.stores import open_store
from contactbook.storage.base import staging
from contactbook.storage.base.rows import AtVersion, Put, Remove, Row, Write
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.merges.journal import child_of
from contactbook.storage.tenant_store import TenantStore

# Longer than a request may take.
_DELAY_SECONDS = 120
_TRIES = 5


def run_merge(message: MergeMessage, now: datetime, has_time: Callable[[], bool]) -> None:  # noqa: ARG001 - one shape for all jobs
    """One message of the job: tidy up behind one merge. Safe to repeat."""
    store = open_store(message.tenant_id)
    merge = store.merges.find(message.run_id)
    if merge is None:
        return
    if merge.state is MergeState.PREPARING:
        abandon(store, merge)
    elif merge.state is MergeState.UNDOING:
        call_off(store, merge)
    else:
        finish(store, merge)


def begin(store: TenantStore, merge: Merge) -> Merge:
    """Write a merge down before its first step, and have the job look after it. One that was begun before is taken over."""
    earlier = store.merges.find(merge.merge_id)
    if earlier is not None:
        # An earlier run of the same request: what it staged may not be what is staged now.
        _clear(store, earlier)
        merge = with_fields(merge, version=earlier.version + 1)
    store.merges.save(merge)
    send_for(store, merge)
    return merge


def send_for(store: TenantStore, merge: Merge) -> None:
    """Have the job look after a merge in two minutes."""
    message = MergeMessage(tenant_id=store.tenant_id, run_id=merge.merge_id)
    queues.send(config().merges_queue_url, [message], delay_seconds=_DELAY_SECONDS)


def abandon(store: TenantStore, merge: Merge) -> None:
    """Give up a merge that was only prepared. Raises ConcurrentUpdate where it was carried on meanwhile."""
    given_up = _moved_on(merge, state=MergeState.ABANDONED)
    store.merges.save(given_up)
    _clear(store, given_up)


def call_off(store: TenantStore, merge: Merge) -> None:
    """Give up an undo that was only prepared: everything stays with the survivor."""
    merge = _moved_on(merge, state=MergeState.MERGED, settled=False)
    store.merges.save(merge)
    finish(store, merge)


def settle(store: TenantStore, merge: Merge) -> None:
    """After the flip: make plain what was staged, and let pointers and other ends name whom they mean."""
    owners = _owners(store, merge)
    _unstage(store, merge, keep=merge.state is MergeState.MERGED)
    accounts = [(child.partition("#")[2], owner) for child, owner in owners.items() if child.startswith("ACCOUNT#")]
    store.merges.fenced(merge, [store.merges.pointer_put(account_id, owner) for account_id, owner in accounts])
    _repoint_far_ends(store, merge)


def finish(store: TenantStore, merge: Merge) -> Merge:
    """Leave nothing to be done: settle, and remove what lies where it no longer belongs. The merge as it then stands."""
    if merge.settled or merge.state is MergeState.ABANDONED:
        return merge
    settle(store, merge)
    _remove_leftovers(store, merge)
    if merge.state is MergeState.UNDONE:
        _forget(store, merge)
    merge = _moved_on(merge, settled=True)
    store.merges.save(merge)
    return merge


def forget_merges_of(store: TenantStore, contact: Contact) -> None:
    """Tidy up behind every merge into a contact that is to be anonymized, and remove what they remember. Can be run again.

    What stayed with the merged contacts (`contact.absorbed`) is for the erasure itself to treat.
    """
    left = [store.contacts.find(contact_id) for contact_id in contact.absorbed]
    for merge_id in dict.fromkeys(one.merge_id for one in left if isinstance(one, MergedContact)):
        merge = store.merges.find(merge_id) if merge_id else None
        if merge is not None:
            _forget(store, finish(store, merge))


def far_end_writes(store: TenantStore, relations: Iterable[Relation], names: dict[str, str], merge_id: str) -> list[Write]:
    """The writes that let the other ends of these relations name other contacts: `names` has the new id by relation."""
    return [
        Put(_named(row, names), AtVersion(row.version), lambda _: ConcurrentUpdate("The relation changed meanwhile."))
        for row in _far_ends(store, relations, merge_id)
        if staging.is_staged(row) or _relation(row).related_contact_id != names[_relation(row).relation_id]
    ]


def far_end_preparations(store: TenantStore, relations: Iterable[Relation], owner: str, merge_id: str) -> list[Write]:
    """The writes that let the other ends name `owner` from the flip of an undo on."""
    return [
        Put(
            staging.staged(row, merge_id, otherwise=_named(row, dict.fromkeys([_relation(row).relation_id], owner)).document),
            AtVersion(row.version),
        )
        for row in _far_ends(store, relations, merge_id)
    ]


def _far_ends(store: TenantStore, relations: Iterable[Relation], merge_id: str) -> list[Row]:
    keys = [store.merges.child_key(found.related_contact_id, f"RELATION#{found.relation_id}") for found in relations]
    return store.merges.rows_at(keys, merge_id)


def _relation(row: Row) -> Relation:
    return Relation.model_validate_json(staging.unstaged(row).document)


def _named(row: Row, names: dict[str, str]) -> Row:
    far = _relation(row)
    changed = with_fields(far, related_contact_id=names[far.relation_id], version=row.version + 1)
    return Row(row.key, "relation", changed.model_dump_json(exclude_defaults=True), version=row.version + 1)


def _owners(store: TenantStore, merge: Merge) -> dict[str, str]:
    """Whose each moved child is now."""
    is_merged = merge.state is MergeState.MERGED
    return {child: merge.survivor_id if is_merged else one.contact_id for one in _moved(store, merge) for child in one.children}


def _moved(store: TenantStore, merge: Merge) -> Sequence[MovedChildren]:
    return store.merges.moved(merge)


def _unstage(store: TenantStore, merge: Merge, *, keep: bool) -> None:
    for _ in range(_TRIES):
        rows = [row for row in store.merges.rows_of(merge.survivor_id) if _is_of(row, merge)]
        try:
            store.merges.fenced(merge, [_plain(row) if keep else Remove(row.key) for row in rows])
        except ConcurrentUpdate:
            # One of them was changed, and is a plain row by that; or the merge was carried on by somebody else.
            if store.merges.get(merge.merge_id).version != merge.version:
                raise
        else:
            return
    raise ConcurrentUpdate("Others were changing what a merge moved.")


def _plain(row: Row) -> Write:
    return Put(staging.unstaged(row), AtVersion(row.version))


def _is_of(row: Row, merge: Merge) -> bool:
    return staging.is_staged(row) and staging.merge_of(row) == merge.merge_id


def _repoint_far_ends(store: TenantStore, merge: Merge) -> None:
    """Let the other ends of moved relations name whose they are now; those of dropped ones go, or come back."""
    is_merged = merge.state is MergeState.MERGED
    for one in _moved(store, merge):
        owner = merge.survivor_id if is_merged else one.contact_id
        moved = {child for child in one.children if child.startswith("RELATION#")}
        rows = [row for row in store.merges.rows_of(owner) if child_of(row) in moved] if moved else []
        relations = [Relation.model_validate_json(staging.unstaged(row).document) for row in rows]
        names = {relation.relation_id: owner for relation in relations}
        for _ in range(_TRIES):
            try:
                store.merges.fenced(merge, far_end_writes(store, relations, names, merge.merge_id))
                break
            except ConcurrentUpdate:
                if store.merges.get(merge.merge_id).version != merge.version:
                    raise
        if is_merged:
            ended = [
                Remove(store.merges.child_key(found.related_contact_id, f"RELATION#{found.relation_id}")) for found in one.dropped
            ]
            store.merges.fenced(merge, ended)


def _remove_leftovers(store: TenantStore, merge: Merge) -> None:
    """What a source had when it was merged, or what the survivor still has of it after an undo."""
    snapshots = store.merges.snapshots(merge)
    if merge.state is MergeState.MERGED:
        for source_id in merge.source_ids:
            store.merges.fenced(merge, [Remove(row.key) for row in store.merges.rows_of(source_id)])
        sources = snapshots[0].sources if snapshots else ()
        gone = [write for source in sources for write in store.contacts.list_writes(source.contact_id, source.list_ids, ())]
        store.merges.fenced(merge, gone)
    elif merge.state is MergeState.UNDONE and snapshots:
        after = snapshots[0].after
        now = store.contacts.survivors([merge.survivor_id]).get(merge.survivor_id)
        kept = now.list_ids if now and now.contact_id == merge.survivor_id else ()
        gone = store.contacts.list_writes(merge.survivor_id, [one for one in after.list_ids if one not in kept], ())
        store.merges.fenced(merge, gone)


def _clear(store: TenantStore, merge: Merge) -> None:
    """Remove what a merge that never came about had staged."""
    _unstage(store, merge, keep=False)
    moved = [
        (child.partition("#")[2], one.contact_id)
        for one in _moved(store, merge)
        for child in one.children
        if child.startswith("ACCOUNT#")
    ]
    store.merges.fenced(merge, [store.merges.pointer_put(account_id, owner) for account_id, owner in moved])
    survivor = store.contacts.find(merge.survivor_id)
    snapshots = store.merges.snapshots(merge)
    if snapshots and survivor is not None:
        own = getattr(survivor, "list_ids", ())
        never = [one for one in snapshots[0].after.list_ids if one not in own]
        store.merges.fenced(merge, store.contacts.list_writes(merge.survivor_id, never, ()))
    _forget(store, merge)


def _forget(store: TenantStore, merge: Merge) -> None:
    """Remove what a merge remembers of its contacts; it cannot be undone any more."""
    store.merges.fenced(merge, [Remove(key) for key in store.merges.personal_keys(merge.merge_id)])


def _moved_on(merge: Merge, **update: object) -> Merge:
    return next_version(merge, **update)
