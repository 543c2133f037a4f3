from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.permission_answer import PermissionAnswer
from ..models.permission_through import PermissionThrough
from ..models.said_through import SaidThrough
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ExportedAnswer:
    """Something that was said about contacting the person. `own`: the person itself said it; a topic is a list by its
    name.

    """

    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    scope: str
    """ What is permitted: a purpose, a channel of it such as `direct_marketing:email`, or a topic such as
    `topic:lst_…`. """
    said: PermissionAnswer
    """ What was said. """
    through: PermissionThrough
    """ How a yes or a no was said, or how the provider told it. """
    own: bool
    """ Whether the person said it, and not a user for the person. """
    said_through: None | SaidThrough | Unset = UNSET
    """ How the person told the user. """
    note: None | str | Unset = UNSET
    """ The note of the user who recorded it. """

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        scope = self.scope

        said = self.said.value

        through = self.through.value

        own = self.own

        said_through: None | str | Unset
        if isinstance(self.said_through, Unset):
            said_through = UNSET
        elif isinstance(self.said_through, SaidThrough):
            said_through = self.said_through.value
        else:
            said_through = self.said_through

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "scope": scope,
                "said": said,
                "through": through,
                "own": own,
            }
        )
        if said_through is not UNSET:
            field_dict["said_through"] = said_through
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        scope = d.pop("scope")

        said = PermissionAnswer(d.pop("said"))

        through = PermissionThrough(d.pop("through"))

        own = d.pop("own")

        def _parse_said_through(data: object) -> None | SaidThrough | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                said_through_type_0 = SaidThrough(data)

                return said_through_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SaidThrough | Unset, data)

        said_through = _parse_said_through(d.pop("said_through", UNSET))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        exported_answer = cls(
            at=at,
            scope=scope,
            said=said,
            through=through,
            own=own,
            said_through=said_through,
            note=note,
        )

        return exported_answer
