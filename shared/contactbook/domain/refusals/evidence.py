"""How a person said what a user records for it (S5.5)."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.text import clean_text
from contactbook.domain.base.values import Draft, Key, Moment, Value


class SaidThrough(StrEnum):
    """How the person told the user."""

    PHONE = "phone"
    PAPER = "paper"
    EMAIL = "email"
    WEB = "web"
    IN_PERSON = "in_person"


class KeptEvidence(Value):
    """How and when the person said it, and the document that shows it. None of it is personal; the note lies beside it."""

    said_through: SaidThrough
    said_at: Moment
    attachment_id: str | None = None


class EvidenceDraft(Draft):
    """The evidence that a user brings. `said_at` is when the person said it; `note` is personal and is erased with the person."""

    said_through: SaidThrough
    said_at: Moment
    note: Annotated[str, StringConstraints(max_length=2000)] | None = None
    attachment_id: Key | None = None

    def kept(self) -> KeptEvidence:
        """Return what is kept when the person's values are erased."""
        return KeptEvidence(said_through=self.said_through, said_at=self.said_at, attachment_id=self.attachment_id)

    def note_kept(self) -> str | None:
        """Return the note without control characters; None for an empty one."""
        return (clean_text(self.note) or None) if self.note else None
