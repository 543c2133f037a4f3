"""Merging contacts into one (S1.22-S1.24, decision 4): everything that the sources own becomes the survivor's at one moment.

A merge that fits into one transaction is one transaction. A larger merge is staged unseen, and one transaction makes it take
effect (`journal.py`).
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, Merged, NotFound, RuleBroken
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.records import Merge, MergeDraft, MergedView, MergePreview, MergeState, MergeView, merge_view
from contactbook.domain.profiles.contact_view import contact_view
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, seen, visible_contact
from contactbook.services.changes.commit import commit_writes
from contactbook.services.changes.hidden import hidden_among
from contactbook.services.merges import journal
from contactbook.services.merges.merge_plans import MergePlan, plan_merge
from contactbook.services.merges.merge_writes import (
    departure_list_and_relation_writes,
    flip_writes,
    move_writes,
    stage_writes,
    survivor_relation_removals,
)
from contactbook.services.merges.transaction_size import ROOM, fits_at_once
from contactbook.services.profiles import contact_profiles
from contactbook.storage.base.marks import running_mark
from contactbook.storage.base.rows import Put, Write
from contactbook.storage.contacts.profiles import MergedContact
from contactbook.storage.merges.journal import without_new_memberships
from contactbook.storage.tenant_store import TenantStore


def preview_merge(store: TenantStore, contact_id: str, draft: MergeDraft, *, by: Caller, now: datetime) -> MergePreview:
    """Return the contact that `merge_contacts` would make; change nothing. Raises as `merge_contacts`."""
    plan = plan_merge(store, contact_id, draft, by)
    moving = [row for rows in plan.moving.values() for row in rows]
    rows = [*plan.staying, *moving]
    view = contact_view(
        plan.after,
        store.settings.current(),
        now=now,
        accounts=[store.accounts.of_row(row) for row in rows if row.kind == "account"],
        opportunities=[store.opportunities.of_row(row) for row in rows if row.kind == "opportunity"],
        lists=contact_profiles.named_lists(store, plan.after),
    )
    return MergePreview(contact=view, moves=dict(sorted(Counter(row.kind for row in moving).items())))


@retried_when_raced
def merge_contacts(
    store: TenantStore, contact_id: str, draft: MergeDraft, *, by: Caller, now: datetime, if_match: int | None = None
) -> MergedView:
    """Merge the sources into the contact, all or nothing. The id of each source then leads to the contact (S1.23).

    Raises RuleBroken `merge_with_itself`, `different_kinds`, `too_much_to_merge`, `merge_too_large`, DuplicateContact,
    ValidationFailed, VersionMismatch, NotFound, Merged.
    """
    merge_id = _merge_of_earlier_run(store, contact_id, draft)
    if merge_id is not None:
        contact = visible_contact(store, contact_id, by=by)
    else:
        if if_match is not None:
            editable_contact(store, contact_id, by=by, if_match=if_match)
        merge_id, contact = _merge(store, plan_merge(store, contact_id, draft, by), by=by, now=now)
    return MergedView(merge_id=merge_id, contact=contact_profiles.profile_of(store, contact, now=now))


def read_merge(store: TenantStore, merge_id: str, *, by: Caller) -> MergeView:
    """Return a merge whose survivor the caller may see, with those of its sources that it may see. Raises NotFound."""
    merge = visible_merge(store, merge_id, by=by)
    hidden = hidden_among(store, merge.source_ids, by=by)
    return merge_view(with_fields(merge, source_ids=tuple(one for one in merge.source_ids if one not in hidden)))


def visible_merge(store: TenantStore, merge_id: str, *, by: Caller, right: GroupRight = GroupRight.VIEW) -> Merge:
    """Return the merge if the caller has the right on its survivor. Raises NotFound."""
    merge = store.merges.find(merge_id)
    if merge is None or merge.state in (MergeState.PREPARING, MergeState.ABANDONED):
        raise NotFound("There is no such merge.")
    try:
        seen(store, store.contacts.find(merge.survivor_id), by=by, right=right)
    except NotFound as error:
        raise NotFound("There is no such merge.") from error
    except Merged:
        # The survivor was merged as well. A caller who may see the contact it was merged into may see this merge.
        return merge
    return merge


def _merge(store: TenantStore, plan: MergePlan, *, by: Caller, now: datetime) -> tuple[str, Contact]:
    """Carry out the plan in one transaction, or staged. Return the merge's id, and the survivor after it."""
    merge = Merge(
        merge_id=new_id("mrg", now),
        survivor_id=plan.survivor.contact_id,
        source_ids=tuple(source.contact_id for source in plan.sources),
        merged_at=now,
        merged_by=by.actor,
    )
    flip, moved, before = flip_writes(store, plan, merge.merge_id, by=by, now=now)
    at_once = [*flip, *move_writes(store, plan, merge), *departure_list_and_relation_writes(store, plan)]
    snapshots = store.merges.snapshot_puts(merge, before, moved)
    merged = with_fields(merge, state=MergeState.MERGED, settled=True)
    whole = [*at_once, *snapshots, store.merges.save_of(merged)]
    if fits_at_once(whole):
        commit_writes(store, whole, by=by)
    else:
        _merge_staged(store, plan, merge, flip, snapshots, by=by)
    return merge.merge_id, before.after


def _merge_staged(
    store: TenantStore, plan: MergePlan, merge: Merge, flip: Sequence[Write], snapshots: Sequence[Put], *, by: Caller
) -> None:
    """Carry out a merge that is more than one transaction. Raises RuleBroken `merge_too_large`."""
    staged = journal.begin(store, with_fields(merge, staged=True))
    try:
        store.merges.fenced(staged, [*snapshots, *stage_writes(store, plan, staged)])
        merged = next_version(staged, state=MergeState.MERGED, settled=False)
        writes = [*without_new_memberships(flip), *survivor_relation_removals(store, plan), store.merges.save_of(merged)]
        if len(writes) > ROOM:
            raise RuleBroken(
                "These contacts are too many for one merge. Name fewer in `source_ids`, and merge the others afterwards.",
                code="merge_too_large",
            )
        commit_writes(store, writes, by=by)
    except ContactbookError:
        _abandon_unless_committed(store, staged)
        raise
    with suppress(ConcurrentUpdate):
        # The merge has taken effect. What others kept changing meanwhile, the job of the merge settles.
        journal.settle(store, merged)


def _abandon_unless_committed(store: TenantStore, staged: Merge) -> None:
    current = store.merges.get(staged.merge_id)
    # The commit may have succeeded although its response was lost.
    if current.version == staged.version:
        journal.abandon(store, current)


def _merge_of_earlier_run(store: TenantStore, contact_id: str, draft: MergeDraft) -> str | None:
    """Return the merge that an earlier run of the same request committed before it could answer."""
    mark = running_mark()
    if mark is None or not mark.done_before:
        return None
    found = [store.contacts.find(source_id) for source_id in draft.source_ids]
    merge_ids = {one.merge_id for one in found if isinstance(one, MergedContact) and one.merged_into == contact_id}
    return merge_ids.pop() if len(merge_ids) == 1 and len(found) == len(draft.source_ids) else None
