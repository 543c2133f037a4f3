"""Notes about a contact (S1.14)."""

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.text import clean_text
from contactbook.domain.base.values import Draft, Moment, Record, Value

LONGEST_NOTE = 4_000
MAXIMUM_NOTES = 200

NoteText = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=LONGEST_NOTE)]


class NoteFields(Value):
    """The fields of a note that a caller may set."""

    text: NoteText


class NoteDraft(NoteFields, Draft):
    """A note that a caller sends."""


class Note(NoteFields, Record):
    """A stored note with its author and its last editor."""

    note_id: str
    contact_id: str
    created_at: Moment
    created_by: Actor
    updated_at: Moment
    updated_by: Actor


if TYPE_CHECKING:
    NoteChanges = BaseModel
else:
    NoteChanges = partial_of("NoteChanges", NoteFields)
