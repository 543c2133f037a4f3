from enum import StrEnum
from typing import Self


class EventName(StrEnum):
    CONTACT_CREATED = "contact.created"
    CONTACT_CHANGED = "contact.changed"
    CONSENT_CHANGED = "consent.changed"
    PREFERENCES_CHANGED = "preferences.changed"
    KYC_ASSIGNED = "kyc.assigned"
    KYC_VERIFIED = "kyc.verified"
    KYC_REFUTED = "kyc.refuted"
    KYC_CHANGED = "kyc.changed"
    KYC_EXPIRED = "kyc.expired"
    ACCOUNT_CREATED = "account.created"
    OPPORTUNITY_ADDED = "opportunity.added"
    OPPORTUNITY_CHANGED = "opportunity.changed"
    NAME_DAY_REACHED = "name_day.reached"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
