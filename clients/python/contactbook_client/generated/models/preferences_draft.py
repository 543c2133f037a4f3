from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.permission_evidence_draft import PermissionEvidenceDraft
    from ..models.preferences_draft_channels import PreferencesDraftChannels


@dataclass(kw_only=True, slots=True)
class PreferencesDraft:
    """What a user says for the person, or the person itself: the permissions, the channels, and the evidence of a yes."""

    direct_marketing: bool | None | Unset = UNSET
    """ Whether the contact may be contacted with marketing of the tenant. """
    affiliate_marketing: bool | None | Unset = UNSET
    """ Whether the contact may be contacted with marketing of affiliates. """
    channels: PreferencesDraftChannels | Unset = UNSET
    """ The channels that the contact allows for marketing, each true or false. """
    evidence: None | PermissionEvidenceDraft | Unset = UNSET
    """ How and when the person said it. It is needed where a no of the person is to be lifted. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.permission_evidence_draft import PermissionEvidenceDraft  # noqa: PLC0415

        direct_marketing: bool | None | Unset
        if isinstance(self.direct_marketing, Unset):
            direct_marketing = UNSET
        else:
            direct_marketing = self.direct_marketing

        affiliate_marketing: bool | None | Unset
        if isinstance(self.affiliate_marketing, Unset):
            affiliate_marketing = UNSET
        else:
            affiliate_marketing = self.affiliate_marketing

        channels: dict[str, Any] | Unset = UNSET
        if not isinstance(self.channels, Unset):
            channels = self.channels.to_dict()

        evidence: dict[str, Any] | None | Unset
        if isinstance(self.evidence, Unset):
            evidence = UNSET
        elif isinstance(self.evidence, PermissionEvidenceDraft):
            evidence = self.evidence.to_dict()
        else:
            evidence = self.evidence

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if direct_marketing is not UNSET:
            field_dict["direct_marketing"] = direct_marketing
        if affiliate_marketing is not UNSET:
            field_dict["affiliate_marketing"] = affiliate_marketing
        if channels is not UNSET:
            field_dict["channels"] = channels
        if evidence is not UNSET:
            field_dict["evidence"] = evidence

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.permission_evidence_draft import PermissionEvidenceDraft  # noqa: PLC0415
        from ..models.preferences_draft_channels import PreferencesDraftChannels  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_direct_marketing(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        direct_marketing = _parse_direct_marketing(d.pop("direct_marketing", UNSET))

        def _parse_affiliate_marketing(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        affiliate_marketing = _parse_affiliate_marketing(d.pop("affiliate_marketing", UNSET))

        _channels = d.pop("channels", UNSET)
        channels: PreferencesDraftChannels | Unset
        if isinstance(_channels, Unset):
            channels = UNSET
        else:
            channels = PreferencesDraftChannels.from_dict(_channels)

        def _parse_evidence(data: object) -> None | PermissionEvidenceDraft | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                evidence_type_0 = PermissionEvidenceDraft.from_dict(data)

                return evidence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PermissionEvidenceDraft | Unset, data)

        evidence = _parse_evidence(d.pop("evidence", UNSET))

        preferences_draft = cls(
            direct_marketing=direct_marketing,
            affiliate_marketing=affiliate_marketing,
            channels=channels,
            evidence=evidence,
        )

        return preferences_draft
