from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.channel import Channel
from ..models.information_level import InformationLevel


@dataclass(kw_only=True, slots=True)
class NotificationRunDecision:
    """One contact of a run: contacted or not, why, and at which address."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    account_id: None | str
    """ The id of the account; null where it is about the contact itself. """
    contacted: bool
    """ Whether the contact is contacted, or would be. """
    reason: None | str
    """ Why, as a code; null where nothing was refused or said. """
    channel: Channel
    """ How a communication reaches the contact. """
    address: None | str
    """ The address that was used or is meant: an email, a phone number in E.164, or the lines of a postal address.
    """
    address_level: InformationLevel | None
    """ Whose address it is: the contact's own, or its account's. """
    communication_id: None | str
    """ The id of the communication, `com_…`. """
    state: None | str
    """ The present state. """
    put_off_until: datetime.datetime | None
    """ Until when quiet hours put it off: a time in UTC; null where they do not. """
    display_name: None | str
    """ What the contact is called now; null if it is gone or the caller may not read it. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        account_id: None | str
        account_id = self.account_id

        contacted = self.contacted

        reason: None | str
        reason = self.reason

        channel = self.channel.value

        address: None | str
        address = self.address

        address_level: None | str
        if isinstance(self.address_level, InformationLevel):
            address_level = self.address_level.value
        else:
            address_level = self.address_level

        communication_id: None | str
        communication_id = self.communication_id

        state: None | str
        state = self.state

        put_off_until: None | str
        if isinstance(self.put_off_until, datetime.datetime):
            put_off_until = self.put_off_until.isoformat()
        else:
            put_off_until = self.put_off_until

        display_name: None | str
        display_name = self.display_name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "account_id": account_id,
                "contacted": contacted,
                "reason": reason,
                "channel": channel,
                "address": address,
                "address_level": address_level,
                "communication_id": communication_id,
                "state": state,
                "put_off_until": put_off_until,
                "display_name": display_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        contacted = d.pop("contacted")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        channel = Channel(d.pop("channel"))

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

        def _parse_communication_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        communication_id = _parse_communication_id(d.pop("communication_id"))

        def _parse_state(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        state = _parse_state(d.pop("state"))

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

        def _parse_display_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        display_name = _parse_display_name(d.pop("display_name"))

        notification_run_decision = cls(
            contact_id=contact_id,
            account_id=account_id,
            contacted=contacted,
            reason=reason,
            channel=channel,
            address=address,
            address_level=address_level,
            communication_id=communication_id,
            state=state,
            put_off_until=put_off_until,
            display_name=display_name,
        )

        return notification_run_decision
