from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.field_problem_code import FieldProblemCode


@dataclass(kw_only=True, slots=True)
class FieldProblem:
    """What is wrong with one field."""

    field: str
    """ A JSON Pointer (RFC 6901) into the body, such as `/emails/0/address`. """
    code: FieldProblemCode | str
    """ What is wrong, for programs. Later versions add codes. """
    message: str
    """ What is wrong and what to send instead, for people. """

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        code: str
        if isinstance(self.code, FieldProblemCode):
            code = self.code.value
        else:
            code = self.code

        message = self.message

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
                "code": code,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        def _parse_code(data: object) -> FieldProblemCode | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = FieldProblemCode(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FieldProblemCode | str, data)

        code = _parse_code(d.pop("code"))

        message = d.pop("message")

        field_problem = cls(
            field=field,
            code=code,
            message=message,
        )

        return field_problem
