from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class FileWarning:
    """What whoever imports a file should know of it. `header` and `line` say where, if it is about one column or line."""

    code: str
    """ Why, as a code for programs. The table of codes explains it. """
    header: None | str
    """ The header of the column; null where it is about no column. """
    line: int | None
    """ The line of the file, from 1; null where it is about the whole file. """
    message: str
    """ What is wrong and what to do, for people. """

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        header: None | str
        header = self.header

        line: int | None
        line = self.line

        message = self.message

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "header": header,
                "line": line,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        def _parse_header(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        header = _parse_header(d.pop("header"))

        def _parse_line(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        line = _parse_line(d.pop("line"))

        message = d.pop("message")

        file_warning = cls(
            code=code,
            header=header,
            line=line,
            message=message,
        )

        return file_warning
