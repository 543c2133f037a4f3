from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.kyc_state import KycState


@dataclass(kw_only=True, slots=True)
class Kyc:
    """A contact's KYC profile, at the contact's version."""

    profile: None | str
    """ The name of the KYC profile; null without one. """
    state: KycState | None
    """ The present state. """
    assigned_on: datetime.date | None
    """ The day on which the profile was assigned, `YYYY-MM-DD`. """
    documents_provided_on: datetime.date | None
    """ The day from which the documents count, `YYYY-MM-DD`. """
    expires_on: datetime.date | None
    """ The day on which it expires, `YYYY-MM-DD`. """
    expires_because: None | str
    """ What makes the profile expire: the term of the profile, or the document that ends first. """
    reason: None | str
    """ Why, as a code; null where nothing was refused or said. """
    since: datetime.datetime | None
    """ When the state began: a time in UTC; null without a profile. """
    maximum_credit_limit: None | str
    """ The highest credit limit that the standing allows: a decimal as a text; null for no limit. """
    missing_fields: list[str]
    """ The fields that are missing for the profile, by their dotted paths. """
    one_is_enough: list[str]
    """ Of these missing fields one is enough. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        profile: None | str
        profile = self.profile

        state: None | str
        if isinstance(self.state, KycState):
            state = self.state.value
        else:
            state = self.state

        assigned_on: None | str
        if isinstance(self.assigned_on, datetime.date):
            assigned_on = self.assigned_on.isoformat()
        else:
            assigned_on = self.assigned_on

        documents_provided_on: None | str
        if isinstance(self.documents_provided_on, datetime.date):
            documents_provided_on = self.documents_provided_on.isoformat()
        else:
            documents_provided_on = self.documents_provided_on

        expires_on: None | str
        if isinstance(self.expires_on, datetime.date):
            expires_on = self.expires_on.isoformat()
        else:
            expires_on = self.expires_on

        expires_because: None | str
        expires_because = self.expires_because

        reason: None | str
        reason = self.reason

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        maximum_credit_limit: None | str
        maximum_credit_limit = self.maximum_credit_limit

        missing_fields = self.missing_fields

        one_is_enough = self.one_is_enough

        contact_id = self.contact_id

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "profile": profile,
                "state": state,
                "assigned_on": assigned_on,
                "documents_provided_on": documents_provided_on,
                "expires_on": expires_on,
                "expires_because": expires_because,
                "reason": reason,
                "since": since,
                "maximum_credit_limit": maximum_credit_limit,
                "missing_fields": missing_fields,
                "one_is_enough": one_is_enough,
                "contact_id": contact_id,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

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

        def _parse_assigned_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                assigned_on_type_0 = datetime.date.fromisoformat(data)

                return assigned_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        assigned_on = _parse_assigned_on(d.pop("assigned_on"))

        def _parse_documents_provided_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                documents_provided_on_type_0 = datetime.date.fromisoformat(data)

                return documents_provided_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        documents_provided_on = _parse_documents_provided_on(d.pop("documents_provided_on"))

        def _parse_expires_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_on_type_0 = datetime.date.fromisoformat(data)

                return expires_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expires_on = _parse_expires_on(d.pop("expires_on"))

        def _parse_expires_because(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        expires_because = _parse_expires_because(d.pop("expires_because"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

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

        missing_fields = cast(list[str], d.pop("missing_fields"))

        one_is_enough = cast(list[str], d.pop("one_is_enough"))

        contact_id = d.pop("contact_id")

        version = d.pop("version")

        kyc = cls(
            profile=profile,
            state=state,
            assigned_on=assigned_on,
            documents_provided_on=documents_provided_on,
            expires_on=expires_on,
            expires_because=expires_because,
            reason=reason,
            since=since,
            maximum_credit_limit=maximum_credit_limit,
            missing_fields=missing_fields,
            one_is_enough=one_is_enough,
            contact_id=contact_id,
            version=version,
        )

        return kyc
