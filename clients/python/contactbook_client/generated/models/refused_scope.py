from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.permission_through import PermissionThrough


@dataclass(kw_only=True, slots=True)
class RefusedScope:
    """A no that stands at the address. `contact_id` is who said it, if the caller may see the contact."""

    scope: str
    """ What is permitted: a purpose, a channel of it such as `direct_marketing:email`, or a topic such as
    `topic:lst_…`. """
    allowed: bool
    """ Whether it is allowed now. """
    event_id: str
    """ The id of the event. """
    through: PermissionThrough
    """ How a yes or a no was said, or how the provider told it. """
    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    contact_id: None | str
    """ The id of the contact, `con_…`. """

    def to_dict(self) -> dict[str, Any]:
        scope = self.scope

        allowed = self.allowed

        event_id = self.event_id

        through = self.through.value

        at = self.at.isoformat()

        contact_id: None | str
        contact_id = self.contact_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "scope": scope,
                "allowed": allowed,
                "event_id": event_id,
                "through": through,
                "at": at,
                "contact_id": contact_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        scope = d.pop("scope")

        allowed = d.pop("allowed")

        event_id = d.pop("event_id")

        through = PermissionThrough(d.pop("through"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        refused_scope = cls(
            scope=scope,
            allowed=allowed,
            event_id=event_id,
            through=through,
            at=at,
            contact_id=contact_id,
        )

        return refused_scope
