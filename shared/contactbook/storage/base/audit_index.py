"""The place in `gsi2` that finds an audit entry of any kind, by time and by user.

Changes of contacts and looks at them are many. A month of each kind has 16 buckets, and the user chooses the bucket. So a report about
one user reads one bucket and leaves out whoever shares it, and a report about everybody merges the buckets. Entries about
anything else are few: those of a kind lie in one partition of the table by time, and in one of the index by user and time.

An index entry costs as much as a copy of the entry would. Unlike a copy it cannot differ from the entry, and no consumer has to write it.
"""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache

from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After
from contactbook.domain.base.ulids import CHANCE_LENGTH, moment_of, ulid_before, ulid_of
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Index, Row, RowPage

_BUCKETS = "0123456789abcdef"
# Keys of a bucket that a report about one user looks at in one query.
_SCANNED = 200
_MOST_OF_A_MOMENT = 1_000
_LARGEST = (1 << 8 * CHANCE_LENGTH) - 1
# No installation has an older entry. A report from the year 1 begins here, and reads no month before.
FIRST_MOMENT = datetime(2025, 1, 1, tzinfo=UTC)


def month_of(moment: datetime) -> str:
    """Return the month in UTC, such as `202603`."""
    return f"{moment.year:04}{moment.month:02}"


def time_part(entry_id: str) -> str:
    """Return the part of an entry's id that follows its prefix. Entries sort by it."""
    return entry_id.rpartition("_")[2]


def first_at(moment: datetime) -> str:
    """Return the smallest time part that an entry of this moment can have."""
    return ulid_of(max(moment, FIRST_MOMENT), 0)


def last_at(moment: datetime) -> str:
    """Return the largest time part that an entry of this moment can have."""
    return ulid_of(max(moment, FIRST_MOMENT), _LARGEST)


def month_before(month: str) -> str:
    """Return the month before, such as `202602` for `202603`."""
    year, number = int(month[:4]), int(month[4:])
    return f"{year - 1}12" if number == 1 else f"{year}{number - 1:02}"


def beginning_of(month: str) -> datetime:
    """Return the first moment of a month, in UTC."""
    return datetime(int(month[:4]), int(month[4:]), 1, tzinfo=UTC)


def place_of(keys: TenantKeys, kind: AuditKind, entry_id: str, at: datetime, actor: Actor) -> Key:
    """Return the index key of a change of a contact, or of a look."""
    bucket, mark = _bucket_of(actor.id)
    return Key(keys.audit_bucket(kind.value, month_of(at), bucket), f"{time_part(entry_id)}#{mark}")


def place_beside(keys: TenantKeys, kind: AuditKind, entry_id: str, actor: Actor) -> Key:
    """Return the index key of an entry about something that is no contact."""
    return Key(keys.audit_by_user(kind.value), f"{_mark_alone(actor.id)}#{time_part(entry_id)}")


def keys_of_user_alone(
    keys: TenantKeys, kind: AuditKind, user_id: str, *, between: tuple[str, str], limit: int
) -> tuple[list[Key], str | None]:
    """Return the keys of a user's entries about anything but contacts, newest first, and how far back was read. One query."""
    mark, (first, last) = _mark_alone(user_id), between
    bounds = (f"{mark}#{first}", f"{mark}#{last}")
    page = table.query_index(Index.BY_DUE, keys.audit_by_user(kind.value), between=bounds, limit=limit, newest_first=True)
    return [row.key for row in page.rows], _place(page.rows[-1]).rpartition("#")[2] if page.after else None


def page_of_user(
    keys: TenantKeys, kind: AuditKind, month: str, user_id: str, *, between: tuple[str, str], limit: int
) -> tuple[list[Key], str | None]:
    """Return the keys of a user's entries between two time parts of a month, newest first, and how far back was read.

    Costs one query. The page may hold fewer keys than `limit`: others share the bucket. None means that all of them were read.
    """
    bucket, mark = _bucket_of(user_id)
    page = _page(keys, kind, month, bucket, between, max(limit, _SCANNED))
    found = [row for row in page.rows if _place(row).endswith(f"#{mark}")]
    if len(found) > limit:
        return [row.key for row in found[:limit]], _time_of(found[limit - 1])
    return [row.key for row in found], _time_of(page.rows[-1]) if page.after else None


