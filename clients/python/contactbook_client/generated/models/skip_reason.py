from enum import StrEnum
from typing import Self


class SkipReason(StrEnum):
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

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
