"""The suppression lists that a tenant keeps, and their entries: contacts on them are not contacted (decision 2)."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ContactbookError, FieldError, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.decisions.more_contactable import MoreContactable
from contactbook.domain.decisions.suppression_lists import (
    EntriesDraft,
    SuppressionEntry,
    SuppressionList,
    SuppressionListChanges,
    SuppressionListDraft,
    entry_target,
)
from contactbook.domain.decisions.suppressions import EntryKind, Target
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.ids import new_id
from contactbook.services.base.loosening import require_right_to_loosen
from contactbook.services.base.references import require_unused, require_unused_by_runs
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.changes.access import seen
from contactbook.services.decisions.automatic_list import AUTOMATIC, remove_refusal
from contactbook.services.decisions.more_contactable import confirmed, require_acknowledged
from contactbook.services.decisions.released import count_released
from contactbook.services.decisions.suppression_views import shown_entries
from contactbook.services.segments.segments import requested_criteria
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

# Entries that one request deletes with their list; a larger list takes several requests.
_DELETED_AT_ONCE = 5_000
# Entries of one transaction, beside their list, its audit entry and the mark of an idempotent request.
_AT_ONCE = MOST_WRITES - 3


def create_list(store: TenantStore, draft: SuppressionListDraft, *, by: Caller, now: datetime) -> SuppressionList:
    """Create a suppression list: empty, or with criteria. Raises ValidationFailed for criteria that cannot be asked."""
    if draft.criteria is not None:
        requested_criteria(store, draft.criteria)
    made = SuppressionList(suppression_list_id=new_id("sup", now), **dict(draft), created_at=now, updated_at=now)
    change = TenantChange("suppression_list.created", made.suppression_list_id, None, made)
    commit_tenant_change(store, change, store.suppression_lists.add_of(made.suppression_list_id, made), by=by, now=now)
    return made


@retried_when_raced
def change_list(
    store: TenantStore, list_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> SuppressionList:
    """Apply a merge-patch, which replaces criteria as a whole.

    Raises ValidationFailed, VersionMismatch, NotFound; RuleBroken `list_of_entries` for criteria of a list that has none; for other
    criteria, and for a list that ends to be `always`, MissingScope and AcknowledgementNeeded (S5.13).
    """
    stored, changed, acknowledged = _asked_change(store, list_id, patch, if_match)
    if stored.always and not changed.always:
        require_right_to_loosen(by, "A list that does not apply always any more", "/always")
    if stored.criteria != changed.criteria:
        require_right_to_loosen(by, "A list with other criteria", "/criteria")
    found = count_released(store, stored, changed, by=by, now=now)
    require_acknowledged(found, acknowledged)
    return _saved(store, stored, changed, by, now, confirmed(found))


def preview_list(
    store: TenantStore, list_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> MoreContactable:
    """Return whom the change would let be contacted that the list holds now. Raises as `change_list`, but for the last two."""
    stored, changed, _ = _asked_change(store, list_id, patch, if_match)
    return count_released(store, stored, changed, by=by, now=now)


def _asked_change(
    store: TenantStore, list_id: str, patch: dict[str, JsonValue], if_match: int | None
) -> tuple[SuppressionList, SuppressionList, int | None]:
    """Return the list before and after the change, and the number that the caller confirms."""
    stored = store.suppression_lists.get(list_id)
    require_version(stored.version, if_match)
    others = {name: value for name, value in patch.items() if name != "criteria"}
    fields = patched_fields(SuppressionListChanges, stored, others)
    criteria = patch.get("criteria", stored.criteria)
    if criteria is not None and stored.criteria is None:
        raise RuleBroken("This list holds entries. Create another list with criteria.", code="list_of_entries")
    if criteria is None and stored.criteria is not None:
        raise ValidationFailed.of("/criteria", "required", "A list with criteria keeps some. Create another list for entries.")
    if isinstance(criteria, dict) and criteria != stored.criteria:
        requested_criteria(store, criteria)
    changed = with_fields(stored, name=fields.name, always=fields.always, criteria=criteria)
    return stored, changed, fields.acknowledge.more_contactable if fields.acknowledge else None


def delete_list(store: TenantStore, list_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a list with its entries. The entries go first, so that none is left without its list.

    Raises RuleBroken `in_use` if a schedule or an unfinished run names the list, `deletion_unfinished` if it has more entries than one request deletes
    (repeat the request to continue), VersionMismatch, NotFound.
    """
    stored = store.suppression_lists.get(list_id)
    require_version(stored.version, if_match)
    require_unused(store, list_id)
    require_unused_by_runs(store, list_id)
    for _ in range(_DELETED_AT_ONCE // _AT_ONCE):
        entries, _ = store.suppression_entries.page(list_id, limit=_AT_ONCE, after=None)
        if entries:
            _remove_entries(store, list_id, [entry.entry_id for entry in entries], by=by, now=now)
        if len(entries) < _AT_ONCE:
            change = TenantChange("suppression_list.deleted", list_id, stored, None)
            remove = store.suppression_lists.remove_of(list_id, version=stored.version)
            commit_tenant_change(store, change, remove, by=by, now=now)
            return
    raise RuleBroken(
        "The list has more entries than one request deletes. Repeat the request to delete the rest.", code="deletion_unfinished"
    )


def add_entries(store: TenantStore, list_id: str, draft: EntriesDraft, *, by: Caller, now: datetime) -> list[SuppressionEntry]:
    """Add entries; adding one twice has no effect. Raises ValidationFailed, NotFound, RuleBroken `list_has_criteria`."""
    if store.suppression_lists.get(list_id).criteria is not None:
        message = "This list holds whoever meets its criteria. Change its criteria, or create another list for entries."
        raise RuleBroken(message, code="list_has_criteria")
    region = store.settings.current().localization.default_region
    targets = [entry_target(entry, place, region) for place, entry in enumerate(draft.entries)]
    _require_contacts(store, targets, by)
    entries = [
        SuppressionEntry(
            entry_id=store.suppression_entries.entry_id(list_id, target),
            kind=target.kind,
            value=target.value,
            added_by=by.actor,
            added_at=now,
        )
        for target in dict.fromkeys(targets)
    ]
    for start in range(0, len(entries), _AT_ONCE):
        _add_some(store, list_id, entries[start : start + _AT_ONCE], by, now)
    return entries


def delete_entry(store: TenantStore, list_id: str, entry_id: str, *, by: Caller, now: datetime) -> None:
    """Delete one entry of a list; of the automatic list as `remove_refusal`.

    Raises NotFound, also for an entry whose value the caller may not see (S8.3).
    """
    if list_id == AUTOMATIC:
        remove_refusal(store, entry_id, by=by, now=now)
        return
    store.suppression_lists.get(list_id)
    entry = store.suppression_entries.find(list_id, entry_id)
    if entry is None or not shown_entries(store, [entry], by=by):
        raise NotFound("There is no such entry.")
    _remove_entries(store, list_id, [entry_id], by=by, now=now)


@retried_when_raced
def _add_some(store: TenantStore, list_id: str, entries: Sequence[SuppressionEntry], by: Caller, now: datetime) -> None:
    """Add entries, at most `_AT_ONCE`, with their kinds: an entry whose kind is missing from its list would not be looked up.

    It is one transaction whether or not a kind is new: a request repeated under its Idempotency-Key runs the same ones again.
    """
    stored = store.suppression_lists.get(list_id)
    kinds = {entry.kind for entry in entries} | set(stored.kinds)
    changed = with_fields(stored, kinds=tuple(kind for kind in EntryKind if kind in kinds))
    writes: list[Write] = [store.suppression_entries.put_of(list_id, entry) for entry in entries]
    if changed != stored:
        changed = next_version(changed, updated_at=now)
        writes.append(store.suppression_lists.save_of(list_id, changed, replacing=stored.version))
    added = Change(field="entries", to=[entry.entry_id for entry in entries])
    change = TenantChange("suppression_list.entries_added", list_id, stored, changed, (added,))
    commit_tenant_change(store, change, *writes, by=by, now=now)


def _remove_entries(store: TenantStore, list_id: str, entry_ids: Sequence[str], *, by: Caller, now: datetime) -> None:
    """Remove entries, at most `_AT_ONCE`. The audit entry names them by their ids: keyed hashes of addresses, no addresses."""
    removes = [store.suppression_entries.remove_of(list_id, entry_id) for entry_id in entry_ids]
    removed = Change(field="entries", from_=list(entry_ids))
    change = TenantChange("suppression_list.entries_removed", list_id, details=(removed,))
    commit_tenant_change(store, change, *removes, by=by, now=now)


def _saved(
    store: TenantStore,
    stored: SuppressionList,
    changed: SuppressionList,
    by: Caller,
    now: datetime,
    details: Sequence[Change] = (),
) -> SuppressionList:
    if changed == stored:
        return stored
    changed = next_version(changed, updated_at=now)
    save = store.suppression_lists.save_of(stored.suppression_list_id, changed, replacing=stored.version)
    change = TenantChange("suppression_list.changed", stored.suppression_list_id, stored, changed, details)
    commit_tenant_change(store, change, save, by=by, now=now)
    return changed


def _require_contacts(store: TenantStore, targets: Sequence[Target], by: Caller) -> None:
    """Refuse entries for contacts that the caller may not select. Raises ValidationFailed."""
    wanted = [target.value for target in targets if target.kind is EntryKind.CONTACT]
    found = {contact.contact_id: contact for contact in store.contacts.get_many(wanted)}
    errors: list[FieldError] = []
    for place, target in enumerate(targets):
        if target.kind is not EntryKind.CONTACT:
            continue
        try:
            seen(store, found.get(target.value), by=by, right=GroupRight.SELECT)
        except ContactbookError:
            errors.append(FieldError(f"/entries/{place}/contact_id", "unknown_contact", "There is no such contact."))
    if errors:
        raise ValidationFailed("At least one contact does not exist; see `errors`.", errors=errors)
