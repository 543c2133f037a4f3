from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ImportChangedCell:
    """A cell that came in otherwise than it stood in the file. `code` is `refusal_stands` for a yes that does not count,
    because the person or a user said no, `topic_left` for a list that was left. `header` is null for what the request
    states for every row.

    """

    line: int
    """ The line of the file, from 1; null where it is about the whole file. """
    header: None | str
    """ The header of the column; null where it is about no column. """
    field: str
    """ The field, by its dotted path such as `emails.0.address`. """
    from_: Any
    """ Any JSON value. """
    to: Any
    """ Any JSON value. """
    code: str
    """ Why, as a code for programs. The table of codes explains it. """

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        header: None | str
        header = self.header

        field = self.field

        from_ = self.from_

        to = self.to

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "line": line,
                "header": header,
                "field": field,
                "from": from_,
                "to": to,
                "code": code,
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

        from_ = d.pop("from")

        to = d.pop("to")

        code = d.pop("code")

        import_changed_cell = cls(
            line=line,
            header=header,
            field=field,
            from_=from_,
            to=to,
            code=code,
        )

        return import_changed_cell
