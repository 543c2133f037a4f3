"""What an export of a person reads, and where its files are until they expire."""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Check, NotErased, Put, Row

# As long as the bucket keeps files under `exports/`.
KEPT = timedelta(days=7)
_NOUN = "EXPORT"


def _anonymized() -> RuleBroken:
    return RuleBroken("The contact is anonymized; there is nothing to export.", code="anonymized")


class PersonExportRepository:
    """The exports of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def rows_of(self, contact_id: str) -> tuple[Row, ...]:
        """Whatever lies in the contact's partition."""
        return table.query(self._keys.contact_partition(contact_id)).rows

    def add(self, contact_id: str, export_id: str, file_key: str, *, now: datetime) -> None:
        """Keep where a file will be, so that it is erased with the contact. Raises RuleBroken `anonymized`."""
        key = self._keys.beside_profile(contact_id, _NOUN, export_id)
        row = Row(key, "person_export", file_key, expires_at=int((now + KEPT).timestamp()))
        table.transact([Check(self._keys.profile(contact_id), NotErased(), lambda _: _anonymized()), Put(row, Absent())])

    def is_kept(self, contact_id: str, export_id: str) -> bool:
        """Whether the file is still wanted: an erasure that came meanwhile took this away."""
        return table.get(self._keys.beside_profile(contact_id, _NOUN, export_id)) is not None

    def newest_file(self, contact_id: str, *, now: datetime) -> str:
        """Where the newest file is. Raises NotFound where there is none (any more)."""
        pk = self._keys.contact_partition(contact_id)
        rows = table.query(pk, f"{_NOUN}#", limit=1, newest_first=True).rows
        if not rows or (rows[0].expires_at or 0) <= now.timestamp():
            raise NotFound("There is no such file.")
        return rows[0].document
