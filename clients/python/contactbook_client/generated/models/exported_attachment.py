from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ExportedAttachment:
    """A document. In a ZIP its file is at `file`."""

    file_name: str
    """ The name of the file. """
    content_type: str
    """ The media type of the file, such as `application/pdf`. """
    size: int
    """ The size of the file in bytes. """
    classification: str
    """ What the document is, such as `passport` or `consent_form`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    attachment_id: str
    """ The id of the attachment, `att_…`. """
    file: None | str | Unset = UNSET
    """ The place of the file in the ZIP; null in another format. """

    def to_dict(self) -> dict[str, Any]:
        file_name = self.file_name

        content_type = self.content_type

        size = self.size

        classification = self.classification

        created_at = self.created_at.isoformat()

        attachment_id = self.attachment_id

        file: None | str | Unset
        if isinstance(self.file, Unset):
            file = UNSET
        else:
            file = self.file

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "file_name": file_name,
                "content_type": content_type,
                "size": size,
                "classification": classification,
                "created_at": created_at,
                "attachment_id": attachment_id,
            }
        )
        if file is not UNSET:
            field_dict["file"] = file

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        file_name = d.pop("file_name")

        content_type = d.pop("content_type")

        size = d.pop("size")

        classification = d.pop("classification")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        attachment_id = d.pop("attachment_id")

        def _parse_file(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        file = _parse_file(d.pop("file", UNSET))

        exported_attachment = cls(
            file_name=file_name,
            content_type=content_type,
            size=size,
            classification=classification,
            created_at=created_at,
            attachment_id=attachment_id,
            file=file,
        )

        return exported_attachment
