from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.problem_code import ProblemCode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact_conflict import ContactConflict
    from ..models.field_problem import FieldProblem


@dataclass(kw_only=True, slots=True)
class Problem:
    """What went wrong (RFC 9457). `code` is for programs, `detail` for people."""

    type_: str
    """ Always `about:blank`: `code` says what it is. """
    title: str
    """ The name of the status, such as `Conflict`. """
    status: int
    """ The HTTP status. """
    detail: str
    """ What is wrong and what to do, for people. """
    instance: str
    """ The path of the request. """
    code: ProblemCode | str
    """ What is wrong, for programs. Later versions add codes. """
    errors: list[FieldProblem]
    """ What is wrong with single fields, 100 at most; empty where it is about no field. """
    conflicts: list[ContactConflict] | Unset = UNSET
    """ With `duplicate_contact`: each uniqueness group that matches another contact. """
    merged_into: str | Unset = UNSET
    """ With `merged`: the id of the contact that it was merged into. """
    more_contactable: int | Unset = UNSET
    """ With `acknowledgement_needed`: the contacts that could be contacted after the change and not before. """
    more: bool | Unset = UNSET
    """ With `acknowledgement_needed`: there are contacts that were not looked at. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        instance = self.instance

        code: str
        if isinstance(self.code, ProblemCode):
            code = self.code.value
        else:
            code = self.code

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        conflicts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.conflicts, Unset):
            conflicts = []
            for conflicts_item_data in self.conflicts:
                conflicts_item = conflicts_item_data.to_dict()
                conflicts.append(conflicts_item)

        merged_into = self.merged_into

        more_contactable = self.more_contactable

        more = self.more

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "detail": detail,
                "instance": instance,
                "code": code,
                "errors": errors,
            }
        )
        if conflicts is not UNSET:
            field_dict["conflicts"] = conflicts
        if merged_into is not UNSET:
            field_dict["merged_into"] = merged_into
        if more_contactable is not UNSET:
            field_dict["more_contactable"] = more_contactable
        if more is not UNSET:
            field_dict["more"] = more

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact_conflict import ContactConflict  # noqa: PLC0415
        from ..models.field_problem import FieldProblem  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = d.pop("status")

        detail = d.pop("detail")

        instance = d.pop("instance")

        def _parse_code(data: object) -> ProblemCode | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = ProblemCode(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ProblemCode | str, data)

        code = _parse_code(d.pop("code"))

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = FieldProblem.from_dict(errors_item_data)

            errors.append(errors_item)

        _conflicts = d.pop("conflicts", UNSET)
        conflicts: list[ContactConflict] | Unset = UNSET
        if _conflicts is not UNSET:
            conflicts = []
            for conflicts_item_data in _conflicts:
                conflicts_item = ContactConflict.from_dict(conflicts_item_data)

                conflicts.append(conflicts_item)

        merged_into = d.pop("merged_into", UNSET)

        more_contactable = d.pop("more_contactable", UNSET)

        more = d.pop("more", UNSET)

        problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            instance=instance,
            code=code,
            errors=errors,
            conflicts=conflicts,
            merged_into=merged_into,
            more_contactable=more_contactable,
            more=more,
        )

        return problem
