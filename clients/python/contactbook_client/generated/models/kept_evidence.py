from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.said_through import SaidThrough


@dataclass(kw_only=True, slots=True)
class KeptEvidence:
    """How and when the person said it, and the document that shows it. None of it is personal; the note lies beside it."""

    said_through: SaidThrough
    """ How the person told the user. """
    said_at: datetime.datetime
    """ When the person said it: a time in UTC. """
    attachment_id: None | str
    """ The id of the attachment, `att_…`. """

    def to_dict(self) -> dict[str, Any]:
        said_through = self.said_through.value

        said_at = self.said_at.isoformat()

        attachment_id: None | str
        attachment_id = self.attachment_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "said_through": said_through,
                "said_at": said_at,
                "attachment_id": attachment_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        said_through = SaidThrough(d.pop("said_through"))

        said_at = datetime.datetime.fromisoformat(d.pop("said_at"))

        def _parse_attachment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        attachment_id = _parse_attachment_id(d.pop("attachment_id"))

        kept_evidence = cls(
            said_through=said_through,
            said_at=said_at,
            attachment_id=attachment_id,
        )

        return kept_evidence
