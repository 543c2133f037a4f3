from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.channel import Channel


@dataclass(kw_only=True, slots=True)
class QuietHours:
    """When no marketing leaves over these channels: from one time on the recipient's clock until the next, also over
    midnight.

    """

    from_: str
    """ The beginning on the recipient's clock, `HH:MM`. """
    to: str
    """ The end on the recipient's clock, `HH:MM`. """
    channels: list[Channel]
    """ The channels that are quiet. """

    def to_dict(self) -> dict[str, Any]:
        from_ = self.from_

        to = self.to

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.value
            channels.append(channels_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from": from_,
                "to": to,
                "channels": channels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        from_ = d.pop("from")

        to = d.pop("to")

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = Channel(channels_item_data)

            channels.append(channels_item)

        quiet_hours = cls(
            from_=from_,
            to=to,
            channels=channels,
        )

        return quiet_hours
