"""Notes about a contact: add, list, read, change, remove (S1.14)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.notes import MAXIMUM_NOTES, Note, NoteDraft, NoteFields
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact
from contactbook.services.changes.children import Children, patched_record
from contactbook.storage.tenant_store import TenantStore

NOTES: Children[Note] = Children("note", "notes", MAXIMUM_NOTES, lambda store: store.notes)


@retried_when_raced
def add_note(store: TenantStore, contact_id: str, draft: NoteDraft, *, by: Caller, now: datetime) -> Note:
    """Add a note. Raises RuleBroken `too_many_notes`, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    note = Note(
        note_id=new_id("nte", now),
        contact_id=contact_id,
        text=draft.text,
        created_at=now,
        created_by=by.actor,
        updated_at=now,
        updated_by=by.actor,
    )
    return NOTES.add(store, contact, note, by=by, now=now)


def page_of_notes(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Note], After | None]:
    """Return notes of a contact, newest first: one query. Raises NotFound, or Merged."""
    return NOTES.page(store, contact_id, by=by, limit=limit, after=after)


def read_note(store: TenantStore, contact_id: str, note_id: str, *, by: Caller) -> Note:
    """Return one note. Raises NotFound, or Merged."""
    return NOTES.read(store, contact_id, note_id, by=by)


@retried_when_raced
def change_note(
    store: TenantStore,
    contact_id: str,
    note_id: str,
    patch: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> Note:
    """Apply a merge-patch (RFC 7396). Raises ValidationFailed, VersionMismatch, NotFound, or Merged."""
    contact, note = NOTES.editable(store, contact_id, note_id, by=by, if_match=if_match)
    after = patched_record(note, NoteFields, patch, updated_at=now, updated_by=by.actor)
    return NOTES.save(store, contact, note, after, by=by, now=now)


@retried_when_raced
def remove_note(store: TenantStore, contact_id: str, note_id: str, *, by: Caller, now: datetime, if_match: int | None) -> None:
    """Remove a note. Raises VersionMismatch, NotFound, or Merged."""
    contact, note = NOTES.editable(store, contact_id, note_id, by=by, if_match=if_match)
    NOTES.remove(store, contact, note, by=by, now=now)
