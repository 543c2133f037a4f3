from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class AttachmentDraft:
    """A file that a caller announces; `size` is in bytes. The upload accepts exactly this type and size."""

    file_name: str
    """ The name of the file. """
    content_type: str
    """ The media type of the file, such as `application/pdf`. """
    size: int
    """ The size of the file in bytes. """
    classification: str | Unset = "other"
    """ What the document is, such as `passport` or `consent_form`. """

    def to_dict(self) -> dict[str, Any]:
        file_name = self.file_name

        content_type = self.content_type

        size = self.size

        classification = self.classification

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "file_name": file_name,
                "content_type": content_type,
                "size": size,
            }
        )
        if classification is not UNSET:
            field_dict["classification"] = classification

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        file_name = d.pop("file_name")

        content_type = d.pop("content_type")

        size = d.pop("size")

        classification = d.pop("classification", UNSET)

        attachment_draft = cls(
            file_name=file_name,
            content_type=content_type,
            size=size,
            classification=classification,
        )

        return attachment_draft
