"""Undoing a merge within 30 days: everybody as they were, with what changed since on the one it belongs to (S1.22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.accounts.accounts import AccountState
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ContactbookError, RuleBroken
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.record import Contact, HistoryHead
from contactbook.domain.contacts.relations import Relation, other_end
from contactbook.domain.contacts.uniqueness import claims
from contactbook.domain.merges.merge import Merge, MergeState, MovedChildren, UndoDraft, UndoneView, is_over
from contactbook.domain.merges.undo import Before, Restored, restored
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact
from contactbook.services.changes.commit import ContactChange, commit_writes, writes_of
from contactbook.services.merges import journal
from contactbook.services.merges.merging import ROOM, visible_merge
from contactbook.services.profiles import contact_profiles
from contactbook.storage.base import staging
from contactbook.storage.base.marks import running_mark
from contactbook.storage.base.rows import AtVersion, Put, Remove, Row, Write
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.merges.journal import child_of
from contactbook.storage.tenant_store import TenantStore

# What is no more than so many writes is one transaction.
_FITS = ROOM


@dataclass(frozen=True)
class Plan:
    """Everybody as they will be, and which of the survivor's children go back to whom."""

    merge: Merge
    survivor: Contact
    before: Before
    moved: dict[str, MovedChildren]
    result: Restored
    returning: dict[str, list[Row]]


@retried_when_raced
def undo_merge(store: TenantStore, merge_id: str, draft: UndoDraft, *, by: Caller, now: datetime) -> UndoneView:
    """Give everybody back as they were before the merge, whole or not at all.

    Raises RuleBroken `already_undone`, `undo_expired`, `merged_again`, `undo_conflicts` with every change that cannot be told
    apart; DuplicateContact where a value is another contact's by now; what closes the survivor; NotFound, Merged.
    """
    merge = visible_merge(store, merge_id, by=by, right=GroupRight.EDIT)
    if merge.state is not MergeState.UNDONE or not _is_repetition():
        _undo(store, _plan(store, merge, draft, by=by, now=now), by=by, now=now)
    survivor, *sources = (store.contacts.get(one) for one in (merge.survivor_id, *merge.source_ids))
    return UndoneView(
        merge_id=merge_id,
        survivor=contact_profiles.profile_of(store, survivor, now=now),
        sources=tuple(contact_profiles.profile_of(store, source, now=now) for source in sources),
    )


def _is_repetition() -> bool:
    mark = running_mark()
    return mark is not None and mark.done_before > 0


def _plan(store: TenantStore, merge: Merge, draft: UndoDraft, *, by: Caller, now: datetime) -> Plan:
    if merge.state is MergeState.UNDONE:
        raise RuleBroken("The merge was undone already.", code="already_undone")
    snapshots = None if is_over(merge, now) else store.merges.snapshots(merge)
    if snapshots is None:
        raise RuleBroken("A merge can be undone within 30 days.", code="undo_expired")
    before, moved = snapshots
    if merge.state is MergeState.UNDOING:
        raise RuleBroken("The merge is being undone.", code="undo_in_progress")
    merge = journal.finish(store, merge)
    survivor = editable_contact(store, merge.survivor_id, by=by)
    if survivor.absorbed != before.after.absorbed:
        raise RuleBroken("Others were merged into the contact since; undo that first.", code="merged_again")
    profile = store.contacts.profile(merge.survivor_id)
    rows = [row for rows in profile.children.values() for row in rows] if isinstance(profile, Profile) else []
    owner = {child: one.contact_id for one in moved.values() for child in one.children}
    returning: dict[str, list[Row]] = {one: [] for one in merge.source_ids}
    staying: list[Row] = []
    for row in rows:
        returning[owner[child_of(row)]].append(row) if child_of(row) in owner else staying.append(row)
    result = restored(before, survivor, draft.assign, store.settings.current().consent)
    result = Restored(
        survivor=_counted(store, result.survivor, staying),
        sources=tuple(_counted(store, source, returning[source.contact_id]) for source in result.sources),
    )
    return Plan(merge, survivor, before, moved, result, returning)


def _counted(store: TenantStore, contact: Contact, rows: Sequence[Row]) -> Contact:
    """The contact with its life cycle as its own accounts and opportunities make it; its stage never falls below what it was."""
    accounts = [store.accounts.of_row(row) for row in rows if row.kind == "account"]
    return with_fields(
        contact,
        open_accounts=sum(account.state is AccountState.OPEN for account in accounts),
        had_account=contact.had_account or bool(accounts),
        had_opportunity=contact.had_opportunity or any(row.kind == "opportunity" for row in rows),
    )


