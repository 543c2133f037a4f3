"""What a notification is: its channel, its purpose, where it came from, and why a contact was left out (S2.51-S2.54, S3.20, S3.21)."""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, StringConstraints

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Record, Value


class Channel(StrEnum):
    """How a communication reaches the contact (S0.20)."""

    EMAIL = "email"
    SMS = "sms"
    PRINT = "print"


class Purpose(StrEnum):
    """What a notification is for. Financial ones always go; marketing follows the contact's permissions (S3.11, S3.21)."""

    FINANCIAL = "financial"
    CUSTOMER_CARE = "customer_care"
    DIRECT_MARKETING = "direct_marketing"
    AFFILIATE_MARKETING = "affiliate_marketing"


MARKETING = frozenset({Purpose.DIRECT_MARKETING, Purpose.AFFILIATE_MARKETING})


class Origin(StrEnum):
    """Where a communication came from; it decides the level that is tried first (S0.6-S0.11)."""

    CONTACT_REPORT = "contact_report"
    ACCOUNT_REPORT = "account_report"
    PROFILE = "profile"
    ACCOUNT_PROFILE = "account_profile"
    SCHEDULE = "schedule"
    EVENT = "event"


# S0.6 and S0.7 are the two others.
ACCOUNT_LEVEL_ORIGINS = frozenset({Origin.ACCOUNT_REPORT, Origin.ACCOUNT_PROFILE, Origin.SCHEDULE, Origin.EVENT})


class Service(Value):
    """The Service section of a communication: the account, or the product or product group, that it is about (S0.23).

    A communication without one uses the contact's own information (S0.24); with one, account information is tried first (S0.25).
    """

    account_id: str | None = None
    # A product or a product group.
    service: str | None = None


def service_of(origin: Origin, account: Account | None) -> Service | None:
    """The Service that an origin gives a communication; None where the contact's own information is used (S0.6-S0.11, S0.26).

    What an event or a schedule says about a contact without naming an account has no Service either.
    """
    if account is None or origin not in ACCOUNT_LEVEL_ORIGINS:
        return None
    return Service(account_id=account.account_id, service=account.service or account.service_group)


def origin_with(origin: Origin, service: Service | None) -> Origin:
    """Origin and Service never disagree: a Service of its own makes a contact-level one account-level, clearing it undoes that."""
    if service is None and origin in ACCOUNT_LEVEL_ORIGINS:
        return {Origin.ACCOUNT_REPORT: Origin.CONTACT_REPORT, Origin.ACCOUNT_PROFILE: Origin.PROFILE}.get(origin, origin)
    if service is not None and origin not in ACCOUNT_LEVEL_ORIGINS:
        return Origin.ACCOUNT_REPORT if origin is Origin.CONTACT_REPORT else Origin.ACCOUNT_PROFILE
    return origin


class SkipReason(StrEnum):
    """Why a contact is not contacted. Every stop has exactly one (decision 2)."""

    ANONYMIZED = "anonymized"
    NOT_FUNCTIONAL = "not_functional"
    DIRECT_MARKETING_OPTED_OUT = "direct_marketing_opted_out"
    AFFILIATE_MARKETING_OPTED_OUT = "affiliate_marketing_opted_out"
    CONSENT_REQUIRED = "consent_required"
    SUPPRESSED = "suppressed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    NO_ADDRESS = "no_address"
    MERGED = "merged"
    DELETED = "deleted"


TypeName = Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class NotificationTypeFields(Value):
    """What a caller may set of a notification type.

    A switch that is left out is on where it is the one that the purpose is about, else off: to pass over what a contact asked
    for must be said, not forgotten (S2.51, S2.52).
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
    """A stored notification type; both switches are settled."""

    notification_type_id: str
    name: str
    purpose: Purpose
    apply_direct_marketing_preference: Flag
    apply_affiliate_marketing_preference: Flag
    created_at: Moment
    updated_at: Moment

    @property
    def is_marketing(self) -> bool:
        """Whether it is marketing, direct or affiliate."""
        return self.purpose in MARKETING

    @property
    def passes_over_preferences(self) -> bool:
        """Whether it is marketing that is sent whatever the contact's own permission says (S2.52)."""
        if self.purpose is Purpose.DIRECT_MARKETING:
            return not self.apply_direct_marketing_preference
        return self.purpose is Purpose.AFFILIATE_MARKETING and not self.apply_affiliate_marketing_preference


def settled_switches(fields: NotificationTypeFields) -> tuple[bool, bool]:
    """Both Apply switches (direct, affiliate) with their defaults.

    Raises ValidationFailed for a financial type with either on: nobody can opt out of a bill (S2.46).
    """
    direct = fields.apply_direct_marketing_preference
    affiliate = fields.apply_affiliate_marketing_preference
    if fields.purpose is Purpose.FINANCIAL and (direct or affiliate):
        names = {"apply_direct_marketing_preference": direct, "apply_affiliate_marketing_preference": affiliate}
        message = "A financial notification cannot be opted out of, so it applies no preference."
        errors = [FieldError(f"/{name}", "financial_applies_no_preference", message) for name, is_on in names.items() if is_on]
        raise ValidationFailed(message, errors=errors)
    return (
        fields.purpose is Purpose.DIRECT_MARKETING if direct is None else direct,
        fields.purpose is Purpose.AFFILIATE_MARKETING if affiliate is None else affiliate,
    )
