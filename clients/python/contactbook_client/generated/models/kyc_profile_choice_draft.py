from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class KycProfileChoiceDraft:
    """The profile that a user picked, and the reason."""

    profile: str
    """ The name of the KYC profile; null without one. """
    reason: None | str | Unset = UNSET
    """ Why the user picked it. """

    def to_dict(self) -> dict[str, Any]:
        profile = self.profile

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "profile": profile,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        profile = d.pop("profile")

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        kyc_profile_choice_draft = cls(
            profile=profile,
            reason=reason,
        )

        return kyc_profile_choice_draft
