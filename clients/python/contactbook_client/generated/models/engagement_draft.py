from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.engagement_status import EngagementStatus
from ..models.engagement_type import EngagementType
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class EngagementDraft:
    """An engagement that a caller sends."""

    type_: EngagementType
    """ The kind of engagement; it cannot change. """
    status: EngagementStatus | Unset = UNSET
    """ Whether the engagement runs; a running one blocks anonymization. """
    subject: None | str | Unset = UNSET
    """ The subject. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        subject: None | str | Unset
        if isinstance(self.subject, Unset):
            subject = UNSET
        else:
            subject = self.subject

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status
        if subject is not UNSET:
            field_dict["subject"] = subject

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = EngagementType(d.pop("type"))

        _status = d.pop("status", UNSET)
        status: EngagementStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = EngagementStatus(_status)

        def _parse_subject(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        subject = _parse_subject(d.pop("subject", UNSET))

        engagement_draft = cls(
            type_=type_,
            status=status,
            subject=subject,
        )

        return engagement_draft
