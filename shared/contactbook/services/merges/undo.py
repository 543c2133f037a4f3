"""Undoing a merge within 30 days: the contacts as they were, each with the later changes of its own values (S1.22)."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.merges.records import Merge, MergeState, UndoDraft, UndoneView
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_writes
from contactbook.services.merges import journal
from contactbook.services.merges.merges import visible_merge
from contactbook.services.merges.transaction_size import ROOM, fits_at_once
from contactbook.services.merges.undo_plans import UndoPlan, plan_undo
from contactbook.services.merges.undo_writes import flip_writes, return_writes, stage_writes
from contactbook.services.profiles import contact_profiles
from contactbook.storage.base.marks import running_mark
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def undo_merge(
    store: TenantStore, merge_id: str, draft: UndoDraft, *, by: Caller, now: datetime, if_match: int | None = None
) -> UndoneView:
    """Restore the contacts as they were before the merge, all or nothing.

    Raises RuleBroken `already_undone`, `undo_expired`, `merged_again`, `undo_conflicts` with every change that could belong to
    more than one contact; DuplicateContact if another contact has a value by now; what closes the survivor; NotFound, Merged,
    VersionMismatch.
    """
    merge = visible_merge(store, merge_id, by=by, right=GroupRight.EDIT)
    if merge.state is not MergeState.UNDONE or not _is_repetition():
        require_version(merge.version, if_match)
        _undo(store, plan_undo(store, merge, draft, by=by, now=now), by=by, now=now)
    survivor, *sources = (store.contacts.get(one) for one in (merge.survivor_id, *merge.source_ids))
    return UndoneView(
        merge_id=merge_id,
        survivor=contact_profiles.profile_of(store, survivor, now=now),
        sources=tuple(contact_profiles.profile_of(store, source, now=now) for source in sources),
    )


def _is_repetition() -> bool:
    """True if an earlier run of the same request committed."""
    mark = running_mark()
    return mark is not None and mark.done_before > 0


def _undo(store: TenantStore, plan: UndoPlan, *, by: Caller, now: datetime) -> None:
    """Carry out the plan in one transaction, or staged."""
    undone = next_version(plan.merge, state=MergeState.UNDONE, undone_at=now, undone_by=by.actor)
    flip = flip_writes(store, plan, by=by, now=now)
    # A merge that is undone needs its snapshots no more.
    forgotten = store.merges.snapshot_removals(plan.merge.merge_id)
    at_once = [*flip, *return_writes(store, plan), *forgotten, store.merges.save_of(undone)]
    if fits_at_once(at_once):
        commit_writes(store, at_once, by=by)
    else:
        _undo_staged(store, plan, undone, flip, by=by)


def _undo_staged(store: TenantStore, plan: UndoPlan, undone: Merge, flip: Sequence[Write], *, by: Caller) -> None:
    """Carry out an undo that is more than one transaction. Raises RuleBroken `change_too_large`."""
    undoing = next_version(plan.merge, state=MergeState.UNDOING, settled=False)
    store.merges.save(undoing)
    journal.send_job(store, undoing)
    undone = with_fields(undone, settled=False, version=undoing.version + 1)
    try:
        store.merges.fenced(undoing, stage_writes(store, plan))
        writes = store.merges.without_memberships(flip)
        if len(writes) >= ROOM:
            raise RuleBroken(
                "The undo changes more records than one transaction takes. Take the contact off some of its lists first.",
                code="change_too_large",
            )
        commit_writes(store, [*writes, store.merges.save_of(undone)], by=by)
    except ContactbookError:
        current = store.merges.get(undoing.merge_id)
        # The commit may have succeeded although its response was lost.
        if current.version == undoing.version:
            journal.call_off(store, current)
        raise
    with suppress(ConcurrentUpdate):
        # The undo has taken effect. What others kept changing meanwhile, its job settles.
        journal.finish(store, undone)
