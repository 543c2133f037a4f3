from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.engagement_status import EngagementStatus
from ..models.engagement_type import EngagementType


@dataclass(kw_only=True, slots=True)
class Engagement:
    """A stored engagement of one contact."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    type_: EngagementType
    """ The kind of engagement; it cannot change. """
    status: EngagementStatus
    """ Whether the engagement runs; a running one blocks anonymization. """
    subject: None | str
    """ The subject. """
    engagement_id: str
    """ The id of the engagement, `eng_…`. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        type_ = self.type_.value

        status = self.status.value

        subject: None | str
        subject = self.subject

        engagement_id = self.engagement_id

        contact_id = self.contact_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "type": type_,
                "status": status,
                "subject": subject,
                "engagement_id": engagement_id,
                "contact_id": contact_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        type_ = EngagementType(d.pop("type"))

        status = EngagementStatus(d.pop("status"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        engagement_id = d.pop("engagement_id")

        contact_id = d.pop("contact_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        engagement = cls(
            version=version,
            type_=type_,
            status=status,
            subject=subject,
            engagement_id=engagement_id,
            contact_id=contact_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        return engagement
