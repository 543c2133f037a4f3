from enum import StrEnum
from typing import Self


class ContactOrder(StrEnum):
    LAST_NAME = "last_name"
    VALUE_1 = "-last_name"
    CREATED_AT = "created_at"
    VALUE_3 = "-created_at"
    UPDATED_AT = "updated_at"
    VALUE_5 = "-updated_at"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
