"""Undoing an import: contacts that it created are deleted, and contacts that it changed get their former values.

The journal is read backwards. A contact counts as untouched if every audit entry since the row's own belongs to this import or to
its undo. A contact that others have changed, or that whoever asks may not change, stays as it is, and is listed (S8.3). A stop that the import brought stays as well: undoing
a file is not a new permission (decision 7).
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import combine, standing_of
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.imports.reverting import without_changes
from contactbook.domain.imports.row_outcomes import LeftRow, StoredRow
from contactbook.domain.imports.runs import Import, ImportState, Undo
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.changes.access import require_open
from contactbook.services.changes.commit import ContactChange, removal_writes, writes_of
from contactbook.services.imports.progress import save_import
from contactbook.storage.base import table
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import ClaimTaken
from contactbook.storage.tenant_store import TenantStore

Tick = Callable[[], datetime]
# Writes of one transaction of rows.
_MOST_WRITES_AT_ONCE = MOST_WRITES - 2
# Audit entries that are read of one contact.
_MOST_ENTRIES = 100
# The reason of a row that is undone already.
_UNDONE = "taken_back"
# A row with the writes that undo it.
_UndoableRow = tuple[StoredRow, list[Write]]


def undo_slice(store: TenantStore, run: Import, has_time: TimeLeft, tick: Tick) -> Work:
    """Undo parts of the journal until the time ends."""
    try:
        while has_time():
            if run.undo is None or run.undo.state is ImportState.FINISHED:
                return Work.DONE
            run = _with_next_part_undone(store, run, run.undo, tick())
    except ConcurrentUpdate:
        return Work.LEFT
    return Work.LEFT if run.undo and run.undo.state is not ImportState.FINISHED else Work.DONE


def _with_next_part_undone(store: TenantStore, run: Import, undo: Undo, now: datetime) -> Import:
    """Undo one more part of the journal, in as many transactions as it needs, and save the progress."""
    found = store.imports.next_part(run.import_id, undo.after)
    if found is None:
        return save_import(store, run, undo=with_fields(undo, state=ImportState.FINISHED, finished_at=now), updated_at=now)
    part, rows = found
    left = _undo_rows(store, run, rows, now)
    after = with_fields(
        undo,
        state=ImportState.RUNNING,
        after=part,
        taken_back=undo.taken_back + len(rows) - len(left),
        left=undo.left + len(left),
    )
    # An earlier undo may have left contacts of this part that are taken back by now.
    beside = [store.imports.left_of(run, part, left)] if left or run.undos > 1 else []
    return save_import(store, run, *beside, undo=after, updated_at=now)


def _undo_rows(store: TenantStore, run: Import, rows: tuple[StoredRow, ...], now: datetime) -> list[LeftRow]:
    """Undo these rows. Return those that are left, in the order of their lines."""
    left: list[LeftRow] = []
    undoable: list[_UndoableRow] = []
    contacts = {contact.contact_id: contact for contact in store.contacts.get_many([row.contact_id for row in rows])}
    for row in rows:
        writes, reason = _undo_writes(store, contacts.get(row.contact_id), row, run, now)
        if not reason:
            undoable.append((row, writes))
        elif reason != _UNDONE:
            left.append(LeftRow(line=row.line, contact_id=row.contact_id, reason=reason))
    for batch in _batches(undoable):
        if not _refusal([write for _, writes in batch for write in writes]):
            continue
        # One of the contacts has changed since it was read. Undo each row alone.
        for row, writes in batch:
            if reason := _refusal(writes):
                left.append(LeftRow(line=row.line, contact_id=row.contact_id, reason=reason))
    return sorted(left, key=lambda one: one.line)


def _batches(undoable: list[_UndoableRow]) -> Iterator[list[_UndoableRow]]:
    """Yield the rows in batches that fit into one transaction."""
    batch: list[_UndoableRow] = []
    for row, writes in undoable:
        if batch and sum(len(one) for _, one in batch) + len(writes) > _MOST_WRITES_AT_ONCE:
            yield batch
            batch = []
        batch.append((row, writes))
    if batch:
        yield batch


def _undo_writes(
    store: TenantStore, contact: Contact | None, row: StoredRow, run: Import, now: datetime
) -> tuple[list[Write], str]:
    """Return the writes that undo a row, or the reason why it is left."""
    if contact is None:
        return [], _reason_if_gone(store, row, run)
    by = with_fields(run.undo_caller or run.caller, request_id=f"{_undo_prefix(run)}{row.line}")
    try:
        _require_permitted(store, contact, by)
        require_open(contact, store.settings.current().consent)
        entries = _entries_since(store, contact, row)
        if reason := _reason_to_leave(entries, row, run, by):
            return [], reason
        if row.entries_before:
            return _restoring_writes(store, contact, row, entries, by, now), ""
        if contact.had_account:
            return [], "has_account"
        return removal_writes(store, contact, by=by, now=now), ""
    except ContactbookError as error:
        if isinstance(error, StorageUnavailable):
            raise
        return [], error.code


def _require_permitted(store: TenantStore, contact: Contact, by: Caller) -> None:
    if not may(by, contact, GroupRight.EDIT, store.settings.current().groups):
        raise RuleBroken("Whoever asked for the undo may not change the contact. Ask somebody who may.", code="not_permitted")


def _reason_to_leave(entries: list[tuple[Entry, EntryValues | None]], row: StoredRow, run: Import, by: Caller) -> str:
    """Return why a row is left, judged by the audit entries since; empty if it can be undone.

    Changes by later rows of the same import, and their undo, do not count as edits by others.
    """
    newer = [entry.request_id for entry, _ in entries if entry.sequence > row.entries_after]
    if by.request_id in newer:
        return _UNDONE
    own = (request_id == run.caller.request_id or request_id.startswith(_undo_prefix(run)) for request_id in newer)
    return "" if all(own) else "changed_since"


def _undo_prefix(run: Import) -> str:
    """Return the beginning of the request ids in this undo's audit entries; the line of the row follows."""
    return f"undo-{run.import_id}-"


