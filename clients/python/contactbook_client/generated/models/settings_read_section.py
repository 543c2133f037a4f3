from enum import StrEnum
from typing import Self


class SettingsReadSection(StrEnum):
    NAME_DISPLAY = "name_display"
    UNIQUENESS = "uniqueness"
    MANDATORY_FIELDS = "mandatory_fields"
    TYPES = "types"
    CATEGORIES = "categories"
    INDUSTRIES = "industries"
    PRIVACY_LEVELS = "privacy_levels"
    FORMATTING = "formatting"
    CUSTOM_FIELDS = "custom_fields"
    PREFERENCES = "preferences"
    CONSENT = "consent"
    KYC = "kyc"
    NAME_DAYS = "name_days"
    ANONYMIZATION = "anonymization"
    GROUPS = "groups"
    SENDERS = "senders"
    LOCALIZATION = "localization"
    BRANDING = "branding"
    RETENTION = "retention"
    OPPORTUNITIES = "opportunities"
    CONTACT_POLICY = "contact_policy"
    PAGE_TEXTS = "page_texts"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