def _undo(store: TenantStore, plan: Plan, *, by: Caller, now: datetime) -> None:
    undone = next_version(plan.merge, state=MergeState.UNDONE, undone_at=now, undone_by=by.actor)
    flip = [*_survivor_writes(store, plan, by, now), *_source_writes(store, plan, by, now), *_reviving(store, plan)]
    # What everybody was before has served its purpose.
    forgotten = [Remove(key) for key in store.merges.personal_keys(plan.merge.merge_id)]
    at_once = [*flip, *_moves(store, plan), *forgotten, store.merges.save_of(undone)]
    if len(at_once) <= _FITS:
        commit_writes(store, at_once, by=by)
        return
    undoing = next_version(plan.merge, state=MergeState.UNDOING, settled=False)
    store.merges.save(undoing)
    journal.send_for(store, undoing)
    undone = with_fields(undone, settled=False, version=undoing.version + 1)
    try:
        store.merges.fenced(undoing, _preparations(store, plan))
        writes = [write for write in flip if not _is_membership(store, write)]
        if len(writes) >= ROOM:
            raise RuleBroken("The undo touches more records than one step can.", code="change_too_large")
        commit_writes(store, [*writes, store.merges.save_of(undone)], by=by)
    except ContactbookError:
        stands = store.merges.get(undoing.merge_id)
        if stands.version == undoing.version:
            journal.call_off(store, stands)
        raise
    journal.finish(store, undone)


def _survivor_writes(store: TenantStore, plan: Plan, by: Caller, now: datetime) -> list[Write]:
    after = plan.survivor.model_copy(
        update={
            name: getattr(plan.result.survivor, name)
            for name in Contact.model_fields
            if name not in ("version", "history", "claims", "created_at", "created_by", "sync_tags", "erasure")
        }
    )
    change = ContactChange(before=plan.survivor, after=after, action="contact.merge_undone", subject=plan.merge.merge_id)
    return writes_of(store, change, by=by, now=now)[1]


def _source_writes(store: TenantStore, plan: Plan, by: Caller, now: datetime) -> list[Write]:
    """The writes that put each source in its place again, with its claims, lists and the continuation of its audit chain."""
    settings = store.settings.current()
    writes: list[Write] = []
    for source in plan.result.sources:
        moved = plan.moved[source.contact_id]
        was = next(one for one in plan.before.sources if one.contact_id == source.contact_id)
        left = next_version(was, history=HistoryHead(count=moved.chain_count, hash=moved.chain_hash), claims=(), list_ids=())
        change = ContactChange(
            before=left,
            after=with_fields(source, history=left.history),
            action="contact.restored",
            subject=plan.merge.merge_id,
        )
        after, made = writes_of(store, change, by=by, now=now)
        wanted = claims(after, settings.uniqueness)
        after = with_fields(after, claims=store.contacts.claim_names(wanted))
        writes += [write for write in made if not (isinstance(write, Put) and write.row.kind in ("claim", "contact"))]
        writes += [
            store.contacts.save_of(after, replacing=left.version),
            *store.contacts.claim_writes(after.contact_id, (), wanted),
        ]
    return writes


def _moves(store: TenantStore, plan: Plan) -> list[Write]:
    """The writes that move every child back, where all of them fit into the one transaction."""
    writes: list[Write] = []
    far: list[Write] = []
    for source_id, rows in plan.returning.items():
        for row in rows:
            writes += [Put(store.merges.with_owner(row, source_id)), Remove(row.key, AtVersion(row.version))]
            if row.kind == "account":
                writes.append(store.merges.pointer_put(row.key.sk.rpartition("#")[2], source_id))
        relations = [store.relations.of_row(row) for row in rows if row.kind == "relation"]
        if len(writes) <= ROOM:
            names = {relation.relation_id: source_id for relation in relations}
            far += journal.far_end_writes(store, relations, names, plan.merge.merge_id)
    return [*writes, *far]


def _preparations(store: TenantStore, plan: Plan) -> list[Write]:
    """The writes that put everything in its old place, where nobody looks yet, and have the survivor's own vanish at the flip."""
    writes: list[Write] = []
    for source_id, rows in plan.returning.items():
        for row in rows:
            staged = staging.staged(row, plan.merge.merge_id)
            writes += [Put(store.merges.with_owner(row, source_id)), Put(staged, AtVersion(row.version))]
            if row.kind == "account":
                writes.append(store.merges.pointer_between_put(row.key.sk.rpartition("#")[2], plan.merge, source_id))
        relations = [store.relations.of_row(row) for row in rows if row.kind == "relation"]
        writes += journal.far_end_preparations(store, relations, source_id, plan.merge.merge_id)
    for source in plan.result.sources:
        writes += store.merges.list_member_puts(source.contact_id, source.list_ids)
    return writes


def _reviving(store: TenantStore, plan: Plan) -> list[Write]:
    """The writes that bring back relations which the merge had ended, as far as the other end is there."""
    dropped = [relation for one in plan.moved.values() for relation in one.dropped]
    merging = {plan.merge.survivor_id, *plan.merge.source_ids}
    others = {found.contact_id for found in store.contacts.get_many([relation.related_contact_id for relation in dropped])}
    rows: dict[str, Write] = {}
    for relation in dropped:
        if relation.related_contact_id in merging | others:
            for end in (relation, other_end(relation)):
                rows[f"{end.contact_id}#{end.relation_id}"] = _revived(store, end)
    return list(rows.values())


def _revived(store: TenantStore, end: Relation) -> Put:
    (write,) = store.relations.add_writes(end.contact_id, end.relation_id, end)
    assert isinstance(write, Put)  # noqa: S101 - a relation has no pointer
    return Put(write.row)


def _is_membership(store: TenantStore, write: Write) -> bool:
    key = write.row.key if isinstance(write, Put) else write.key
    return key.pk.startswith(store.keys.list_partition(""))
