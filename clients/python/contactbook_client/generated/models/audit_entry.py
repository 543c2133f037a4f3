from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.audit_entry_changes_item import AuditEntryChangesItem


@dataclass(kw_only=True, slots=True)
class AuditEntry:
    """What was done, by whom, when and from which address. A change has its values before and after. `contacts` counts the
    contacts that a piece of an export showed. An entry about no contact names its record as `subject`.

    """

    entry_id: str
    """ The id of the entry. """
    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    actor: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    action: str
    """ What was done: the noun and the verb, such as `contact.changed` or `kyc.expired`. """
    contact_id: None | str
    """ The id of the contact, `con_…`. """
    contact_ids: list[str]
    """ Ids of the contacts that were read together. """
    contacts: int
    """ How many contacts were read together; null for one contact. """
    subject: None | str
    """ The id of the record that it is about beside the contact; null without one. """
    changes: list[AuditEntryChangesItem]
    """ Each changed field, with its value before and after. """
    route: str
    """ The method and path of the request. """
    source_ip: str
    """ The IP address of the caller. """
    request_id: str
    """ The id of the request that made the change. """

    def to_dict(self) -> dict[str, Any]:
        entry_id = self.entry_id

        at = self.at.isoformat()

        actor = self.actor.to_dict()

        action = self.action

        contact_id: None | str
        contact_id = self.contact_id

        contact_ids = self.contact_ids

        contacts = self.contacts

        subject: None | str
        subject = self.subject

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        route = self.route

        source_ip = self.source_ip

        request_id = self.request_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry_id": entry_id,
                "at": at,
                "actor": actor,
                "action": action,
                "contact_id": contact_id,
                "contact_ids": contact_ids,
                "contacts": contacts,
                "subject": subject,
                "changes": changes,
                "route": route,
                "source_ip": source_ip,
                "request_id": request_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.audit_entry_changes_item import AuditEntryChangesItem  # noqa: PLC0415

        d = dict(src_dict)
        entry_id = d.pop("entry_id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        actor = Actor.from_dict(d.pop("actor"))

        action = d.pop("action")

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        contact_ids = cast(list[str], d.pop("contact_ids"))

        contacts = d.pop("contacts")

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = AuditEntryChangesItem.from_dict(changes_item_data)

            changes.append(changes_item)

        route = d.pop("route")

        source_ip = d.pop("source_ip")

        request_id = d.pop("request_id")

        audit_entry = cls(
            entry_id=entry_id,
            at=at,
            actor=actor,
            action=action,
            contact_id=contact_id,
            contact_ids=contact_ids,
            contacts=contacts,
            subject=subject,
            changes=changes,
            route=route,
            source_ip=source_ip,
            request_id=request_id,
        )

        return audit_entry
