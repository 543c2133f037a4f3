from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.export_of import ExportOf
from ..models.file_format import FileFormat
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ExportDraft:
    """A request for an export. `id` names the list, segment, run or import, or the contact whose audit is exported."""

    of: ExportOf
    """ What is exported: all contacts, those of a list or a segment, a run's decisions, an import's errors, or the
    audit. """
    id: None | str | Unset = UNSET
    """ The id of the list, segment, run or import; left out for all contacts and for the audit. """
    format_: FileFormat | Unset = UNSET
    """ The format of a file that is read or written. """

    def to_dict(self) -> dict[str, Any]:
        of = self.of.value

        id: None | str | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        format_: str | Unset = UNSET
        if not isinstance(self.format_, Unset):
            format_ = self.format_.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "of": of,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if format_ is not UNSET:
            field_dict["format"] = format_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        of = ExportOf(d.pop("of"))

        def _parse_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        _format_ = d.pop("format", UNSET)
        format_: FileFormat | Unset
        if isinstance(_format_, Unset):
            format_ = UNSET
        else:
            format_ = FileFormat(_format_)

        export_draft = cls(
            of=of,
            id=id,
            format_=format_,
        )

        return export_draft
