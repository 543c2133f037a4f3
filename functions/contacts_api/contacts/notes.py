"""Routes of notes."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.notes import Note, NoteChanges, NoteDraft
from contactbook.services.contacts import notes

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]

_BASE = "/v1/contacts/<contact_id>/notes"
_ONE = f"{_BASE}/<note_id>"


@router.post(_BASE, status_code=201, tags=["Notes"])
def add_note(contact_id: str, draft: NoteDraft, caller: Writer, store: Store, now: Now) -> Note:
    """Add a note about a contact."""
    return notes.add_note(store, contact_id, draft, by=caller, now=now)


@router.get(_BASE, tags=["Notes"])
def list_notes(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[Note]:
    """List a contact's notes, newest first."""
    found, after = notes.page_of_notes(store, contact_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.get(_ONE, tags=["Notes"])
def read_note(contact_id: str, note_id: str, caller: Reader, store: Store) -> Note:
    """Read a note."""
    return notes.read_note(store, contact_id, note_id, by=caller)


@router.patch(_ONE, tags=["Notes"])
def change_note(
    contact_id: str, note_id: str, changes: NoteChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> Note:
    """Change a note by merge-patch."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return notes.change_note(store, contact_id, note_id, patch, by=caller, now=now, if_match=if_match)


@router.delete(_ONE, status_code=204, tags=["Notes"])
def remove_note(contact_id: str, note_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Remove a note."""
    notes.remove_note(store, contact_id, note_id, by=caller, now=now, if_match=if_match)
