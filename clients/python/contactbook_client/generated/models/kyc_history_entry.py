from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.kyc_history_entry_changes_item import KycHistoryEntryChangesItem


@dataclass(kw_only=True, slots=True)
class KycHistoryEntry:
    """One audit entry with its values, if they have not been erased."""

    entry_id: str
    """ The id of the entry. """
    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    actor: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    action: str
    """ What was done: the noun and the verb, such as `contact.changed` or `kyc.expired`. """
    subject: None | str
    """ The subject. """
    changes: list[KycHistoryEntryChangesItem]
    """ Each changed field, with its value before and after. """
    request_id: str
    """ The id of the request that made the change. """

    def to_dict(self) -> dict[str, Any]:
        entry_id = self.entry_id

        at = self.at.isoformat()

        actor = self.actor.to_dict()

        action = self.action

        subject: None | str
        subject = self.subject

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        request_id = self.request_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry_id": entry_id,
                "at": at,
                "actor": actor,
                "action": action,
                "subject": subject,
                "changes": changes,
                "request_id": request_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.kyc_history_entry_changes_item import KycHistoryEntryChangesItem  # noqa: PLC0415

        d = dict(src_dict)
        entry_id = d.pop("entry_id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        actor = Actor.from_dict(d.pop("actor"))

        action = d.pop("action")

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = KycHistoryEntryChangesItem.from_dict(changes_item_data)

            changes.append(changes_item)

        request_id = d.pop("request_id")

        kyc_history_entry = cls(
            entry_id=entry_id,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            changes=changes,
            request_id=request_id,
        )

        return kyc_history_entry
