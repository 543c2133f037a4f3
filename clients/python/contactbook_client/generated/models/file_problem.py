from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class FileProblem:
    """Why a whole file could not be read or written."""

    code: str
    """ Why, as a code for programs. The table of codes explains it. """
    message: str
    """ What is wrong and what to do, for people. """
    field: str
    """ What the problem is about, as a JSON Pointer into the request; empty for the file itself. """

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        message = self.message

        field = self.field

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "message": message,
                "field": field,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        message = d.pop("message")

        field = d.pop("field")

        file_problem = cls(
            code=code,
            message=message,
            field=field,
        )

        return file_problem
