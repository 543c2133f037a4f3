"""The reasons for not contacting somebody (decision 2)."""

from enum import StrEnum


class SkipReason(StrEnum):
    """Why a contact is not contacted. Every refusal has exactly one reason."""

    ANONYMIZED = "anonymized"
    NOT_FUNCTIONAL = "not_functional"
    DIRECT_MARKETING_OPTED_OUT = "direct_marketing_opted_out"
    AFFILIATE_MARKETING_OPTED_OUT = "affiliate_marketing_opted_out"
    CONSENT_REQUIRED = "consent_required"
    SUPPRESSED = "suppressed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    NO_ADDRESS = "no_address"
    NO_ACCOUNT = "no_account"
    MERGED = "merged"
    DELETED = "deleted"
    CHANNEL_OPTED_OUT = "channel_opted_out"
    TOPIC_LEFT = "topic_left"
    REFUSED_BY_ADDRESS = "refused_by_address"
    UNSENDABLE_ADDRESS = "unsendable_address"
    CAPPED = "capped"
