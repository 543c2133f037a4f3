from enum import StrEnum
from typing import Self


class ElectionCriterion(StrEnum):
    CAN_BE_TAGGED = "can_be_tagged"
    HIGHEST_STAGE = "highest_stage"
    MOST_CONVERSIONS = "most_conversions"
    FIRST_CONVERSION = "first_conversion"
    CREATED_FIRST = "created_first"
    LOWEST_ACCOUNT_ID = "lowest_account_id"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
