"""Settings about when marketing may reach a contact, and how often (S7.9)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from contactbook.domain.base.values import Part, whole_part
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings.sending import TimeOfDay

# The most that is remembered of a contact, so that its counter stays one write unit.
MOST_MESSAGES, MOST_DAYS = 50, 366


class QuietHours(Part):
    """When no marketing leaves over these channels: from one time on the recipient's clock until the next, also over midnight."""

    from_: Annotated[TimeOfDay, Field(alias="from")]
    to: TimeOfDay
    channels: Annotated[tuple[Channel, ...], Field(min_length=1, max_length=len(Channel))] = (Channel.SMS, Channel.EMAIL)

    @model_validator(mode="after")
    @whole_part
    def _leaves_some_time(self) -> Self:
        if self.from_ == self.to:
            raise ValueError("`from` and `to` are the same time. For no quiet hours, set `quiet_hours` to null.")
        return self

    @model_validator(mode="after")
    @whole_part
    def _each_channel_once(self) -> Self:
        if len(self.channels) != len(set(self.channels)):
            raise ValueError("A channel is listed twice. List each once.")
        return self


class MarketingCap(Part):
    """The most marketing messages that a contact gets in any period of so many days (of 24 hours), over all channels."""

    most: Annotated[int, Field(ge=1, le=MOST_MESSAGES, strict=True)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS, strict=True)]


class ContactPolicy(Part):
    """The tenant's quiet hours and its cap on marketing; null for none. Financial messages and customer care are exempt."""

    quiet_hours: QuietHours | None = None
    marketing_cap: MarketingCap | None = None
