from enum import StrEnum
from typing import Self


class CommunicationOrder(StrEnum):
    CREATED_AT = "created_at"
    VALUE_1 = "-created_at"
    SCHEDULED_FOR = "scheduled_for"
    VALUE_3 = "-scheduled_for"
    SENT_AT = "sent_at"
    VALUE_5 = "-sent_at"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
