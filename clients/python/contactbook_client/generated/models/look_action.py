from enum import StrEnum
from typing import Self


class LookAction(StrEnum):
    CONTACT_READ = "contact.read"
    CONTACT_LISTED = "contact.listed"
    CONTACT_EXPORTED = "contact.exported"
    CONTACT_ACCESS_REFUSED = "contact.access_refused"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
