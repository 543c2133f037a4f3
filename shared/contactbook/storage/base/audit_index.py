"""Index keys that find audit entries of every kind by time (`gsi2`) and by user (`gsi3`), in one partition a month.

An index entry costs as much as a copy of the entry would. Unlike a copy it cannot differ from the entry, and no consumer has to
write it.
"""

import hashlib
from datetime import UTC, datetime

from ulid import ULID

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index, RowPage

_SMALLEST, _LARGEST = bytes(10), b"\xff" * 10


def month_of(moment: datetime) -> str:
    """Return the month in UTC, such as `202603`."""
    return f"{moment:%Y%m}"


def time_part(entry_id: str) -> str:
    """Return the part of an entry's id that follows its prefix. Entries sort by it."""
    return entry_id.rpartition("_")[2]


def first_at(moment: datetime) -> str:
    """Return the smallest time part that an entry of this moment can have."""
    return str(ULID(ULID.from_datetime(moment).bytes[:6] + _SMALLEST))


def last_at(moment: datetime) -> str:
    """Return the largest time part that an entry of this moment can have."""
    return str(ULID(ULID.from_datetime(moment).bytes[:6] + _LARGEST))


def month_before(month: str) -> str:
    """Return the month before, such as `202602` for `202603`."""
    year, number = int(month[:4]), int(month[4:])
    return f"{year - 1}12" if number == 1 else f"{year}{number - 1:02}"


def beginning_of(month: str) -> datetime:
    """Return the first moment of a month, in UTC."""
    return datetime(int(month[:4]), int(month[4:]), 1, tzinfo=UTC)


def moment_of(part: str) -> datetime:
    """Return the moment at which a time part was made, in UTC."""
    return ULID.from_str(part).datetime


def just_before(part: str) -> str:
    """Return the largest time part below this one."""
    return str(ULID((int(ULID.from_str(part)) - 1).to_bytes(16, "big")))


def places_of(keys: TenantKeys, entry_id: str, at: datetime, actor: Actor) -> tuple[Key, Key]:
    """Return an entry's index keys: among all entries of the tenant, and among those of the actor."""
    sk = time_part(entry_id)
    return Key(_of_all(keys, month_of(at)), sk), Key(_of_user(keys, actor.id, month_of(at)), sk)


def page_of_month(keys: TenantKeys, month: str, *, user_id: str | None, between: tuple[str, str], limit: int) -> RowPage:
    """Return the keys of a month's entries between two time parts, newest first. Costs one query."""
    if user_id is None:
        index, pk = Index.BY_DUE, _of_all(keys, month)
    else:
        index, pk = Index.BY_RUN, _of_user(keys, user_id, month)
    return table.query_index(index, pk, between=between, limit=limit, newest_first=True)


def page_since(keys: TenantKeys, month: str, since: datetime, *, limit: int, after: After | None) -> RowPage:
    """Return the keys of a month's entries since a moment, oldest first. Costs one query."""
    between = (first_at(max(since, beginning_of(month))), str(ULID(b"\xff" * 16)))
    return table.query_index(Index.BY_DUE, _of_all(keys, month), between=between, limit=limit, after=after)


def months_since(since: datetime, now: datetime) -> list[str]:
    """Return the months from one moment to another, oldest first."""
    months = [month_of(now)]
    while months[-1] > month_of(since):
        months.append(month_before(months[-1]))
    return months[::-1]


def _of_all(keys: TenantKeys, month: str) -> str:
    return keys.partition("AUDIT", month)


def _of_user(keys: TenantKeys, user_id: str, month: str) -> str:
    # The identity provider decides how a user id looks. Its hash fits into a key and names nobody.
    return keys.partition("AUDIT-BY", f"{hashlib.sha256(user_id.encode()).hexdigest()[:32]}-{month}")
