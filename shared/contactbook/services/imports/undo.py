"""Taking an import back: what it made is deleted, what it changed gets its former values, unless someone has touched it since.

The journal is gone through backwards. A contact counts as untouched while every audit entry since the row's own is of this very
file or of its undo. What others have touched stays, and is listed.
A stop that the import brought stays as well: undoing a file is no new permission (decision 7).
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, RuleBroken, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.consent.states import combine, standing_of
from contactbook.domain.contacts.record import Contact
from contactbook.domain.imports.runs import Import, ImportState, LeftRow, StoredRow, Undo
from contactbook.domain.imports.undo import taken_back
from contactbook.services.changes.access import require_open
from contactbook.services.changes.commit import ContactChange, removal_writes, writes_of
from contactbook.storage.base import table
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Write
from contactbook.storage.contacts.profiles import ClaimTaken
from contactbook.storage.tenant_store import TenantStore

Tick = Callable[[], datetime]
_WRITES_OF_A_PACK = MOST_WRITES - 2
_MOST_ENTRIES = 100
# A row with the writes that take it back.
_Waiting = tuple[StoredRow, list[Write]]


def undo_slice(store: TenantStore, run: Import, has_time: TimeLeft, tick: Tick) -> bool:
    """Take parts of the journal back until the time is over; True when parts are left."""
    try:
        while has_time():
            if run.undo is None or run.undo.state is ImportState.FINISHED:
                return False
            run = _next(store, run, run.undo, tick())
    except ConcurrentUpdate:
        return True
    return bool(run.undo and run.undo.state is not ImportState.FINISHED)


def _next(store: TenantStore, run: Import, undo: Undo, now: datetime) -> Import:
    """One more part of the journal taken back, with the import's progress, in as many transactions as it needs."""
    found = store.imports.next_part(run.import_id, undo.after)
    if found is None:
        return _saved(store, run, with_fields(undo, state=ImportState.FINISHED, finished_at=now), now, [])
    part, rows = found
    taken, left = 0, list[LeftRow]()
    waiting: list[_Waiting] = []
    contacts = {contact.contact_id: contact for contact in store.contacts.get_many([row.contact_id for row in rows])}
    for row in rows:
        writes, reason = _undoing(store, contacts.get(row.contact_id), row, run, now)
        if reason == _BACK_ALREADY:
            taken += 1
        elif reason:
            left.append(LeftRow(line=row.line, contact_id=row.contact_id, reason=reason))
        else:
            waiting.append((row, writes))
    for pack in _packed(waiting):
        if not _carried_out([write for _, writes in pack for write in writes]):
            taken += len(pack)
            continue
        # One of them has changed since it was read: each for itself.
        for row, writes in pack:
            reason = _carried_out(writes)
            taken += not reason
            left += [LeftRow(line=row.line, contact_id=row.contact_id, reason=reason)] if reason else []
    left.sort(key=lambda one: one.line)
    after = with_fields(
        undo, state=ImportState.RUNNING, after=part, taken_back=undo.taken_back + taken, left=undo.left + len(left)
    )
    return _saved(store, run, after, now, [store.imports.left_of(run, part, left)] if left else [])


def _packed(waiting: list[_Waiting]) -> Iterator[list[_Waiting]]:
    """The rows in packs that one transaction holds."""
    pack: list[_Waiting] = []
    for row, writes in waiting:
        if pack and sum(len(one) for _, one in pack) + len(writes) > _WRITES_OF_A_PACK:
            yield pack
            pack = []
        pack.append((row, writes))
    if pack:
        yield pack


_BACK_ALREADY = "taken_back"


def _undoing(  # noqa: PLR0911 - one exit a reason
    store: TenantStore, contact: Contact | None, row: StoredRow, run: Import, now: datetime
) -> tuple[list[Write], str]:
    """The writes that take a row back, or why it is left."""
    by = with_fields(run.caller, request_id=f"{_undo_of(run)}{row.line}")
    if contact is None:
        return [], _gone(store, row, run)
    try:
        require_open(contact, store.settings.current().consent)
        entries = _entries_since(store, contact, row)
        newer = [entry.request_id for entry, _ in entries if entry.sequence > row.entries_after]
        if by.request_id in newer:
            return [], _BACK_ALREADY
        # Later rows of this very file, and their taking back, are nobody else's touch.
        if any(made_by != run.caller.request_id and not made_by.startswith(_undo_of(run)) for made_by in newer):
            return [], "changed_since"
        if row.entries_before:
            return _restoring(store, contact, row, entries, by, now), ""
        if contact.had_account:
            return [], "has_account"
        return removal_writes(store, contact, by=by, now=now), ""
    except ContactbookError as error:
        if isinstance(error, StorageUnavailable):
            raise
        return [], error.code


def _undo_of(run: Import) -> str:
    """How the audit entries of this undo say where they come from; the line of the row follows."""
    return f"undo-{run.import_id}-"


def _entries_since(store: TenantStore, contact: Contact, row: StoredRow) -> list[tuple[Entry, EntryValues | None]]:
    """The audit entries from the row's own on, newest first; of an untouched contact that the row made, none is read."""
    since = row.entries_before or row.entries_after
    count = contact.history.count - since
    if count > _MOST_ENTRIES:
        raise RuleBroken("Too much has happened since.", code="changed_since")
    return store.history.page(contact.contact_id, limit=count)[0] if count else []


def _gone(store: TenantStore, row: StoredRow, run: Import) -> str:
    """A contact that is not there was deleted by this very undo, before a death, or by someone else."""
    entries, _ = store.history.page(row.contact_id, limit=1)
    return _BACK_ALREADY if entries and entries[0][0].request_id.startswith(_undo_of(run)) else "deleted"


def _restoring(
    store: TenantStore,
    contact: Contact,
    row: StoredRow,
    entries: list[tuple[Entry, EntryValues | None]],
    by: Caller,
    now: datetime,
) -> list[Write]:
    own = [values for entry, values in entries if row.entries_before < entry.sequence <= row.entries_after]
    if not all(own):
        raise RuleBroken("The former values are not kept any more.", code="values_erased")
    former = taken_back(contact, [change for values in own if values for change in values.changes])
    settings = store.settings.current()
    combined = combine([standing_of(former), standing_of(_stops_of(contact))], settings=settings.consent)
    after = with_fields(former, consent=combined.consent, preferences=combined.preferences)
    return writes_of(store, ContactChange(before=contact, after=after, action="contact.changed"), by=by, now=now)[1]


def _stops_of(contact: Contact) -> Contact:
    """The contact with what it refuses only: a go that the import brought goes with the import."""
    preferences = contact.preferences
    kept = {
        name: getattr(preferences, name)
        for name in ("direct_marketing", "affiliate_marketing")
        if getattr(preferences, name).asked and not getattr(preferences, name).value
    }
    return with_fields(contact, preferences=type(preferences)(**kept))


def _carried_out(writes: list[Write]) -> str:
    """Take contacts back in one transaction; empty, or why they are left."""
    try:
        table.transact(writes)
    except ClaimTaken:
        return "duplicate_contact"
    except ConcurrentUpdate:
        return "changed_since"
    except RuleBroken as error:
        return error.code
    return ""


def _saved(store: TenantStore, run: Import, undo: Undo, now: datetime, writes: list[Write]) -> Import:
    after = next_version(run, undo=undo, updated_at=now)
    table.transact([store.imports.save_of(after, replacing=run.version), *writes])
    return after
