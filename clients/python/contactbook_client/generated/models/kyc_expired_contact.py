from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.account_above_maximum import AccountAboveMaximum


@dataclass(kw_only=True, slots=True)
class KycExpiredContact:
    """What a run did with one contact, and its accounts that are above the maximum now."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    profile: None | str
    """ The name of the KYC profile; null without one. """
    because: None | str
    """ Why, as a code. """
    ended_on: datetime.date | None
    """ The day on which the document or the profile ended, `YYYY-MM-DD`. """
    expired_at: datetime.datetime | None
    """ When the profile expired: a time in UTC; null where it did not. """
    error: None | str
    """ What went wrong with this contact, as a code; null where nothing did. """
    accounts_above_maximum: list[AccountAboveMaximum]
    """ The open accounts whose credit limit is above the maximum of the contact's KYC standing. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        profile: None | str
        profile = self.profile

        because: None | str
        because = self.because

        ended_on: None | str
        if isinstance(self.ended_on, datetime.date):
            ended_on = self.ended_on.isoformat()
        else:
            ended_on = self.ended_on

        expired_at: None | str
        if isinstance(self.expired_at, datetime.datetime):
            expired_at = self.expired_at.isoformat()
        else:
            expired_at = self.expired_at

        error: None | str
        error = self.error

        accounts_above_maximum = []
        for accounts_above_maximum_item_data in self.accounts_above_maximum:
            accounts_above_maximum_item = accounts_above_maximum_item_data.to_dict()
            accounts_above_maximum.append(accounts_above_maximum_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "profile": profile,
                "because": because,
                "ended_on": ended_on,
                "expired_at": expired_at,
                "error": error,
                "accounts_above_maximum": accounts_above_maximum,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account_above_maximum import AccountAboveMaximum  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        def _parse_profile(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        profile = _parse_profile(d.pop("profile"))

        def _parse_because(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        because = _parse_because(d.pop("because"))

        def _parse_ended_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_on_type_0 = datetime.date.fromisoformat(data)

                return ended_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        ended_on = _parse_ended_on(d.pop("ended_on"))

        def _parse_expired_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expired_at_type_0 = datetime.datetime.fromisoformat(data)

                return expired_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expired_at = _parse_expired_at(d.pop("expired_at"))

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        accounts_above_maximum = []
        _accounts_above_maximum = d.pop("accounts_above_maximum")
        for accounts_above_maximum_item_data in _accounts_above_maximum:
            accounts_above_maximum_item = AccountAboveMaximum.from_dict(accounts_above_maximum_item_data)

            accounts_above_maximum.append(accounts_above_maximum_item)

        kyc_expired_contact = cls(
            contact_id=contact_id,
            profile=profile,
            because=because,
            ended_on=ended_on,
            expired_at=expired_at,
            error=error,
            accounts_above_maximum=accounts_above_maximum,
        )

        return kyc_expired_contact
