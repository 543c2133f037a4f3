from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.kyc_state import KycState


@dataclass(kw_only=True, slots=True)
class ContactAboveMaximum:
    """An account above its maximum, with its contact and the standing that sets the maximum."""

    account_id: str
    """ The id of the account; null where it is about the contact itself. """
    credit_limit: str
    """ The credit limit: a decimal as a text, in the tenant's currency. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    profile: None | str
    """ The name of the KYC profile; null without one. """
    state: KycState | None
    """ The present state. """
    since: datetime.datetime | None
    """ When the state began: a time in UTC; null without a profile. """
    maximum_credit_limit: None | str
    """ The highest credit limit that the standing allows: a decimal as a text; null for no limit. """

    def to_dict(self) -> dict[str, Any]:
        account_id = self.account_id

        credit_limit = self.credit_limit

        contact_id = self.contact_id

        profile: None | str
        profile = self.profile

        state: None | str
        if isinstance(self.state, KycState):
            state = self.state.value
        else:
            state = self.state

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        maximum_credit_limit: None | str
        maximum_credit_limit = self.maximum_credit_limit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "account_id": account_id,
                "credit_limit": credit_limit,
                "contact_id": contact_id,
                "profile": profile,
                "state": state,
                "since": since,
                "maximum_credit_limit": maximum_credit_limit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        account_id = d.pop("account_id")

        credit_limit = d.pop("credit_limit")

        contact_id = d.pop("contact_id")

        def _parse_profile(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        profile = _parse_profile(d.pop("profile"))

        def _parse_state(data: object) -> KycState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = KycState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycState | None, data)

        state = _parse_state(d.pop("state"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        def _parse_maximum_credit_limit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        maximum_credit_limit = _parse_maximum_credit_limit(d.pop("maximum_credit_limit"))

        contact_above_maximum = cls(
            account_id=account_id,
            credit_limit=credit_limit,
            contact_id=contact_id,
            profile=profile,
            state=state,
            since=since,
            maximum_credit_limit=maximum_credit_limit,
        )

        return contact_above_maximum
