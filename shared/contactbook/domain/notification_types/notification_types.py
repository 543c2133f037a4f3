"""Notification types: the purpose of a notification and the preferences that apply to it (S2.51-S2.54, S3.21)."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, StringConstraints

from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Record, Value


class Purpose(StrEnum):
    """What a notification is for. Financial ones are always sent; marketing follows the contact's permissions (S3.11, S3.21)."""

    FINANCIAL = "financial"
    CUSTOMER_CARE = "customer_care"
    DIRECT_MARKETING = "direct_marketing"
    AFFILIATE_MARKETING = "affiliate_marketing"


_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
MARKETING = frozenset({Purpose.DIRECT_MARKETING, Purpose.AFFILIATE_MARKETING})

TypeName = Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class NotificationTypeFields(Value):
    """What a caller may set of a notification type.

    A switch that is left out is on if it belongs to the purpose, else off: ignoring a contact's wish must be asked for
    explicitly (S2.51, S2.52).
    """

    name: TypeName
    purpose: Purpose
    apply_direct_marketing_preference: Flag | None = None
    apply_affiliate_marketing_preference: Flag | None = None


class NotificationTypeDraft(NotificationTypeFields, Draft):
    """What a caller sends to create a notification type."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Direct marketing",
                    "purpose": "direct_marketing",
                    "apply_direct_marketing_preference": True,
                    "apply_affiliate_marketing_preference": False,
                }
            ]
        },
    )


class NotificationType(Record):
    """A stored notification type; both switches have a value."""

    notification_type_id: str
    name: str
    purpose: Purpose
    apply_direct_marketing_preference: Flag
    apply_affiliate_marketing_preference: Flag
    created_at: Moment
    updated_at: Moment

    @property
    def is_marketing(self) -> bool:
        """True if it is marketing, direct or affiliate."""
        return self.purpose in MARKETING

    @property
    def ignores_preferences(self) -> bool:
        """True if it is marketing that is sent whatever the contact's own permission says (S2.52)."""
        if self.purpose is Purpose.DIRECT_MARKETING:
            return not self.apply_direct_marketing_preference
        return self.purpose is Purpose.AFFILIATE_MARKETING and not self.apply_affiliate_marketing_preference

    @property
    def followed_flags(self) -> frozenset[Purpose]:
        """The flags of a contact that must all be on, by the marketing that they permit."""
        switches = {
            Purpose.DIRECT_MARKETING: self.apply_direct_marketing_preference,
            Purpose.AFFILIATE_MARKETING: self.apply_affiliate_marketing_preference,
        }
        # Marketing follows its own flag only.
        return frozenset(flag for flag, is_on in switches.items() if is_on and (flag is self.purpose or not self.is_marketing))


OWN_EXPORT_TYPE_ID = "nty_own_export"
OWN_LINK_TYPE_ID = "nty_own_link"
_OWN_TYPES = {
    # The mail that brings a person its own export (S2.126).
    OWN_EXPORT_TYPE_ID: ("Own export", Purpose.CUSTOMER_CARE),
    # The message that brings a person the new link that it asked for (S5.12), also one that wants no offers. As a bill it passes over
    # preferences and complaints, and never over an address that cannot be used.
    OWN_LINK_TYPE_ID: ("Own link", Purpose.FINANCIAL),
}


def own_purposes() -> dict[str, Purpose]:
    """Return the purposes of the messages of our own, by the ids of their types."""
    return {type_id: purpose for type_id, (_, purpose) in _OWN_TYPES.items()}


def own_type(notification_type_id: str) -> NotificationType | None:
    """Return the type of a message of our own, or None if the id is a tenant's: no tenant stores these, and no request may name them."""
    if notification_type_id not in _OWN_TYPES:
        return None
    name, purpose = _OWN_TYPES[notification_type_id]
    return NotificationType(
        notification_type_id=notification_type_id,
        name=name,
        purpose=purpose,
        apply_direct_marketing_preference=False,
        apply_affiliate_marketing_preference=False,
        created_at=_BEFORE_ALL,
        updated_at=_BEFORE_ALL,
    )


def settled_switches(fields: NotificationTypeFields) -> tuple[bool, bool]:
    """Return both Apply switches (direct, affiliate) with their defaults.

    Raises ValidationFailed for a financial type with either on: nobody can opt out of a bill (S2.46).
    """
    direct = fields.apply_direct_marketing_preference
    affiliate = fields.apply_affiliate_marketing_preference
    if fields.purpose is Purpose.FINANCIAL and (direct or affiliate):
        names = {"apply_direct_marketing_preference": direct, "apply_affiliate_marketing_preference": affiliate}
        message = "A financial notification type cannot apply a marketing preference. Set it to false or leave it out."
        errors = [FieldError(f"/{name}", "financial_applies_no_preference", message) for name, is_on in names.items() if is_on]
        raise ValidationFailed(message, errors=errors)
    return (
        fields.purpose is Purpose.DIRECT_MARKETING if direct is None else direct,
        fields.purpose is Purpose.AFFILIATE_MARKETING if affiliate is None else affiliate,
    )
