from enum import StrEnum
from typing import Self


class PermissionThrough(StrEnum):
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    ONE_CLICK = "one_click"
    PREFERENCE_CENTRE = "preference_centre"
    ANONYMIZATION = "anonymization"
    CONSENT_PAGE = "consent_page"
    PORTAL = "portal"
    SMS_STOP = "sms_stop"
    SMS_START = "sms_start"
    USER = "user"
    IMPORT = "import"
    MERGE = "merge"
    SYNC = "sync"
    DEFAULT = "default"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
