"""Where audit entries of every kind are found by time and by user: two index places a month (`gsi2`, `gsi3`).

An index entry costs what a copy of it would cost, cannot lag behind a consumer and cannot differ from the entry.
"""

import hashlib
from datetime import UTC, datetime

from ulid import ULID

from contactbook.domain.base.callers import Actor
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index, RowPage

_SMALLEST, _LARGEST = bytes(10), b"\xff" * 10


def month_of(moment: datetime) -> str:
    """Such as `202603`, in UTC."""
    return f"{moment:%Y%m}"


def time_part(entry_id: str) -> str:
    """What an entry's id is sorted by: the part behind its prefix."""
    return entry_id.rpartition("_")[2]


def first_at(moment: datetime) -> str:
    """The smallest time part that an entry of this moment can have."""
    return str(ULID(ULID.from_datetime(moment).bytes[:6] + _SMALLEST))


def last_at(moment: datetime) -> str:
    """The largest time part that an entry of this moment can have."""
    return str(ULID(ULID.from_datetime(moment).bytes[:6] + _LARGEST))


def month_before(month: str) -> str:
    """The month before, such as `202602` before `202603`."""
    year, number = int(month[:4]), int(month[4:])
    return f"{year - 1}12" if number == 1 else f"{year}{number - 1:02}"


def beginning_of(month: str) -> datetime:
    """The first moment of a month, in UTC."""
    return datetime(int(month[:4]), int(month[4:]), 1, tzinfo=UTC)


def moment_of(part: str) -> datetime:
    """The moment that a time part was made at, in UTC."""
    return ULID.from_str(part).datetime


def just_before(part: str) -> str:
    """The largest time part below this one."""
    return str(ULID((int(ULID.from_str(part)) - 1).to_bytes(16, "big")))


def places_of(keys: TenantKeys, entry_id: str, at: datetime, actor: Actor) -> tuple[Key, Key]:
    """An entry's places: among all of the tenant's, and among those of who acted."""
    sk = time_part(entry_id)
    return Key(_of_all(keys, month_of(at)), sk), Key(_of_user(keys, actor.id, month_of(at)), sk)


def page_of_month(keys: TenantKeys, month: str, *, user_id: str | None, between: tuple[str, str], limit: int) -> RowPage:
    """Keys of a month's entries between two time parts, newest first: one query."""
    if user_id is None:
        index, pk = Index.BY_DUE, _of_all(keys, month)
    else:
        index, pk = Index.BY_RUN, _of_user(keys, user_id, month)
    return table.query_index(index, pk, between=between, limit=limit, newest_first=True)


def _of_all(keys: TenantKeys, month: str) -> str:
    return keys.partition("AUDIT", month)


def _of_user(keys: TenantKeys, user_id: str, month: str) -> str:
    # A user id is whatever the identity provider makes of it: hashed, it fits into a key and gives nobody away.
    return keys.partition("AUDIT-BY", f"{hashlib.sha256(user_id.encode()).hexdigest()[:32]}-{month}")
