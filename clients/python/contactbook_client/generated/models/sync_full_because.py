from enum import StrEnum
from typing import Self


class SyncFullBecause(StrEnum):
    ASKED = "asked"
    FIRST_RUN = "first_run"
    SETTINGS_CHANGED = "settings_changed"
    ACCOUNTS_CHANGED = "accounts_changed"
    KEYS_ROTATED = "keys_rotated"
    OWED = "owed"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take a value that a later version of the API added as it is."""
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member
