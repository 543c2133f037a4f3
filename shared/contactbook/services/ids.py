"""Identifiers: a noun's prefix and a time-sortable id. The only place where they are made."""

from datetime import datetime

from ulid import ULID


def new_id(prefix: str, now: datetime) -> str:
    """Such as `con_01J9Z...`: sorts by the time of its making (milliseconds), then at random."""
    return f"{prefix}_{ULID.from_datetime(now)}"
