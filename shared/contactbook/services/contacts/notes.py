"""Notes about a contact: write, read, change, remove (S1.14)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.contacts.notes import MAXIMUM_NOTES, Note, NoteDraft, NoteFields
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.children import (
    ChildChange,
    commit_child,
    made_before,
    require_room,
)
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def add_note(store: TenantStore, contact_id: str, draft: NoteDraft, *, by: Caller, now: datetime) -> Note:
    """Add a note. Raises RuleBroken `too_many_notes`, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    note_id, stored = new_id("nte", now), store.notes.all_of(contact_id)
    if made := made_before(stored, note_id, lambda known: known.note_id):
        return made
    require_room(stored, MAXIMUM_NOTES, "notes")
    note = Note(
        note_id=note_id,
        contact_id=contact_id,
        text=draft.text,
        created_at=now,
        created_by=by.actor,
        updated_at=now,
        updated_by=by.actor,
    )
    commit_child(store, contact, ChildChange("note", store.notes, note.note_id, None, note), by=by, now=now)
    return note


def page_of_notes(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Note], After | None]:
    """Notes of a contact, newest first: one query. Raises NotFound, or Merged."""
    visible_contact(store, contact_id, by=by)
    return store.notes.page(contact_id, limit=limit, after=after)


def read_note(store: TenantStore, contact_id: str, note_id: str, *, by: Caller) -> Note:
    """One note. Raises NotFound, or Merged."""
    visible_contact(store, contact_id, by=by)
    return store.notes.get(contact_id, note_id)


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
    contact = editable_contact(store, contact_id, by=by)
    note = store.notes.get(contact_id, note_id)
    require_version(note.version, if_match)
    wanted = patched_fields(NoteFields, NoteFields(text=note.text), patch)
    if wanted.text == note.text:
        return note
    stamps = {"version": note.version + 1, "updated_at": now, "updated_by": by.actor}
    after = with_fields(note, text=wanted.text, **stamps)
    commit_child(store, contact, ChildChange("note", store.notes, note_id, note, after), by=by, now=now)
    return after


@retried_when_raced
def remove_note(store: TenantStore, contact_id: str, note_id: str, *, by: Caller, now: datetime, if_match: int | None) -> None:
    """Remove a note. Raises VersionMismatch, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    note = store.notes.get(contact_id, note_id)
    require_version(note.version, if_match)
    commit_child(store, contact, ChildChange("note", store.notes, note_id, note, None), by=by, now=now)
