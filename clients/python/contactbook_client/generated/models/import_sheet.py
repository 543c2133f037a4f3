from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ImportSheet:
    """A sheet of a workbook. `rows` counts those below the first as the sheet itself says, or is null."""

    name: str
    """ The name, for people. """
    hidden: bool
    """ Whether the sheet is hidden. """
    rows: int | None
    """ How many rows the file has; null before they are counted. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        hidden = self.hidden

        rows: int | None
        rows = self.rows

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "hidden": hidden,
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        hidden = d.pop("hidden")

        def _parse_rows(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rows = _parse_rows(d.pop("rows"))

        import_sheet = cls(
            name=name,
            hidden=hidden,
            rows=rows,
        )

        return import_sheet
