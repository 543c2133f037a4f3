from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.preferences_channels import PreferencesChannels


@dataclass(kw_only=True, slots=True)
class Preferences:
    """The two marketing permissions: who changed each, when and through what."""

    direct_marketing: bool
    """ Whether the contact may be contacted with marketing of the tenant. """
    affiliate_marketing: bool
    """ Whether the contact may be contacted with marketing of affiliates. """
    direct_marketing_changed_at: datetime.datetime | None
    """ When that permission changed last: a time in UTC; null where it was never said. """
    direct_marketing_changed_by: Actor | None
    """ Who changed that permission last; null where it was never said. """
    direct_marketing_changed_through: None | str
    """ Through what that permission changed last, such as `portal` or `preference_centre`. """
    affiliate_marketing_changed_at: datetime.datetime | None
    """ When that permission changed last: a time in UTC; null where it was never said. """
    affiliate_marketing_changed_by: Actor | None
    """ Who changed that permission last; null where it was never said. """
    affiliate_marketing_changed_through: None | str
    """ Through what that permission changed last, such as `portal` or `preference_centre`. """
    channels: PreferencesChannels
    """ The channels that the contact allows for marketing, each true or false. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        direct_marketing = self.direct_marketing

        affiliate_marketing = self.affiliate_marketing

        direct_marketing_changed_at: None | str
        if isinstance(self.direct_marketing_changed_at, datetime.datetime):
            direct_marketing_changed_at = self.direct_marketing_changed_at.isoformat()
        else:
            direct_marketing_changed_at = self.direct_marketing_changed_at

        direct_marketing_changed_by: dict[str, Any] | None
        if isinstance(self.direct_marketing_changed_by, Actor):
            direct_marketing_changed_by = self.direct_marketing_changed_by.to_dict()
        else:
            direct_marketing_changed_by = self.direct_marketing_changed_by

        direct_marketing_changed_through: None | str
        direct_marketing_changed_through = self.direct_marketing_changed_through

        affiliate_marketing_changed_at: None | str
        if isinstance(self.affiliate_marketing_changed_at, datetime.datetime):
            affiliate_marketing_changed_at = self.affiliate_marketing_changed_at.isoformat()
        else:
            affiliate_marketing_changed_at = self.affiliate_marketing_changed_at

        affiliate_marketing_changed_by: dict[str, Any] | None
        if isinstance(self.affiliate_marketing_changed_by, Actor):
            affiliate_marketing_changed_by = self.affiliate_marketing_changed_by.to_dict()
        else:
            affiliate_marketing_changed_by = self.affiliate_marketing_changed_by

        affiliate_marketing_changed_through: None | str
        affiliate_marketing_changed_through = self.affiliate_marketing_changed_through

        channels = self.channels.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "direct_marketing": direct_marketing,
                "affiliate_marketing": affiliate_marketing,
                "direct_marketing_changed_at": direct_marketing_changed_at,
                "direct_marketing_changed_by": direct_marketing_changed_by,
                "direct_marketing_changed_through": direct_marketing_changed_through,
                "affiliate_marketing_changed_at": affiliate_marketing_changed_at,
                "affiliate_marketing_changed_by": affiliate_marketing_changed_by,
                "affiliate_marketing_changed_through": affiliate_marketing_changed_through,
                "channels": channels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.preferences_channels import PreferencesChannels  # noqa: PLC0415

        d = dict(src_dict)
        direct_marketing = d.pop("direct_marketing")

        affiliate_marketing = d.pop("affiliate_marketing")

        def _parse_direct_marketing_changed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                direct_marketing_changed_at_type_0 = datetime.datetime.fromisoformat(data)

                return direct_marketing_changed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        direct_marketing_changed_at = _parse_direct_marketing_changed_at(d.pop("direct_marketing_changed_at"))

        def _parse_direct_marketing_changed_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                direct_marketing_changed_by_type_0 = Actor.from_dict(data)

                return direct_marketing_changed_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        direct_marketing_changed_by = _parse_direct_marketing_changed_by(d.pop("direct_marketing_changed_by"))

        def _parse_direct_marketing_changed_through(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        direct_marketing_changed_through = _parse_direct_marketing_changed_through(d.pop("direct_marketing_changed_through"))

        def _parse_affiliate_marketing_changed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                affiliate_marketing_changed_at_type_0 = datetime.datetime.fromisoformat(data)

                return affiliate_marketing_changed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        affiliate_marketing_changed_at = _parse_affiliate_marketing_changed_at(d.pop("affiliate_marketing_changed_at"))

        def _parse_affiliate_marketing_changed_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                affiliate_marketing_changed_by_type_0 = Actor.from_dict(data)

                return affiliate_marketing_changed_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        affiliate_marketing_changed_by = _parse_affiliate_marketing_changed_by(d.pop("affiliate_marketing_changed_by"))

        def _parse_affiliate_marketing_changed_through(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        affiliate_marketing_changed_through = _parse_affiliate_marketing_changed_through(
            d.pop("affiliate_marketing_changed_through")
        )

        channels = PreferencesChannels.from_dict(d.pop("channels"))

        preferences = cls(
            direct_marketing=direct_marketing,
            affiliate_marketing=affiliate_marketing,
            direct_marketing_changed_at=direct_marketing_changed_at,
            direct_marketing_changed_by=direct_marketing_changed_by,
            direct_marketing_changed_through=direct_marketing_changed_through,
            affiliate_marketing_changed_at=affiliate_marketing_changed_at,
            affiliate_marketing_changed_by=affiliate_marketing_changed_by,
            affiliate_marketing_changed_through=affiliate_marketing_changed_through,
            channels=channels,
        )

        return preferences
