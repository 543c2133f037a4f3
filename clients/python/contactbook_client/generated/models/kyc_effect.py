from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.kyc_state import KycState


@dataclass(kw_only=True, slots=True)
class KycEffect:
    """What the definition does to one contact."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    profile_before: None | str
    """ The profile before it; null for none. """
    state_before: KycState | None
    """ The state of the profile before it. """
    profile_after: None | str
    """ The profile after it; null for none. """
    state_after: KycState | None
    """ The state of the profile after it. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        profile_before: None | str
        profile_before = self.profile_before

        state_before: None | str
        if isinstance(self.state_before, KycState):
            state_before = self.state_before.value
        else:
            state_before = self.state_before

        profile_after: None | str
        profile_after = self.profile_after

        state_after: None | str
        if isinstance(self.state_after, KycState):
            state_after = self.state_after.value
        else:
            state_after = self.state_after

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "profile_before": profile_before,
                "state_before": state_before,
                "profile_after": profile_after,
                "state_after": state_after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        def _parse_profile_before(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        profile_before = _parse_profile_before(d.pop("profile_before"))

        def _parse_state_before(data: object) -> KycState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_before_type_0 = KycState(data)

                return state_before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycState | None, data)

        state_before = _parse_state_before(d.pop("state_before"))

        def _parse_profile_after(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        profile_after = _parse_profile_after(d.pop("profile_after"))

        def _parse_state_after(data: object) -> KycState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_after_type_0 = KycState(data)

                return state_after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KycState | None, data)

        state_after = _parse_state_after(d.pop("state_after"))

        kyc_effect = cls(
            contact_id=contact_id,
            profile_before=profile_before,
            state_before=state_before,
            profile_after=profile_after,
            state_after=state_after,
        )

        return kyc_effect
