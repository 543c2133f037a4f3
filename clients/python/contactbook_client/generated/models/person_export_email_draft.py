from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class PersonExportEmailDraft:
    """What a caller sends to have the export emailed. Without a type it has one of its own, which nothing else has."""

    notification_type_id: None | str | Unset = UNSET
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """

    def to_dict(self) -> dict[str, Any]:
        notification_type_id: None | str | Unset
        if isinstance(self.notification_type_id, Unset):
            notification_type_id = UNSET
        else:
            notification_type_id = self.notification_type_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if notification_type_id is not UNSET:
            field_dict["notification_type_id"] = notification_type_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_notification_type_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        notification_type_id = _parse_notification_type_id(d.pop("notification_type_id", UNSET))

        person_export_email_draft = cls(
            notification_type_id=notification_type_id,
        )

        return person_export_email_draft
