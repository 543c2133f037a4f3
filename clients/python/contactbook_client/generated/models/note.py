from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class Note:
    """A stored note with its author and its last editor."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    text: str
    """ The text. """
    note_id: str
    """ The id of the note, `nte_…`. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    created_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """
    updated_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        text = self.text

        note_id = self.note_id

        contact_id = self.contact_id

        created_at = self.created_at.isoformat()

        created_by = self.created_by.to_dict()

        updated_at = self.updated_at.isoformat()

        updated_by = self.updated_by.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "text": text,
                "note_id": note_id,
                "contact_id": contact_id,
                "created_at": created_at,
                "created_by": created_by,
                "updated_at": updated_at,
                "updated_by": updated_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        text = d.pop("text")

        note_id = d.pop("note_id")

        contact_id = d.pop("contact_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by = Actor.from_dict(d.pop("created_by"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        updated_by = Actor.from_dict(d.pop("updated_by"))

        note = cls(
            version=version,
            text=text,
            note_id=note_id,
            contact_id=contact_id,
            created_at=created_at,
            created_by=created_by,
            updated_at=updated_at,
            updated_by=updated_by,
        )

        return note
