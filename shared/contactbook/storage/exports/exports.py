"""Exports. They are kept as long as their files."""

from datetime import timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.exports.records import Export
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

_NOUN = "EXPORT"
# The bucket keeps the files for this long.
KEPT = timedelta(days=7)


class ExportRepository:
    """The exports of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, export_id: str) -> Export | None:
        """Return the export, or None."""
        row = table.get(self._keys.configured(_NOUN, export_id))
        return Export.model_validate_json(row.document) if row else None

    def get(self, export_id: str) -> Export:
        """Return the export. Raises NotFound."""
        found = self.find(export_id)
        if found is None:
            raise NotFound("There is no such export.")
        return found

    def page(self, *, limit: int, after: After | None) -> tuple[list[Export], After | None]:
        """Return exports, newest first, with one query."""
        prefix = self._keys.configured(_NOUN, "")
        page = table.query(prefix.pk, prefix.sk, limit=limit, after=after, newest_first=True)
        return [Export.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, export: Export) -> Put:
        """Return the write that adds the export."""
        return Put(self._row(export), Absent())

    def save_of(self, export: Export, *, replacing: int) -> Put:
        """Return the write that replaces the export at version `replacing`."""
        return Put(self._row(export), AtVersion(replacing), lambda _: ConcurrentUpdate("The export changed meanwhile."))

    def _row(self, export: Export) -> Row:
        expires_at = int((export.created_at + KEPT).timestamp())
        document = export.model_dump_json(exclude_none=True)
        return Row(self._keys.configured(_NOUN, export.export_id), "export", document, export.version, expires_at=expires_at)
