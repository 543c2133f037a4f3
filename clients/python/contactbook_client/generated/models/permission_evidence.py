from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.said_through import SaidThrough


@dataclass(kw_only=True, slots=True)
class PermissionEvidence:
    """The evidence of a yes. The note is erased with the person."""

    said_through: SaidThrough
    """ How the person told the user. """
    said_at: datetime.datetime
    """ When the person said it: a time in UTC. """
    note: None | str
    """ A note, for people. """
    attachment_id: None | str
    """ The id of the attachment, `att_…`. """

    def to_dict(self) -> dict[str, Any]:
        said_through = self.said_through.value

        said_at = self.said_at.isoformat()

        note: None | str
        note = self.note

        attachment_id: None | str
        attachment_id = self.attachment_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "said_through": said_through,
                "said_at": said_at,
                "note": note,
                "attachment_id": attachment_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        said_through = SaidThrough(d.pop("said_through"))

        said_at = datetime.datetime.fromisoformat(d.pop("said_at"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        def _parse_attachment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        attachment_id = _parse_attachment_id(d.pop("attachment_id"))

        permission_evidence = cls(
            said_through=said_through,
            said_at=said_at,
            note=note,
            attachment_id=attachment_id,
        )

        return permission_evidence
