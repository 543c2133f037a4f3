"""Contacts in the order of their changes, or of their creation. The audit's index of changes holds both, so nothing is written for it.

A contact is created in the millisecond in which its id is made. So the keys of an entry tell whether it is the creation.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.base.ulids import moment_of
from contactbook.storage.base import audit_index
from contactbook.storage.base.keys import Key, TenantKeys, last_part
from contactbook.storage.base.rows import Row
from contactbook.storage.search.candidates import Candidates, SearchCandidate

# Letters of a time part that tell the millisecond.
_TIME = 10
_LOOKED_AT = 100


class ChangeTimes:
    """The times at which one tenant's contacts were created and changed."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def since(self, bucket: tuple[str, str], since: datetime, *, created: bool, limit: int, after: After | None) -> Candidates:
        """Return contacts changed, or `created`, since a time, of one month and bucket, oldest first: one for each change. One query."""
        # Most changes are no creations, which their keys tell.
        looked_at = max(limit, _LOOKED_AT) if created else limit
        page = audit_index.page_since(self._keys, *bucket, since, limit=looked_at, after=after)
        return self._candidates(page.rows, created=created), page.after

    def buckets_since(self, since: datetime, now: datetime) -> list[tuple[str, str]]:
        """Return the months and buckets that `since` reads, the oldest month first."""
        return audit_index.buckets_since(since, now)

    def in_order(self, months: Sequence[str], *, created: bool, descending: bool, limit: int, after: After | None) -> Candidates:
        """Return contacts in the order of their changes, one for each change, or of their creation.

        `months` stand in the order in which they are read; a page reads one, with one query a bucket. A page may hold fewer than
        `limit`, even none, before the end.
        """
        month, beyond = (after["month"], after.get("part")) if after else (months[0], None)
        looked_at = max(limit, _LOOKED_AT) if created else limit
        rows, is_all = audit_index.page_in_order(self._keys, month, descending=descending, beyond=beyond, limit=looked_at)
        found = self._candidates(rows, created=created)
        if beyond and rows and _millisecond(_part(rows[0])) == _millisecond(beyond):
            shown = self._shown(beyond, created=created, descending=descending)
            found = [one for one in found if one.contact_id not in shown]
        placed = [_placed(one, month) for one in found]
        if len(placed) > limit:
            return placed[:limit], placed[limit - 1].after
        if not is_all:
            return placed, {"month": month, "part": _part(rows[-1])}
        following = months.index(month) + 1
        return placed, {"month": months[following]} if following < len(months) else None

    def _shown(self, part: str, *, created: bool, descending: bool) -> set[str]:
        """Return the contacts of the same millisecond that the pages up to this time part have: a contact may have changed twice in it."""
        rows = audit_index.of_moment(self._keys, part)
        before = [row for row in rows if (_part(row) >= part if descending else _part(row) <= part)]
        return {one.contact_id for one in self._candidates(before, created=created)}

    def _candidates(self, rows: Sequence[Row], *, created: bool) -> list[SearchCandidate]:
        contacts = self._keys.contact_partition("")
        found = [row for row in rows if row.gsi2 and row.key.sk.startswith("HISTORY#") and row.key.pk.startswith(contacts)]
        return [_candidate(row, row.gsi2, created=created) for row in found if row.gsi2 and (not created or _is_creation(row))]


def months_of(first: datetime, now: datetime, *, descending: bool) -> list[str]:
    """Return the months from one moment to another, in the order in which they are read."""
    months = list(dict.fromkeys(month for month, _ in audit_index.buckets_since(first, now)))
    return months[::-1] if descending else months


def _candidate(row: Row, index: Key, *, created: bool) -> SearchCandidate:
    after = {"pk": row.key.pk, "sk": row.key.sk, "gsi2pk": index.pk, "gsi2sk": index.sk}
    return SearchCandidate(row.contact_id, after, changed_at=moment_of(_part(row)), is_creation=created)


def _placed(one: SearchCandidate, month: str) -> SearchCandidate:
    after = {"month": month, "part": one.after["gsi2sk"].partition("#")[0]}
    return replace(one, after=after)


def _part(row: Row) -> str:
    return row.gsi2.sk.partition("#")[0] if row.gsi2 else ""


def _millisecond(part: str) -> str:
    return part[:_TIME]


def _is_creation(row: Row) -> bool:
    return _millisecond(audit_index.time_part(last_part(row.key.pk))) == _millisecond(_part(row))
