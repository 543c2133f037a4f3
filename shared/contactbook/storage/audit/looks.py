"""Who read contacts: beside the contact if a request read one, in a partition a month if it read many."""

from datetime import datetime

from contactbook.domain.audit.looks import Look
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.storage.base import table
from contactbook.storage.base.audit_index import month_of, place_of
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, Check, Present, Put, Row

# Begins the id of a look.
PREFIX = "acs"
KIND, PAGE_KIND = "look", "look_page"
_NOUN, _PAGES = "ACCESS", "AUDIT-PAGES"


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

    def page(self, contact_id: str, *, upto: str, limit: int) -> list[Look]:
        """Return looks at this contact alone up to a time part, newest first. One query."""
        first = self._keys.beside_profile(contact_id, _NOUN, "")
        page = table.query(first.pk, between=(first.sk, f"{first.sk}{PREFIX}_{upto}"), limit=limit, newest_first=True)
        return [look_of_row(row) for row in page.rows]

    def pages_of_month(self, month: str, *, upto: str, limit: int) -> tuple[list[Look], bool]:
        """Return looks at many contacts in a month (`yyyymm`) up to a time part, newest first. True if there are more. One query."""
        pk = self._keys.partition(_PAGES, month)
        page = table.query(pk, between=(f"{PREFIX}_", f"{PREFIX}_{upto}"), limit=limit, newest_first=True)
        return [look_of_row(row) for row in page.rows], page.after is not None

    def _row(self, look: Look, keep_until: datetime | None) -> Row:
        is_single = len(look.contact_ids) == 1
        return Row(
            self._key(look, is_single=is_single),
            KIND if is_single else PAGE_KIND,
            look.model_dump_json(exclude_defaults=True),
            gsi2=place_of(self._keys, look.entry_id, look.at, look.actor),
            expires_at=int(keep_until.timestamp()) if keep_until else None,
        )

    def _key(self, look: Look, *, is_single: bool) -> Key:
        if is_single:
            return self._keys.beside_profile(look.contact_ids[0], _NOUN, look.entry_id)
        return self._keys.item(_PAGES, month_of(look.at), look.entry_id)


def look_of_row(row: Row) -> Look:
    """Return the look that a row stores."""
    return Look.model_validate_json(row.document)
