from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.look_action import LookAction

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class ExportedLook:
    """One read of the contact by somebody, allowed or refused."""

    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    actor: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    action: LookAction
    """ What the caller did: read one contact, read it in a list, exported it among others, or was refused. """
    route: str
    """ The method and path of the request. """

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        actor = self.actor.to_dict()

        action = self.action.value

        route = self.route

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "actor": actor,
                "action": action,
                "route": route,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        actor = Actor.from_dict(d.pop("actor"))

        action = LookAction(d.pop("action"))

        route = d.pop("route")

        exported_look = cls(
            at=at,
            actor=actor,
            action=action,
            route=route,
        )

        return exported_look