def _entries_since(store: TenantStore, contact: Contact, row: StoredRow) -> list[tuple[Entry, EntryValues | None]]:
    """Return the audit entries from the row's own on, newest first. An untouched contact that the row created costs no read."""
    since = row.entries_before or row.entries_after
    count = contact.history.count - since
    if count > _MOST_ENTRIES:
        raise RuleBroken("The contact has changed too often since. Change it by hand.", code="changed_since")
    return store.history.page(contact.contact_id, limit=count)[0] if count else []


def _reason_if_gone(store: TenantStore, row: StoredRow, run: Import) -> str:
    """Return whether this undo deleted the missing contact, before its worker died, or somebody else."""
    entries, _ = store.history.page(row.contact_id, limit=1)
    return _UNDONE if entries and entries[0][0].request_id.startswith(_undo_prefix(run)) else "deleted"


def _restoring_writes(
    store: TenantStore,
    contact: Contact,
    row: StoredRow,
    entries: list[tuple[Entry, EntryValues | None]],
    by: Caller,
    now: datetime,
) -> list[Write]:
    """Return the writes that give the contact its former values, but keep its stops. Raises RuleBroken `values_erased`."""
    own = [values for entry, values in entries if row.entries_before < entry.sequence <= row.entries_after]
    if not all(own):
        raise RuleBroken("The former values have been erased. Change the contact by hand.", code="values_erased")
    former = without_changes(contact, [change for values in own if values for change in values.changes])
    settings = store.settings.current()
    combined = combine([standing_of(former), standing_of(_with_stops_only(contact))], settings=settings.consent)
    after = with_fields(former, consent=combined.consent, preferences=combined.preferences)
    change = ContactChange(before=contact, after=after, action="contact.changed", takes_back=True)
    return writes_of(store, change, by=by, now=now)[1]


def _with_stops_only(contact: Contact) -> Contact:
    """Return the contact with its refused preferences only. A permission that the import brought goes with the import."""
    preferences = contact.preferences
    kept = {
        name: getattr(preferences, name)
        for name in ("direct_marketing", "affiliate_marketing")
        if getattr(preferences, name).asked and not getattr(preferences, name).value
    }
    return with_fields(contact, preferences=type(preferences)(**kept))


def _refusal(writes: list[Write]) -> str:
    """Carry out the writes in one transaction. Return why it was refused; empty if it succeeded."""
    try:
        table.transact(writes)
    except ClaimTaken:
        return "duplicate_contact"
    except ConcurrentUpdate:
        return "changed_since"
    except RuleBroken as error:
        return error.code
    return ""
