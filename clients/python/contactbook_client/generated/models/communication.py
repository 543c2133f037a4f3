from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel
from ..models.communication_origin import CommunicationOrigin
from ..models.communication_state import CommunicationState
from ..models.information_level import InformationLevel

if TYPE_CHECKING:
    from ..models.bodies import Bodies


@dataclass(kw_only=True, slots=True)
class Communication:
    """A communication as callers see it; `subject`, `html` and `text` are what was sent."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    communication_id: str
    """ The id of the communication, `com_…`. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    account_id: None | str
    """ The id of the account; null where it is about the contact itself. """
    service: None | str
    """ The service of the account, such as `priority-checking`. """
    origin: CommunicationOrigin
    """ Where a communication came from. """
    channel: Channel
    """ How a communication reaches the contact. """
    state: CommunicationState
    """ The state of a communication. """
    reason: None | str
    """ Why, as a code; null where nothing was refused or said. """
    notification_type_id: str
    """ The id of the notification type, `nty_…`. Its purpose decides which permission is asked. """
    template_id: None | str
    """ The id of the template, `tpl_…`. """
    bodies: Bodies | None
    """ The texts, one body for each channel. """
    run_id: None | str
    """ The id of the run, `run_…`; null where there is none. """
    event_entry_id: None | str
    """ The id of the audit entry of the event that it follows; null for others. """
    address: None | str
    """ The address that was used or is meant: an email, a phone number in E.164, or the lines of a postal address.
    """
    address_level: InformationLevel | None
    """ Whose address it is: the contact's own, or its account's. """
    subject: None | str
    """ The subject. """
    html: None | str
    """ The text as HTML. """
    text: None | str
    """ The text. """
    message_id: None | str
    """ The provider's id of the message; null before it was handed over. """
    scheduled_for: datetime.datetime | None
    """ When it is to be sent: a time in UTC; null for at once. """
    put_off_until: datetime.datetime | None
    """ Until when quiet hours put it off: a time in UTC; null where they do not. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """
    sent_at: datetime.datetime | None
    """ When it was handed to the provider: a time in UTC; null before. """
    delivered_at: datetime.datetime | None
    """ When the provider reported the delivery: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.bodies import Bodies  # noqa: PLC0415

        version = self.version

        communication_id = self.communication_id

        contact_id = self.contact_id

        account_id: None | str
        account_id = self.account_id

        service: None | str
        service = self.service

        origin = self.origin.value

        channel = self.channel.value

        state = self.state.value

        reason: None | str
        reason = self.reason

        notification_type_id = self.notification_type_id

        template_id: None | str
        template_id = self.template_id

        bodies: dict[str, Any] | None
        if isinstance(self.bodies, Bodies):
            bodies = self.bodies.to_dict()
        else:
            bodies = self.bodies

        run_id: None | str
        run_id = self.run_id

        event_entry_id: None | str
        event_entry_id = self.event_entry_id

        address: None | str
        address = self.address

        address_level: None | str
        if isinstance(self.address_level, InformationLevel):
            address_level = self.address_level.value
        else:
            address_level = self.address_level

        subject: None | str
        subject = self.subject

        html: None | str
        html = self.html

        text: None | str
        text = self.text

        message_id: None | str
        message_id = self.message_id

        scheduled_for: None | str
        if isinstance(self.scheduled_for, datetime.datetime):
            scheduled_for = self.scheduled_for.isoformat()
        else:
            scheduled_for = self.scheduled_for

        put_off_until: None | str
        if isinstance(self.put_off_until, datetime.datetime):
            put_off_until = self.put_off_until.isoformat()
        else:
            put_off_until = self.put_off_until

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        sent_at: None | str
        if isinstance(self.sent_at, datetime.datetime):
            sent_at = self.sent_at.isoformat()
        else:
            sent_at = self.sent_at

        delivered_at: None | str
        if isinstance(self.delivered_at, datetime.datetime):
            delivered_at = self.delivered_at.isoformat()
        else:
            delivered_at = self.delivered_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "communication_id": communication_id,
                "contact_id": contact_id,
                "account_id": account_id,
                "service": service,
                "origin": origin,
                "channel": channel,
                "state": state,
                "reason": reason,
                "notification_type_id": notification_type_id,
                "template_id": template_id,
                "bodies": bodies,
                "run_id": run_id,
                "event_entry_id": event_entry_id,
                "address": address,
                "address_level": address_level,
                "subject": subject,
                "html": html,
                "text": text,
                "message_id": message_id,
                "scheduled_for": scheduled_for,
                "put_off_until": put_off_until,
                "created_at": created_at,
                "updated_at": updated_at,
                "sent_at": sent_at,
                "delivered_at": delivered_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bodies import Bodies  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        communication_id = d.pop("communication_id")

        contact_id = d.pop("contact_id")

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        def _parse_service(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        service = _parse_service(d.pop("service"))

        origin = CommunicationOrigin(d.pop("origin"))

        channel = Channel(d.pop("channel"))

        state = CommunicationState(d.pop("state"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        notification_type_id = d.pop("notification_type_id")

        def _parse_template_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        template_id = _parse_template_id(d.pop("template_id"))

        def _parse_bodies(data: object) -> Bodies | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bodies_type_0 = Bodies.from_dict(data)

                return bodies_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Bodies | None, data)

        bodies = _parse_bodies(d.pop("bodies"))

        def _parse_run_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        run_id = _parse_run_id(d.pop("run_id"))

        def _parse_event_entry_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        event_entry_id = _parse_event_entry_id(d.pop("event_entry_id"))

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        def _parse_address_level(data: object) -> InformationLevel | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                address_level_type_0 = InformationLevel(data)

                return address_level_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InformationLevel | None, data)

        address_level = _parse_address_level(d.pop("address_level"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        def _parse_html(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        html = _parse_html(d.pop("html"))

        def _parse_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text = _parse_text(d.pop("text"))

        def _parse_message_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        message_id = _parse_message_id(d.pop("message_id"))

        def _parse_scheduled_for(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduled_for_type_0 = datetime.datetime.fromisoformat(data)

                return scheduled_for_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        scheduled_for = _parse_scheduled_for(d.pop("scheduled_for"))

        def _parse_put_off_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                put_off_until_type_0 = datetime.datetime.fromisoformat(data)

                return put_off_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        put_off_until = _parse_put_off_until(d.pop("put_off_until"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_sent_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_at_type_0 = datetime.datetime.fromisoformat(data)

                return sent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        sent_at = _parse_sent_at(d.pop("sent_at"))

        def _parse_delivered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                delivered_at_type_0 = datetime.datetime.fromisoformat(data)

                return delivered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        delivered_at = _parse_delivered_at(d.pop("delivered_at"))

        communication = cls(
            version=version,
            communication_id=communication_id,
            contact_id=contact_id,
            account_id=account_id,
            service=service,
            origin=origin,
            channel=channel,
            state=state,
            reason=reason,
            notification_type_id=notification_type_id,
            template_id=template_id,
            bodies=bodies,
            run_id=run_id,
            event_entry_id=event_entry_id,
            address=address,
            address_level=address_level,
            subject=subject,
            html=html,
            text=text,
            message_id=message_id,
            scheduled_for=scheduled_for,
            put_off_until=put_off_until,
            created_at=created_at,
            updated_at=updated_at,
            sent_at=sent_at,
            delivered_at=delivered_at,
        )

        return communication
