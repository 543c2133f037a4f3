from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.timeline_kind import TimelineKind

if TYPE_CHECKING:
    from ..models.audit_entry import AuditEntry
    from ..models.communication import Communication
    from ..models.note import Note


@dataclass(kw_only=True, slots=True)
class TimelineItem:
    """One item of a timeline: what it is, when it was made, and the thing itself in the field of its kind."""

    kind: TimelineKind
    """ What an item of a timeline is. """
    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    change: AuditEntry | None
    """ The audit entry, where the item is a change. """
    communication: Communication | None
    """ The communication, where the item is one. """
    note: None | Note
    """ The note, where the item is one. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.audit_entry import AuditEntry  # noqa: PLC0415
        from ..models.communication import Communication  # noqa: PLC0415
        from ..models.note import Note  # noqa: PLC0415

        kind = self.kind.value

        at = self.at.isoformat()

        change: dict[str, Any] | None
        if isinstance(self.change, AuditEntry):
            change = self.change.to_dict()
        else:
            change = self.change

        communication: dict[str, Any] | None
        if isinstance(self.communication, Communication):
            communication = self.communication.to_dict()
        else:
            communication = self.communication

        note: dict[str, Any] | None
        if isinstance(self.note, Note):
            note = self.note.to_dict()
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "at": at,
                "change": change,
                "communication": communication,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audit_entry import AuditEntry  # noqa: PLC0415
        from ..models.communication import Communication  # noqa: PLC0415
        from ..models.note import Note  # noqa: PLC0415

        d = dict(src_dict)
        kind = TimelineKind(d.pop("kind"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_change(data: object) -> AuditEntry | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                change_type_0 = AuditEntry.from_dict(data)

                return change_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AuditEntry | None, data)

        change = _parse_change(d.pop("change"))

        def _parse_communication(data: object) -> Communication | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                communication_type_0 = Communication.from_dict(data)

                return communication_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Communication | None, data)

        communication = _parse_communication(d.pop("communication"))

        def _parse_note(data: object) -> None | Note:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                note_type_0 = Note.from_dict(data)

                return note_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Note, data)

        note = _parse_note(d.pop("note"))

        timeline_item = cls(
            kind=kind,
            at=at,
            change=change,
            communication=communication,
            note=note,
        )

        return timeline_item
