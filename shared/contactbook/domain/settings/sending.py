"""Settings about messages: senders, time zone, region and language, name days (S2.55, S2.58)."""

from enum import StrEnum
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from contactbook.domain.base.values import Country, Language, Line, Part, whole_part


def zone_of(name: str) -> ZoneInfo | None:
    """Return the time zone of this IANA name, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _known_zone(name: str) -> str:
    if zone_of(name) is None:
        raise ValueError("The time zone must be an IANA name, such as Europe/Nicosia.")
    return name


# The form of an IANA name, known or not.
ZoneName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+){0,2}$", max_length=64)]
TimeZone = Annotated[ZoneName, AfterValidator(_known_zone)]
# A time on a clock, in 24 hours.
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
# A number, or up to 11 letters and digits.
SenderId = Annotated[str, StringConstraints(pattern=r"^(\+?[0-9]{3,15}|[A-Za-z0-9 \-]{1,11})$")]
MailAddress = Annotated[Line, StringConstraints(pattern=r"^[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\".]+$", max_length=254)]


class EmailSender(Part):
    """The sender of emails. Without `from_address` no email is sent; its domain must be verified (S8.2).

    Without `from_name` emails come from the tenant's name.
    """

    from_name: Annotated[Line, StringConstraints(max_length=100)] | None = None
    from_address: MailAddress | None = None
    reply_to: MailAddress | None = None


class SmsSender(Part):
    """The sender of text messages: a number, or up to 11 letters and digits, that the operator gave to the tenant (S8.2)."""

    sender_id: SenderId | None = None


class Senders(Part):
    """The senders of the tenant's messages, one a channel.

    So many soft bounces in a row as `soft_bounce_limit` make an address unusable (S5.10).
    """

    email: EmailSender = EmailSender()
    sms: SmsSender = SmsSender()
    soft_bounce_limit: Annotated[int, Field(ge=1, le=20, strict=True)] = 5


class Localization(Part):
    """The tenant's time zone (its days end there), default region of phone numbers and default language."""

    time_zone: TimeZone = "UTC"
    default_region: Country = "CY"
    default_language: Language = "en"


class NameDayMode(StrEnum):
    """Whether a run overwrites name days that are already set (S2.58, S2.59)."""

    ALL = "all"
    WITHOUT = "without"


class NameDayFrequency(StrEnum):
    """How often the rules run by themselves (S2.56). They can also be run at any time."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


def _is_left_out(value: int | None) -> bool:
    return value is None


class NameDayRule(Part):
    """Name variations, separated by commas, and their day: one of the year, or one that moves with Orthodox Easter (S2.55).

    `if_before_easter` moves a day that does not come after Easter Sunday to so many days after it, as St George's. `easter_offset` is
    a day that is always so many days after Easter Sunday, or before it if it is negative.
    """

    names: Annotated[Line, StringConstraints(min_length=1, max_length=2000)]
    month: Annotated[int | None, Field(ge=1, le=12, strict=True, exclude_if=_is_left_out)] = None
    day: Annotated[int | None, Field(ge=1, le=31, strict=True, exclude_if=_is_left_out)] = None
    if_before_easter: Annotated[int | None, Field(ge=1, le=60, strict=True, exclude_if=_is_left_out)] = None
    easter_offset: Annotated[int | None, Field(ge=-70, le=70, strict=True, exclude_if=_is_left_out)] = None

    @property
    def moves(self) -> bool:
        """True if its day is another one in another year."""
        return self.if_before_easter is not None or self.easter_offset is not None

    @model_validator(mode="after")
    @whole_part
    def _is_a_day(self) -> Self:
        if self.easter_offset is not None:
            if (self.month, self.day, self.if_before_easter) != (None, None, None):
                raise ValueError("A rule with `easter_offset` has no `month`, `day` and `if_before_easter`.")
            return self
        if self.month is None or self.day is None:
            raise ValueError("A rule needs a `month` and a `day`, or an `easter_offset`.")
        if self.day > (29 if self.month == 2 else 30 if self.month in (4, 6, 9, 11) else 31):
            raise ValueError("`day` must be a day of `month`.")
        return self


class NameDays(Part):
    """The tenant's name-day rules. The first rule that matches applies (S2.63)."""

    rules: Annotated[tuple[NameDayRule, ...], Field(max_length=2000)] = ()
    apply_to: NameDayMode = NameDayMode.WITHOUT
    frequency: NameDayFrequency = NameDayFrequency.DAILY
