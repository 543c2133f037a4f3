from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.changed_value import ChangedValue


@dataclass(kw_only=True, slots=True)
class ExportedChange:
    """One entry of the history."""

    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    actor: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    action: str
    """ What was done: the noun and the verb, such as `contact.changed` or `kyc.expired`. """
    changes: list[ChangedValue] | Unset = UNSET
    """ Each changed field, with its value before and after. """

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        actor = self.actor.to_dict()

        action = self.action

        changes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.changes, Unset):
            changes = []
            for changes_item_data in self.changes:
                changes_item = changes_item_data.to_dict()
                changes.append(changes_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "actor": actor,
                "action": action,
            }
        )
        if changes is not UNSET:
            field_dict["changes"] = changes

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.changed_value import ChangedValue  # noqa: PLC0415

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        actor = Actor.from_dict(d.pop("actor"))

        action = d.pop("action")

        _changes = d.pop("changes", UNSET)
        changes: list[ChangedValue] | Unset = UNSET
        if _changes is not UNSET:
            changes = []
            for changes_item_data in _changes:
                changes_item = ChangedValue.from_dict(changes_item_data)

                changes.append(changes_item)

        exported_change = cls(
            at=at,
            actor=actor,
            action=action,
            changes=changes,
        )

        return exported_change
