"""Merging contacts into one (S1.22-S1.24, decision 4): everything the sources own becomes the survivor's, at one moment.

What fits into one transaction is one transaction. What does not is prepared unseen and flipped by one (`merge_journal.py`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ContactbookError, Merged, NotFound, RuleBroken
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.merges.merge import (
    Merge,
    MergeDraft,
    MergedView,
    MergePreview,
    MergeState,
    MergeView,
    MovedChildren,
    split_relations,
    view_of,
)
from contactbook.domain.merges.merging import check_mergeable, merged
from contactbook.domain.merges.undo import Before
from contactbook.domain.profiles.contact_view import contact_view
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, require_open, seen, visible_profile
from contactbook.services.changes.commit import ContactChange, commit_writes, departure_writes, writes_of
from contactbook.services.merges import journal
from contactbook.services.profiles import contact_profiles
from contactbook.storage.base import staging
from contactbook.storage.base.marks import running_mark
from contactbook.storage.base.rows import Absent, Put, Remove, Row, Write
from contactbook.storage.contacts.profiles import MergedContact, Profile
from contactbook.storage.merges.journal import child_of
from contactbook.storage.tenant_store import TenantStore

# Writes of one transaction, less the mark of a request with an Idempotency-Key.
ROOM = 99
# What is no more than so many writes is one transaction.
_FITS = ROOM


@dataclass(frozen=True)
class Plan:
    """Who is merged into whom, what that makes of the survivor, and what moves to it."""

    survivor: Contact
    sources: tuple[Contact, ...]
    after: Contact
    moving: dict[str, list[Row]]
    ending: dict[str, list[Relation]]


def preview_merge(store: TenantStore, contact_id: str, draft: MergeDraft, *, by: Caller, now: datetime) -> MergePreview:
    """What `merge_contacts` would make of the survivor; changes nothing. Raises as it does."""
    plan = _plan(store, contact_id, draft, by)
    kinds = Counter(row.kind for rows in plan.moving.values() for row in rows)
    own = store.contacts.profile(contact_id)
    rows = [*(_rows(own) if isinstance(own, Profile) else []), *(row for moving in plan.moving.values() for row in moving)]
    view = contact_view(
        plan.after,
        store.settings.current(),
        now=now,
        accounts=[store.accounts.of_row(row) for row in rows if row.kind == "account"],
        opportunities=[store.opportunities.of_row(row) for row in rows if row.kind == "opportunity"],
    )
    return MergePreview(contact=view, moves=dict(sorted(kinds.items())))


@retried_when_raced
def merge_contacts(
    store: TenantStore, contact_id: str, draft: MergeDraft, *, by: Caller, now: datetime, if_match: int | None = None
) -> MergedView:
    """Merge the sources into the contact, whole or not at all; each source's id then leads to it (S1.23).

    Raises RuleBroken `merge_with_itself`, `different_kinds`, `too_much_to_merge`, `merge_too_large`, DuplicateContact,
    ValidationFailed, VersionMismatch, NotFound, Merged.
    """
    done = _done_by_earlier_run(store, contact_id, draft)
    if done is None:
        if if_match is not None:
            editable_contact(store, contact_id, by=by, if_match=if_match)
        done = _merge(store, _plan(store, contact_id, draft, by), by=by, now=now)
    return MergedView(merge_id=done, contact=contact_profiles.profile_of(store, store.contacts.get(contact_id), now=now))


def read_merge(store: TenantStore, merge_id: str, *, by: Caller) -> MergeView:
    """A merge, for whoever may see the survivor. Raises NotFound."""
    return view_of(visible_merge(store, merge_id, by=by))


def visible_merge(store: TenantStore, merge_id: str, *, by: Caller, right: GroupRight = GroupRight.VIEW) -> Merge:
    """The merge, if the caller has the right on its survivor. Raises NotFound."""
    merge = store.merges.find(merge_id)
    if merge is None or merge.state in (MergeState.PREPARING, MergeState.ABANDONED):
        raise NotFound("There is no such merge.")
    try:
        seen(store, store.contacts.find(merge.survivor_id), by=by, right=right)
    except NotFound as error:
        raise NotFound("There is no such merge.") from error
    except Merged:
        # The survivor was merged as well; whoever may see the contact that it lives on in may see this.
        return merge
    return merge


def _plan(store: TenantStore, contact_id: str, draft: MergeDraft, by: Caller) -> Plan:
    check_mergeable(contact_id, draft.source_ids)
    profiles = [_editable(store, one, by) for one in (contact_id, *draft.source_ids)]
    survivor, *sources = [profile.contact for profile in profiles]
    consent = store.settings.current().consent
    after = merged(survivor, sources, draft.prefer, consent)
    ids = [contact.contact_id for contact in (survivor, *sources)]
    known = [store.relations.of_row(row) for row in profiles[0].children.get("RELATION", [])]
    known = [relation for relation in known if relation.related_contact_id not in ids]
    moving: dict[str, list[Row]] = {}
    ending: dict[str, list[Relation]] = {}
    for profile in profiles[1:]:
        relations = [store.relations.of_row(row) for row in profile.children.get("RELATION", [])]
        kept, ending[profile.contact.contact_id] = split_relations(relations, ids, known)
        known += kept
        moves = {relation.relation_id for relation in kept}
        moving[profile.contact.contact_id] = [
            row for row in _rows(profile) if row.kind != "relation" or row.key.sk.rpartition("#")[2] in moves
        ]
    return Plan(survivor, tuple(sources), after, moving, ending)


def _editable(store: TenantStore, contact_id: str, by: Caller) -> Profile:
    profile = visible_profile(store, contact_id, by=by)
    seen(store, profile.contact, by=by, right=GroupRight.EDIT)
    require_open(profile.contact, store.settings.current().consent)
    return profile


def _merge(store: TenantStore, plan: Plan, *, by: Caller, now: datetime) -> str:
    merge = Merge(
        merge_id=new_id("mrg", now),
        survivor_id=plan.survivor.contact_id,
        source_ids=tuple(source.contact_id for source in plan.sources),
        merged_at=now,
        merged_by=by.actor,
    )
    flip, moved, before = _flip(store, plan, merge.merge_id, by=by, now=now)
    at_once = [*flip, *_moves(store, plan, merge), *_leavings(store, plan)]
    snapshots = store.merges.snapshot_puts(merge, before, moved)
    whole = [*at_once, *snapshots, store.merges.save_of(_at(merge, MergeState.MERGED, settled=True))]
    if len(whole) <= _FITS:
        commit_writes(store, whole, by=by)
        return merge.merge_id
    staged = journal.begin(store, with_fields(merge, staged=True))
    try:
        store.merges.fenced(staged, [*snapshots, *_preparations(store, plan, staged)])
        merged_now = _at(staged, MergeState.MERGED, settled=False, version=staged.version + 1)
        writes = [*_without_members(flip), *_ending_at_survivor(store, plan), store.merges.save_of(merged_now)]
        if len(writes) > ROOM:
            raise RuleBroken(
                "These contacts are too many to be merged in one step; merge some of them first.", code="merge_too_large"
            )
        commit_writes(store, writes, by=by)
    except ContactbookError:
        _give_up(store, staged)
        raise
    journal.settle(store, merged_now)
    return merge.merge_id


def _give_up(store: TenantStore, staged: Merge) -> None:
    stands = store.merges.get(staged.merge_id)
    # An answer that was lost may have been a yes.
    if stands.version == staged.version:
        journal.abandon(store, stands)


def _flip(
    store: TenantStore, plan: Plan, merge_id: str, *, by: Caller, now: datetime
) -> tuple[list[Write], list[MovedChildren], Before]:
    """The writes that make one contact of several, and what an undo has to know."""
    change = ContactChange(before=plan.survivor, after=plan.after, action="contact.merged", subject=merge_id)
    after, writes = writes_of(store, change, by=by, now=now)
    moved = []
    for source in plan.sources:
        head, departure = departure_writes(store, source, "contact.merged_away", merge_id, by=by, now=now)
        writes += [store.contacts.replace_by_merged(source, plan.survivor.contact_id, merge_id), *departure]
        children = tuple(child_of(row) for row in plan.moving[source.contact_id])
        ending = tuple(plan.ending[source.contact_id])
        moved.append(
            MovedChildren(
                contact_id=source.contact_id, children=children, dropped=ending, chain_count=head.count, chain_hash=head.hash
            )
        )
    return writes, moved, Before(survivor=plan.survivor, sources=plan.sources, after=after)


def _moves(store: TenantStore, plan: Plan, merge: Merge) -> list[Write]:
    """The writes that move every child, where all of them fit into the one transaction."""
    writes: list[Write] = []
    relations: list[Relation] = []
    for rows in plan.moving.values():
        for row in rows:
            writes += [Put(store.merges.with_owner(row, merge.survivor_id), Absent()), Remove(row.key)]
            if row.kind == "account":
                writes.append(store.merges.pointer_put(row.key.sk.rpartition("#")[2], merge.survivor_id))
            if row.kind == "relation":
                relations.append(store.relations.of_row(row))
    if len(writes) > ROOM:
        return writes
    names = {relation.relation_id: merge.survivor_id for relation in relations}
    return [*writes, *journal.far_end_writes(store, relations, names, merge.merge_id)]


def _leavings(store: TenantStore, plan: Plan) -> list[Write]:
    """The writes that take the sources off their lists and end the relations that say nothing any more."""
    writes = [write for one in plan.sources for write in store.contacts.list_writes(one.contact_id, one.list_ids, ())]
    keys = dict.fromkeys(
        store.merges.child_key(contact_id, f"RELATION#{found.relation_id}")
        for source_id, relations in plan.ending.items()
        for found in relations
        for contact_id in (source_id, found.related_contact_id)
    )
    return [*writes, *map(Remove, keys)]


def _preparations(store: TenantStore, plan: Plan, merge: Merge) -> list[Write]:
    """The writes that put everything that moves in its new place, where nobody sees it yet."""
    writes: list[Write] = []
    for source_id, rows in plan.moving.items():
        for row in rows:
            writes.append(Put(staging.staged(store.merges.with_owner(row, merge.survivor_id), merge.merge_id)))
            if row.kind == "account":
                writes.append(store.merges.pointer_between_put(row.key.sk.rpartition("#")[2], merge, source_id))
    new = [list_id for list_id in plan.after.list_ids if list_id not in plan.survivor.list_ids]
    return [*writes, *store.merges.list_member_puts(merge.survivor_id, new)]


def _ending_at_survivor(store: TenantStore, plan: Plan) -> list[Write]:
    survivor_id = plan.survivor.contact_id
    return [
        Remove(store.merges.child_key(survivor_id, f"RELATION#{found.relation_id}"))
        for relations in plan.ending.values()
        for found in relations
        if found.related_contact_id == survivor_id
    ]


def _without_members(writes: Sequence[Write]) -> list[Write]:
    return [write for write in writes if not (isinstance(write, Put) and write.row.kind == "list_member")]


def _at(merge: Merge, state: MergeState, *, settled: bool, version: int | None = None) -> Merge:
    return with_fields(merge, state=state, settled=settled, version=version or merge.version)


def _rows(profile: Profile) -> list[Row]:
    return [row for rows in profile.children.values() for row in rows]


def _done_by_earlier_run(store: TenantStore, contact_id: str, draft: MergeDraft) -> str | None:
    """The merge that an earlier run of the same request carried out before it could answer."""
    mark = running_mark()
    if mark is None or not mark.done_before:
        return None
    found = [store.contacts.find(source_id) for source_id in draft.source_ids]
    merge_ids = {one.merge_id for one in found if isinstance(one, MergedContact) and one.merged_into == contact_id}
    return merge_ids.pop() if len(merge_ids) == 1 and len(found) == len(draft.source_ids) else None
