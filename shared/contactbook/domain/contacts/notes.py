"""Notes that people write about a contact (S1.14)."""

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
    """What a caller writes."""

    text: NoteText


class NoteDraft(NoteFields, Draft):
    """A note to be added."""


class Note(NoteFields, Record):
    """A stored note with who wrote and who last changed it."""

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
