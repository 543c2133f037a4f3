"""Who read contacts: beside the contact if a request read one, in a partition a month if it read many.

What an export showed lies in buckets by contact, so that finding who exported a contact reads one bucket of each export.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.audit.entries import AuditKind
from contactbook.domain.audit.looks import Look
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.storage.base import table
from contactbook.storage.base.audit_index import month_of, place_of, time_part
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, Check, Present, Put, Row

# Begins the id of a look.
PREFIX = "acs"
KIND, PAGE_KIND, EXPORT_KIND = "look", "look_page", "look_export"
_NOUN, _PAGES = "ACCESS", "AUDIT-PAGES"
# Looks, newest first, and the time part down to which they were read; None if nothing older is left.
Read = tuple[list[Look], str | None]


class LookRepository:
    """The looks at one tenant's contacts. Nothing here can change or delete a look; it expires as the settings say."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def add(self, look: Look, *, keep_until: datetime | None) -> None:
        """Save a look. One write, however many contacts it showed."""
        table.put(Put(self._row(look, keep_until), Absent()))

    def add_refused(self, look: Look, *, keep_until: datetime | None) -> None:
        """Save a refused access if the contact exists. The call is the same either way, so its duration reveals nothing."""
        exists = Check(self._keys.profile(look.contact_ids[0]), Present(), lambda _: ConcurrentUpdate("There is no contact."))
        try:
            table.transact([exists, Put(self._row(look, keep_until), Absent())])
        except ConcurrentUpdate:
            return

    def in_buckets(self, contact_ids: Sequence[str]) -> list[list[str]]:
        """Return the contacts of a piece of an export, those of each bucket together."""
        buckets: dict[int, list[str]] = {}
        for contact_id in contact_ids:
            buckets.setdefault(self._keys.export_bucket(contact_id), []).append(contact_id)
        return [buckets[number] for number in sorted(buckets)]

    def export_writes(self, whole: Look, parts: Sequence[Look], *, keep_until: datetime) -> list[Put]:
        """Return the writes that record a piece of an export.

        `whole` names no contact and is found by its user. Each of the `parts` names the contacts of one bucket.
        """
        expires_at = int(keep_until.timestamp())
        rows = [self._row(whole, keep_until)]
        for part in parts:
            key = Key(self._keys.export_looks(part.contact_ids[0]), part.entry_id)
            rows.append(Row(key, EXPORT_KIND, part.model_dump_json(exclude_defaults=True), expires_at=expires_at))
        return [Put(row, Absent()) for row in rows]

    def page(self, contact_id: str, *, between: tuple[str, str], limit: int) -> Read:
        """Return looks at this contact alone between two time parts. One query."""
        first = self._keys.beside_profile(contact_id, _NOUN, "")
        return _page(first.pk, first.sk, between, limit)

    def pages_of_month(self, month: str, *, between: tuple[str, str], limit: int) -> Read:
        """Return looks at many contacts in a month (`yyyymm`) between two time parts. One query."""
        return _page(self._keys.partition(_PAGES, month), "", between, limit)

    def exports_of(self, contact_id: str, *, between: tuple[str, str], limit: int) -> Read:
        """Return the looks that exports made at the contacts of this contact's bucket. One query."""
        return _page(self._keys.export_looks(contact_id), "", between, limit)

    def _row(self, look: Look, keep_until: datetime | None) -> Row:
        is_single = len(look.contact_ids) == 1
        return Row(
            self._key(look, is_single=is_single),
            KIND if is_single else PAGE_KIND,
            look.model_dump_json(exclude_defaults=True),
            gsi2=place_of(self._keys, AuditKind.LOOKS, look.entry_id, look.at, look.actor),
            expires_at=int(keep_until.timestamp()) if keep_until else None,
        )

    def _key(self, look: Look, *, is_single: bool) -> Key:
        if is_single:
            return self._keys.beside_profile(look.contact_ids[0], _NOUN, look.entry_id)
        return self._keys.item(_PAGES, month_of(look.at), look.entry_id)


def look_of_row(row: Row) -> Look:
    """Return the look that a row stores."""
    return Look.model_validate_json(row.document)


def _page(pk: str, prefix: str, between: tuple[str, str], limit: int) -> Read:
    first, last = between
    bounds = (f"{prefix}{PREFIX}_{first}", f"{prefix}{PREFIX}_{last}")
    page = table.query(pk, between=bounds, limit=limit, newest_first=True)
    return [look_of_row(row) for row in page.rows], time_part(page.rows[-1].child_id) if page.after else None
