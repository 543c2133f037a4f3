from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.import_format import ImportFormat
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ImportUploadDraft:
    """A request to upload a file for an import."""

    file_name: str
    """ The name of the file. """
    format_: ImportFormat | Unset = UNSET
    """ The format of a file that is imported. """

    def to_dict(self) -> dict[str, Any]:
        file_name = self.file_name

        format_: str | Unset = UNSET
        if not isinstance(self.format_, Unset):
            format_ = self.format_.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "file_name": file_name,
            }
        )
        if format_ is not UNSET:
            field_dict["format"] = format_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        file_name = d.pop("file_name")

        _format_ = d.pop("format", UNSET)
        format_: ImportFormat | Unset
        if isinstance(_format_, Unset):
            format_ = UNSET
        else:
            format_ = ImportFormat(_format_)

        import_upload_draft = cls(
            file_name=file_name,
            format_=format_,
        )

        return import_upload_draft
