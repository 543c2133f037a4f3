from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class CommunicationsCancelDraft:
    """The queued communications that a caller cancels."""

    communication_ids: list[str]
    """ Ids of the queued communications. """

    def to_dict(self) -> dict[str, Any]:
        communication_ids = self.communication_ids

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "communication_ids": communication_ids,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        communication_ids = cast(list[str], d.pop("communication_ids"))

        communications_cancel_draft = cls(
            communication_ids=communication_ids,
        )

        return communications_cancel_draft
