"""Planning the undo of a merge: the restored contacts, and the children that go back (S1.22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.accounts.accounts import AccountState, limits_of
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.records import Merge, MergeState, MovedChildren, UndoDraft, is_past_undo
from contactbook.domain.merges.undo import Before, Restored, restored
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.changes.access import editable_contact
from contactbook.services.merges import journal
from contactbook.services.merges.merge_plans import rows_of
from contactbook.storage.base.rows import Row
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.merges.children import child_of
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class UndoPlan:
    """The contacts now, before the merge and after the undo, and by source the survivor's children that go back."""

    merge: Merge
    survivor: Contact
    before: Before
    moved: dict[str, MovedChildren]
    result: Restored
    returning: dict[str, list[Row]]


def plan_undo(store: TenantStore, merge: Merge, draft: UndoDraft, *, by: Caller, now: datetime) -> UndoPlan:
    """Return the plan; the merge is finished first.

    Raises RuleBroken `already_undone`, `undo_expired`, `anonymized`, `undo_in_progress`, `merged_again`, `undo_conflicts`, NotFound,
    Merged.
    """
    if merge.state is MergeState.UNDONE:
        raise RuleBroken("The merge has already been undone. Nothing is left to do.", code="already_undone")
    snapshots = None if is_past_undo(merge, now) else store.merges.snapshots(merge)
    if snapshots is None:
        raise _nothing_to_undo(store, merge, now)
    before, moved = snapshots
    _require_permitted(store, before.sources, by)
    if merge.state is MergeState.UNDOING:
        raise RuleBroken(
            "Another request is undoing the merge. GET /v1/merges/{id} shows how far it is.", code="undo_in_progress"
        )
    merge = journal.finish(store, merge)
    survivor = editable_contact(store, merge.survivor_id, by=by)
    if survivor.absorbed != before.after.absorbed:
        raise RuleBroken("Other contacts have been merged into the contact since. Undo that merge first.", code="merged_again")
    returning, staying = _divided_children(store, merge, moved)
    result = restored(before, survivor, draft.assign, store.settings.current().consent)
    result = Restored(
        survivor=_with_life_cycle(store, result.survivor, staying),
        sources=tuple(_with_life_cycle(store, source, returning[source.contact_id]) for source in result.sources),
    )
    return UndoPlan(merge, survivor, before, moved, result, returning)


def _nothing_to_undo(store: TenantStore, merge: Merge, now: datetime) -> RuleBroken:
    """Return why the merge cannot be undone: an erasure has removed what the undo needs, or the time has (S2.141)."""
    survivor = store.contacts.find(merge.survivor_id)
    if not is_past_undo(merge, now) and isinstance(survivor, Contact) and survivor.erasure is not None:
        return RuleBroken("The contact was anonymized since the merge. Nothing is left to undo.", code="anonymized")
    return RuleBroken(
        "A merge can only be undone within 30 days, and this one is older. Create the other contact anew.", code="undo_expired"
    )


def _require_permitted(store: TenantStore, sources: Sequence[Contact], by: Caller) -> None:
    """Refuse a caller who may not change each contact that the undo brings back (S8.3). Raises NotFound."""
    groups = store.settings.current().groups
    if not all(may(by, source, GroupRight.EDIT, groups) for source in sources):
        raise NotFound("There is no such merge.")


def _divided_children(
    store: TenantStore, merge: Merge, moved: dict[str, MovedChildren]
) -> tuple[dict[str, list[Row]], list[Row]]:
    """Return the survivor's children that go back, by source, and those that stay."""
    profile = store.contacts.with_every_child(merge.survivor_id)
    owner = {child: one.contact_id for one in moved.values() for child in one.children}
    returning: dict[str, list[Row]] = {one: [] for one in merge.source_ids}
    staying: list[Row] = []
    for row in rows_of(profile) if isinstance(profile, Profile) else []:
        source_id = owner.get(child_of(row))
        (staying if source_id is None else returning[source_id]).append(row)
    return returning, staying


def _with_life_cycle(store: TenantStore, contact: Contact, rows: Sequence[Row]) -> Contact:
    """Return the contact with the life cycle of its own accounts and opportunities. Its stage never falls."""
    accounts = [store.accounts.of_row(row) for row in rows if row.kind == "account"]
    return with_fields(
        contact,
        open_accounts=sum(account.state is AccountState.OPEN for account in accounts),
        credit_limits=limits_of(accounts) if accounts else contact.credit_limits,
        had_account=contact.had_account or bool(accounts),
        had_opportunity=contact.had_opportunity or any(row.kind == "opportunity" for row in rows),
    )