def page_of_everybody(
    keys: TenantKeys, kind: AuditKind, month: str, *, between: tuple[str, str], limit: int
) -> tuple[list[Key], str | None]:
    """Return the keys of all entries between two time parts of a month, newest first, and how far back was read.

    Costs one query for each bucket. None means that all of them were read.
    """
    pages = [_page(keys, kind, month, bucket, between, limit) for bucket in _BUCKETS]
    ordered = sorted((row for page in pages for row in page.rows), key=_place, reverse=True)
    is_all = len(ordered) <= limit and all(page.after is None for page in pages)
    return [row.key for row in ordered[:limit]], None if is_all else _time_of(ordered[limit - 1])


def page_in_order(keys: TenantKeys, month: str, *, descending: bool, beyond: str | None, limit: int) -> tuple[list[Row], bool]:
    """Return changes of a month in the order of their times, beyond a time part, and True if these are all. One query a bucket."""
    # `~` sorts after the `#` that follows a time part.
    if descending:
        between = (first_at(beginning_of(month)), ulid_before(beyond) if beyond else "~")
    else:
        between = (f"{beyond}~" if beyond else first_at(beginning_of(month)), "~")
    pages = [_page(keys, AuditKind.CHANGES, month, bucket, between, limit, newest_first=descending) for bucket in _BUCKETS]
    ordered = sorted((row for page in pages for row in page.rows), key=_place, reverse=descending)
    return ordered[:limit], len(ordered) <= limit and all(page.after is None for page in pages)


def of_moment(keys: TenantKeys, part: str) -> list[Row]:
    """Return the changes of the millisecond of a time part. One query a bucket; of very many in one bucket the first thousand."""
    at = moment_of(part)
    between = (first_at(at), last_at(at))
    pages = [_page(keys, AuditKind.CHANGES, month_of(at), bucket, between, _MOST_OF_A_MOMENT) for bucket in _BUCKETS]
    return [row for page in pages for row in page.rows]


def page_since(keys: TenantKeys, month: str, bucket: str, since: datetime, *, limit: int, after: After | None) -> RowPage:
    """Return the keys of a bucket's changes in a month since a moment, oldest first. Costs one query."""
    between = (first_at(max(since, beginning_of(month))), "~")
    pk = keys.audit_bucket(AuditKind.CHANGES.value, month, bucket)
    return table.query_index(Index.BY_DUE, pk, between=between, limit=limit, after=after)


def buckets_since(since: datetime, now: datetime) -> list[tuple[str, str]]:
    """Return the months from one moment to another, oldest first, each with all of its buckets."""
    months, first = [month_of(now)], month_of(max(since, FIRST_MOMENT))
    while months[-1] > first:
        months.append(month_before(months[-1]))
    return [(month, bucket) for month in reversed(months) for bucket in _BUCKETS]


def _page(
    keys: TenantKeys,
    kind: AuditKind,
    month: str,
    bucket: str,
    between: tuple[str, str],
    limit: int,
    *,
    newest_first: bool = True,
) -> RowPage:
    first, last = between
    # `~` sorts after the `#` that follows a time part.
    bounds = (first, f"{last}~")
    pk = keys.audit_bucket(kind.value, month, bucket)
    return table.query_index(Index.BY_DUE, pk, between=bounds, limit=limit, newest_first=newest_first)


@lru_cache(maxsize=256)
def _bucket_of(user_id: str) -> tuple[str, str]:
    """Return the user's bucket, and the short hash that marks its entries there."""
    # The identity provider decides how a user id looks. Its hash fits into a key and names nobody.
    digest = hashlib.sha256(user_id.encode()).hexdigest()
    return digest[0], digest[1:9]


def _mark_alone(user_id: str) -> str:
    return hashlib.sha256(user_id.encode()).hexdigest()[:16]


def _place(row: Row) -> str:
    return row.gsi2.sk if row.gsi2 else ""


def _time_of(row: Row) -> str:
    return _place(row).partition("#")[0]
