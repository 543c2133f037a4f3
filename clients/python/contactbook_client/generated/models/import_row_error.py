from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ImportRowError:
    """An error of one row: the line on which it begins, the field, and the code that creating a contact has too. `header`
    and `value` are the column and the cell that the error is about, `same_as_line` the line of this file that the row
    doubles.

    """

    line: int
    """ The line of the file on which the row begins, from 1. """
    header: None | str
    """ The header of the column; null where it is about no column. """
    field: str
    """ The field, by its dotted path such as `emails.0.address`. """
    value: Any
    """ Any JSON value. """
    code: str
    """ Why, as a code for programs. The table of codes explains it. """
    message: str
    """ What is wrong and what to do, for people. """
    same_as_line: int | None
    """ The line of the file with the same values; null where there is none. """

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        header: None | str
        header = self.header

        field = self.field

        value = self.value

        code = self.code

        message = self.message

        same_as_line: int | None
        same_as_line = self.same_as_line

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "line": line,
                "header": header,
                "field": field,
                "value": value,
                "code": code,
                "message": message,
                "same_as_line": same_as_line,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        line = d.pop("line")

        def _parse_header(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        header = _parse_header(d.pop("header"))

        field = d.pop("field")

        value = d.pop("value")

        code = d.pop("code")

        message = d.pop("message")

        def _parse_same_as_line(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        same_as_line = _parse_same_as_line(d.pop("same_as_line"))

        import_row_error = cls(
            line=line,
            header=header,
            field=field,
            value=value,
            code=code,
            message=message,
            same_as_line=same_as_line,
        )

        return import_row_error
