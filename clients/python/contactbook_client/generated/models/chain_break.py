from enum import StrEnum
from typing import Self


class ChainBreak(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    UNCHAINED = "unchained"
    VALUES_CHANGED = "values_changed"
    VALUES_MISSING = "values_missing"
    BEYOND_THE_END = "beyond_the_end"
    CUT_OFF = "cut_off"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
