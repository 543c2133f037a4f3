from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.channel import Channel
from ..models.communication_state import CommunicationState
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ExportedMessage:
    """One message: what was written, when, over which channel and where to. `text` is a message in HTML as plain text. Of
    a message that is still to be sent it is what will be filled in.

    """

    channel: Channel
    """ How a communication reaches the contact. """
    state: CommunicationState
    """ The state of a communication. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    communication_id: str
    """ The id of the communication, `com_…`. """
    reason: None | str | Unset = UNSET
    """ Why, as a code; null where nothing was refused or said. """
    about: None | str | Unset = UNSET
    """ What was said: the scope, or the consent. """
    to: None | str | Unset = UNSET
    """ The address that it went to; null where it went nowhere. """
    account: None | str | Unset = UNSET
    """ The name of the account that it is about; null where it is about the contact. """
    subject: None | str | Unset = UNSET
    """ The subject. """
    text: None | str | Unset = UNSET
    """ The text. """
    scheduled_for: datetime.datetime | None | Unset = UNSET
    """ When it is to be sent: a time in UTC; null for at once. """
    sent_at: datetime.datetime | None | Unset = UNSET
    """ When it was handed to the provider: a time in UTC; null before. """
    delivered_at: datetime.datetime | None | Unset = UNSET
    """ When the provider reported the delivery: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel.value

        state = self.state.value

        created_at = self.created_at.isoformat()

        communication_id = self.communication_id

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        about: None | str | Unset
        if isinstance(self.about, Unset):
            about = UNSET
        else:
            about = self.about

        to: None | str | Unset
        if isinstance(self.to, Unset):
            to = UNSET
        else:
            to = self.to

        account: None | str | Unset
        if isinstance(self.account, Unset):
            account = UNSET
        else:
            account = self.account

        subject: None | str | Unset
        if isinstance(self.subject, Unset):
            subject = UNSET
        else:
            subject = self.subject

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        scheduled_for: None | str | Unset
        if isinstance(self.scheduled_for, Unset):
            scheduled_for = UNSET
        elif isinstance(self.scheduled_for, datetime.datetime):
            scheduled_for = self.scheduled_for.isoformat()
        else:
            scheduled_for = self.scheduled_for

        sent_at: None | str | Unset
        if isinstance(self.sent_at, Unset):
            sent_at = UNSET
        elif isinstance(self.sent_at, datetime.datetime):
            sent_at = self.sent_at.isoformat()
        else:
            sent_at = self.sent_at

        delivered_at: None | str | Unset
        if isinstance(self.delivered_at, Unset):
            delivered_at = UNSET
        elif isinstance(self.delivered_at, datetime.datetime):
            delivered_at = self.delivered_at.isoformat()
        else:
            delivered_at = self.delivered_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "channel": channel,
                "state": state,
                "created_at": created_at,
                "communication_id": communication_id,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason
        if about is not UNSET:
            field_dict["about"] = about
        if to is not UNSET:
            field_dict["to"] = to
        if account is not UNSET:
            field_dict["account"] = account
        if subject is not UNSET:
            field_dict["subject"] = subject
        if text is not UNSET:
            field_dict["text"] = text
        if scheduled_for is not UNSET:
            field_dict["scheduled_for"] = scheduled_for
        if sent_at is not UNSET:
            field_dict["sent_at"] = sent_at
        if delivered_at is not UNSET:
            field_dict["delivered_at"] = delivered_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        channel = Channel(d.pop("channel"))

        state = CommunicationState(d.pop("state"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        communication_id = d.pop("communication_id")

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        def _parse_about(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        about = _parse_about(d.pop("about", UNSET))

        def _parse_to(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        to = _parse_to(d.pop("to", UNSET))

        def _parse_account(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account = _parse_account(d.pop("account", UNSET))

        def _parse_subject(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        subject = _parse_subject(d.pop("subject", UNSET))

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        def _parse_scheduled_for(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduled_for_type_0 = datetime.datetime.fromisoformat(data)

                return scheduled_for_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        scheduled_for = _parse_scheduled_for(d.pop("scheduled_for", UNSET))

        def _parse_sent_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_at_type_0 = datetime.datetime.fromisoformat(data)

                return sent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        sent_at = _parse_sent_at(d.pop("sent_at", UNSET))

        def _parse_delivered_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                delivered_at_type_0 = datetime.datetime.fromisoformat(data)

                return delivered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        delivered_at = _parse_delivered_at(d.pop("delivered_at", UNSET))

        exported_message = cls(
            channel=channel,
            state=state,
            created_at=created_at,
            communication_id=communication_id,
            reason=reason,
            about=about,
            to=to,
            account=account,
            subject=subject,
            text=text,
            scheduled_for=scheduled_for,
            sent_at=sent_at,
            delivered_at=delivered_at,
        )

        return exported_message
