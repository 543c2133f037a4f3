"""A tenant's settings. One query reads all sections; the running function caches them for a few seconds."""

import json

from contactbook import clock
from contactbook.domain.base.values import Part
from contactbook.domain.settings.sections import Settings
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row

# Seconds that a running function may use settings from its cache. A change that every writer must know of, such as a new
# uniqueness rule, waits longer than this.
CACHE_SECONDS = 5.0
_cache: dict[str, tuple[float, float, Settings, dict[str, int]]] = {}


def forget_cached() -> None:
    """Clear the cache, so that the next read asks the table."""
    _cache.clear()


def section_of(row: Row) -> str:
    """Return the name of the section in a row."""
    return row.key.sk.removeprefix("SECTION#")


class SettingsRepository:
    """The sections of one tenant's settings."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def current(self) -> Settings:
        """Return every section, at most `CACHE_SECONDS` old."""
        return self._load()[0]

    def fresh(self) -> Settings:
        """Return every section as stored now."""
        _cache.pop(self._keys.tenant_id, None)
        return self.current()

    def version_of(self, section: str) -> int:
        """Return how often the section was saved; 0 while it has its defaults."""
        return self._load()[1].get(section, 0)

    def put_of(self, section: str, value: Part, *, replacing: int) -> Put:
        """Return the write that replaces a section of version `replacing`."""
        document = value.model_dump_json(by_alias=True)
        row = Row(self._keys.section(section), "settings", document, version=replacing + 1)
        return Put(row, AtVersion(replacing) if replacing else Absent())

    def forget(self) -> None:
        """Clear the cache of this tenant's settings. Called after a change."""
        _cache.pop(self._keys.tenant_id, None)

    def _load(self) -> tuple[Settings, dict[str, int]]:
        kept = _cache.get(self._keys.tenant_id)
        asked_at, asked_at_wall = clock.machine_seconds()
        if kept and asked_at - kept[0] < CACHE_SECONDS and abs(asked_at_wall - kept[1]) < CACHE_SECONDS:
            return kept[2], kept[3]
        rows = table.query(self._keys.settings_partition(), "SECTION#").rows
        names = {section_of(row): row for row in rows}
        settings = Settings.model_validate({name: json.loads(row.document) for name, row in names.items()})
        versions = {name: row.version for name, row in names.items()}
        _cache[self._keys.tenant_id] = (asked_at, asked_at_wall, settings, versions)
        return settings, versions
